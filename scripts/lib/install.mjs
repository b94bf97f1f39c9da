import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { execute } from './execute.mjs';
import { lockIsInstalled } from './installed-lock.mjs';
import { PlainError } from './plain-error.mjs';
import { ROOT } from './root.mjs';

const STAMP = join(ROOT, 'node_modules/.fedhealth-setup');
const LOCK_FILE = join(ROOT, 'package-lock.json');
const INSTALLED_LOCK = join(ROOT, 'node_modules/.package-lock.json');

/** Packages may hold binaries for one platform and one version of Node's binary interface. */
const PLATFORM = `${process.platform}-${process.arch} node-${process.versions.modules}`;

/** Installs the packages of the lock file when they are not there yet, or no longer those of the lock file. */
export async function install() {
  const wanted = `${PLATFORM}\n${createHash('sha256').update(readFileSync(LOCK_FILE)).digest('hex')}\n`;
  const stamp = existsSync(STAMP) ? readFileSync(STAMP, 'utf8') : null;
  if (stamp === wanted) return;
  if ((stamp === null || stamp.startsWith(`${PLATFORM}\n`)) && installedByHand()) {
    writeFileSync(STAMP, wanted);
    return;
  }
  console.error(
    'Installing the packages FedHealth is built on (npm ci). The first time takes a minute or two.',
  );
  const { code } = await npm(['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=warn']);
  if (code !== 0) {
    throw new PlainError(
      'The packages could not be installed; what npm said is above. Check the connection to the npm registry ' +
        '(`npm ping`) and the space on the disk, then run the command again: it starts where it has to.',
    );
  }
  writeFileSync(STAMP, wanted);
}

/** Someone ran `npm install`: what is there is kept when it is what the lock file asks for. */
function installedByHand() {
  if (!existsSync(INSTALLED_LOCK)) return false;
  /** @param {string} path */
  const read = (path) => JSON.parse(readFileSync(path, 'utf8'));
  return lockIsInstalled(read(LOCK_FILE), read(INSTALLED_LOCK), process);
}

/** The npm this was started by, else the one on the PATH. @param {string[]} args */
function npm(args) {
  const options = { show: true, toStderr: true };
  const script = process.env.npm_execpath;
  if (script && basename(script) === 'npm-cli.js')
    return execute(process.execPath, [script, ...args], options);
  if (process.platform === 'win32') return execute('cmd.exe', ['/d', '/s', '/c', 'npm', ...args], options);
  return execute('npm', args, options);
}
