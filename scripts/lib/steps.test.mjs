import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { runSteps } from './steps.mjs';

describe('runSteps', () => {
  /** @type {string[]} */
  let lines = [];
  beforeEach(() => {
    lines = [];
    vi.spyOn(console, 'log').mockImplementation((line) => lines.push(line));
  });
  afterEach(() => {
    vi.restoreAllMocks();
  });

  it('shows only what failed, and counts a check as one', async () => {
    const tallies = await runSteps(
      [
        { name: 'Types', run: async () => ({ code: 0, output: 'a wall of text' }) },
        { name: 'Lint', run: async () => ({ code: 1, output: 'x.ts:3 is wrong' }) },
        {
          name: 'Unit tests',
          run: async () => ({ code: 0, output: '', tally: { passed: 7, failed: 0, skipped: 1 } }),
        },
      ],
      2,
    );
    expect(tallies).toHaveLength(3);
    expect(tallies).toContainEqual({ passed: 7, failed: 0, skipped: 1 });
    expect(tallies).toContainEqual({ passed: 0, failed: 1, skipped: 0 });
    expect(lines.join('\n')).toMatch(/✓ Types \(\d+\.\d s\)/);
    expect(lines.join('\n')).toMatch(/✗ Lint \(\d+\.\d s\)\nx\.ts:3 is wrong/);
    expect(lines.join('\n')).not.toContain('a wall of text');
  });

  it('runs no more at once than asked', async () => {
    let now = 0;
    let most = 0;
    const run = async () => {
      most = Math.max(most, ++now);
      await new Promise((resolve) => setImmediate(resolve));
      now--;
      return { code: 0, output: '' };
    };
    await runSteps(
      Array.from({ length: 6 }, (_, i) => ({ name: `${i}`, run })),
      2,
    );
    expect(most).toBe(2);
  });
});
