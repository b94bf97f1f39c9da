import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';

const children = JSON.stringify(new URL('./children.mjs', import.meta.url).href);
/** Starts two programs that would run for ever, one of them slow to leave. */
const parentCode = `
  import { start } from ${children};
  const quick = start(process.execPath, ['-e', 'console.log("ready"); setInterval(() => {}, 1000)'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const slow = start(process.execPath, ['-e', 'process.on("SIGTERM", () => setTimeout(process.exit, 100)); console.log("ready"); setInterval(() => {}, 1000)'], { stdio: ['ignore', 'pipe', 'inherit'] });
  await Promise.all([quick, slow].map((child) => new Promise((resolve) => child.stdout.once('data', resolve))));
  console.log('started');
`;

/**
 * The programs hold this process's pipe for stderr: it closes once the last of them is gone.
 * @param {string} after
 */
async function startParent(after = '') {
  const child = spawn(process.execPath, ['--input-type=module', '-e', parentCode + after]);
  child.stderr.resume();
  await once(child.stdout, 'data');
  return child;
}

describe('children', () => {
  it('get the signal, and the parent leaves with its number once they have left', async () => {
    const child = await startParent();
    child.kill('SIGTERM');
    expect(await once(child, 'close')).toEqual([143, null]);
  });

  it('do not outlive a parent that fails', async () => {
    const child = await startParent('process.exit(5);');
    expect(await once(child, 'close')).toEqual([5, null]);
  });
});
