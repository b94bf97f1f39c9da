import { describe, expect, it } from 'vitest';
import { execute } from './execute.mjs';

/** @param {string} code @param {import('./execute.mjs').ExecuteOptions} [options] */
const node = (code, options) => execute(process.execPath, ['-e', code], options);

describe('execute', () => {
  it('keeps exit code and output, stdout apart', async () => {
    const result = await node('console.log("out"); console.error("err"); process.exitCode = 3');
    expect(result).toMatchObject({ code: 3, stdout: 'out\n' });
    expect(result.output).toContain('err');
  });
  it('adds to the environment', async () => {
    expect((await node('console.log(process.env.COLOUR)', { env: { COLOUR: 'teal' } })).stdout).toBe(
      'teal\n',
    );
  });
  it('tells a signal by its number', async () => {
    expect((await node('process.kill(process.pid, "SIGTERM"); setInterval(() => {}, 1000)')).code).toBe(143);
  });
  it('ends what takes too long', async () => {
    const { code, output } = await node('setInterval(() => {}, 1000)', { timeoutSeconds: 0.2 });
    expect(code).toBe(124);
    expect(output).toContain('took too long');
  });
  it('ends what makes no progress, however long it may take, and not what does', async () => {
    const stuck = await node('console.log("one"); setInterval(() => {}, 1000)', { silentSeconds: 1.5 });
    expect(stuck).toMatchObject({ code: 124, stdout: 'one\n' });
    expect(stuck.output).toContain('printed nothing for 1.5 seconds');
    const steady =
      'let n = 0; const t = setInterval(() => { console.log(n); if (++n === 8) clearInterval(t); }, 300)';
    expect(await node(steady, { silentSeconds: 1.5 })).toMatchObject({ code: 0 });
  });
  it('says what could not be started', async () => {
    const { code, output } = await execute('/nowhere/program', []);
    expect(code).toBe(127);
    expect(output).toContain('/nowhere/program');
  });
});
