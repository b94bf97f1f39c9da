/**
 * Makes a fresh clone ready to run: the right Node.js, the packages of the lock file, the builds. Uses Node's
 * own modules alone, prints on stderr alone, and does nothing twice. Run by every command of package.json.
 */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from './lib/build.mjs';
import { install } from './lib/install.mjs';
import { withLock } from './lib/lock.mjs';
import { assertNodeVersion } from './lib/node-version.mjs';
import { runMain } from './lib/plain-error.mjs';
import { ROOT } from './lib/root.mjs';

/** Two set-ups at once take turns; the second finds everything done. */
export async function setUp() {
  assertNodeVersion();
  await withLock(join(ROOT, 'var/setup.lock'), async () => {
    await install();
    await build();
  });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await runMain(setUp);
