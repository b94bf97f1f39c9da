/** Finds a Chromium for the end-to-end tests; `ensureChromium` installs Debian's where it may. */
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { chromiumCandidates } from './lib/chromium-candidates.mjs';
import { execute } from './lib/execute.mjs';
import { PlainError, runMain } from './lib/plain-error.mjs';

/**
 * The first Chromium or Chrome that is there, or null. A `CHROMIUM_PATH` that names no program is an error
 * rather than passed over.
 * @returns {string | null}
 */
export function findChromium() {
  const chosen = process.env.CHROMIUM_PATH;
  if (chosen && !isProgram(chosen)) {
    throw new PlainError(`CHROMIUM_PATH names ${chosen}, which is not a program. Correct or unset it.`);
  }
  return chosen || (chromiumCandidates(process.platform, process.env).find(isProgram) ?? null);
}

/** As `findChromium`, but installs one on Debian when there is none, or says what to run. @returns {Promise<string>} */
export async function ensureChromium() {
  const found = findChromium();
  if (found) return found;
  if (existsSync('/etc/debian_version') && !isUbuntu()) await installOnDebian();
  const installed = findChromium();
  if (installed) return installed;
  throw new PlainError(
    'The end-to-end tests need a Chromium and none was found. Install one (Debian: `sudo apt-get install chromium`; ' +
      'anywhere: Google Chrome), or name one with CHROMIUM_PATH, and run the command again.',
  );
}

async function installOnDebian() {
  const prefix = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  console.error('Installing Chromium for the end-to-end tests (apt-get).');
  for (const args of [
    ['update', '-qq'],
    ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-liberation'],
  ]) {
    const [program = '', ...rest] = [...prefix, 'apt-get', ...args];
    const { code, output } = await execute(program, rest, { env: { DEBIAN_FRONTEND: 'noninteractive' } });
    if (code !== 0) console.error(output);
  }
}

/** Ubuntu's package of that name only points at a snap, which containers cannot run. */
function isUbuntu() {
  return existsSync('/etc/os-release') && /^ID=ubuntu$/m.test(readFileSync('/etc/os-release', 'utf8'));
}

/** @param {string} path */
function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await runMain(async () => console.log(await ensureChromium()));
}
