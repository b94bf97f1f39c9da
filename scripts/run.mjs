/** `node scripts/run.mjs <command> [arguments]`: sets up what is missing, then runs a command of FedHealth. */

import { join } from 'node:path';
import { become } from './lib/become.mjs';
import { followNpm } from './lib/follow-npm.mjs';
import { PlainError, runMain } from './lib/plain-error.mjs';
import { ROOT } from './lib/root.mjs';
import { together } from './lib/together.mjs';
import { toolPath } from './lib/tool.mjs';
import { setUp } from './setup.mjs';

/** @param {string} path */
const at = (path) => join(ROOT, path);
const CLI = at('apps/cli/bin/fedhealth.js');

/** @type {Record<string, (args: string[]) => Promise<void>>} */
const COMMANDS = {
  start: (args) => become(CLI, ['serve', ...args]),
  demo: (args) => become(CLI, ['demo', ...args]),
  simulate: (args) => become(CLI, ['simulate', ...args]),
  bench: async (args) => {
    process.exitCode = await together([{ args: ['--import', 'tsx', at('bench/run.ts'), ...args] }]);
  },
  dev: async (args) => {
    process.exitCode = await together([
      { args: [toolPath('vite'), ...args], cwd: at('apps/web') },
      {
        args: [toolPath('tsx'), 'watch', '--conditions=source', at('apps/cli/src/main.ts'), 'serve'],
      },
    ]);
  },
};

followNpm();
await runMain(async () => {
  const [name = '', ...args] = process.argv.slice(2);
  const command = COMMANDS[name];
  if (!command) throw new PlainError(`Say what to run: ${Object.keys(COMMANDS).join(', ')}.`);
  await setUp();
  await command(args);
});
