import { stopAll } from './children.mjs';
import { execute } from './execute.mjs';

/**
 * Runs programs side by side, their output shown; when one ends, so do the others.
 * @param {readonly { args: readonly string[], cwd?: string, env?: NodeJS.ProcessEnv }[]} programs for Node.js
 * @returns {Promise<number>} the exit code of the one that ended first
 */
export async function together(programs) {
  const running = programs.map(({ args, cwd, env }) =>
    execute(process.execPath, args, { cwd, env, show: true, timeoutSeconds: 0 }),
  );
  const { code } = await Promise.race(running);
  stopAll();
  await Promise.all(running);
  return code;
}
