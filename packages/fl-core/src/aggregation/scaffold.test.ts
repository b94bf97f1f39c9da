import { describe, expect, it } from 'vitest';
import { controlChange, controlCorrection, createStrategy, type StrategyState } from './index.ts';

/** Two sites with quadratic losses ½ a (w − b)², whose sum is least at Σ a b / Σ a. */
const SITES = [
  { a: 1, b: 0 },
  { a: 9, b: 1 },
] as const;
const BEST = 0.9;
const STEPS = 10;
const RATE = 0.05;

/** K steps of SGD with a correction; closed loops as in the paper's algorithm 1. */
function train(x: number, { a, b }: { a: number; b: number }, correction: number): number {
  let w = x;
  for (let step = 0; step < STEPS; step++) w -= RATE * (a * (w - b) + correction);
  return w;
}

describe('scaffold', () => {
  it('finds the optimum that FedAvg with many local steps misses', () => {
    const fedAvg = createStrategy({ kind: 'fedAvg' });
    const scaffold = createStrategy({ kind: 'scaffold' });
    let averaged: ArrayLike<number> = [0];
    let corrected: ArrayLike<number> = [0];
    let state: StrategyState = null;
    const own = SITES.map(() => 0);
    for (let round = 1; round <= 200; round++) {
      const start = averaged[0] ?? 0;
      averaged = fedAvg.aggregate(
        averaged,
        SITES.map((site) => ({ weights: [train(start, site, 0)], examples: 1 })),
      ).global;
      const x = corrected[0] ?? 0;
      const { control } = scaffold.configure(round, state);
      const updates = SITES.map((site, i) => {
        const [correction = 0] = controlCorrection(1, control, [own[i] ?? 0]);
        const weights = [train(x, site, correction)];
        const controlDelta = controlChange([x], weights, { steps: STEPS, learningRate: RATE }, control);
        own[i] = (own[i] ?? 0) + (controlDelta[0] ?? 0);
        return { weights, examples: 1, controlDelta };
      });
      const result = scaffold.aggregate(corrected, updates, state);
      ({ global: corrected, state } = result);
    }
    expect(Math.abs((averaged[0] ?? 0) - BEST)).toBeGreaterThan(0.1);
    expect(corrected[0]).toBeCloseTo(BEST, 4);
  });

  it('weighs the change of c by |S| / N', () => {
    const updates = [
      { weights: [1], examples: 1, controlDelta: [4] },
      { weights: [3], examples: 9, controlDelta: Float32Array.of(8) },
    ];
    const strategy = createStrategy({ kind: 'scaffold' });
    expect(strategy.aggregate([0], updates)).toEqual({
      global: Float32Array.of(2),
      state: { c: [6] },
      reason: null,
    });
    expect(strategy.aggregate([0], updates, { c: [1] }, { sites: 6 }).state).toEqual({ c: [3] });
    expect(createStrategy({ kind: 'scaffold', totalSites: 6 }).aggregate([0], updates).state).toEqual({
      c: [2],
    });
  });

  it('computes the change from the steps and the learning rate where a site does not send it', () => {
    const strategy = createStrategy({ kind: 'scaffold', eta_l: 0.1 });
    const result = strategy.aggregate([1], [{ weights: [0], examples: 1, steps: 5 }], { c: [0.5] });
    expect(result.state).toEqual({ c: [2] });
    expect(strategy.configure(2, result.state)).toEqual({ control: [2], learningRate: 0.1 });
  });

  it('says when control variates are missing', () => {
    const strategy = createStrategy({ kind: 'scaffold' });
    const result = strategy.aggregate([1], [{ weights: [0], examples: 1 }]);
    expect(result.notes).toEqual([expect.stringMatching(/1 of 1 updates came without a control variate/)]);
    expect(result.state).toEqual({ c: [0] });
  });

  it('refuses a control variate that does not fit, and leaves the round as it was', () => {
    const stream = createStrategy({ kind: 'scaffold' }).begin([0]);
    const add = (controlDelta: number[]) => () => stream.add({ weights: [2], examples: 1, controlDelta });
    expect(add([1, 2])).toThrow(/control variate of Update 1 has 2 weights/);
    expect(add([Number.NaN])).toThrow(/not finite/);
    add([1])();
    expect(stream.finish()).toEqual({ global: Float32Array.of(2), state: { c: [1] }, reason: null });
  });

  it('needs steps and a learning rate for a change', () => {
    expect(() => controlChange([1], [0], { steps: 0, learningRate: 0.1 })).toThrow(RangeError);
  });
});
