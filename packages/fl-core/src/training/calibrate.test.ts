import { describe, expect, it } from 'vitest';
import { calibrate } from './calibrate.ts';
import { toyNetwork, toyOptions } from './testing/toy-data.ts';

const fit = toyOptions(toyNetwork(7, [16, 8]));

describe('calibrate', () => {
  it('times each engine that starts, tells why others do not, and ranks by speed', async () => {
    const { timings, ranking } = await calibrate({
      fit,
      engines: ['tfjs-cpu', 'tfjs-webgl', 'simd', 'tfjs-wasm'],
      budget: 30_000,
    });
    expect(timings.map(({ engine }) => engine)).toEqual(['tfjs-cpu', 'tfjs-webgl', 'simd', 'tfjs-wasm']);
    expect(timings[1]).toMatchObject({ stepsPerSecond: null, problem: expect.stringMatching(/webgl/) });
    const speeds = ranking.map(
      (engine) => timings.find((timing) => timing.engine === engine)?.stepsPerSecond,
    );
    expect(ranking).toHaveLength(3);
    expect(speeds).toEqual([...speeds].sort((a, b) => (b ?? 0) - (a ?? 0)));
    expect(ranking[0]).toBe('simd');
  });

  it('leaves out engines for which no time is left', async () => {
    const { timings, ranking } = await calibrate({ fit, engines: ['simd', 'tfjs-cpu'], budget: 0 });
    expect(ranking).toEqual([]);
    expect(timings.map(({ problem }) => problem)).toEqual(Array(2).fill('No time was left to measure it.'));
  });

  it('stops when aborted', async () => {
    const reason = new Error('left');
    const asked = calibrate({ fit, engines: ['simd'], signal: AbortSignal.abort(reason) });
    await expect(asked).rejects.toBe(reason);
  });
});
