import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unwrap } from '../../lib/result.ts';
import { createRng } from '../../lib/rng.ts';
import { initializeWeights } from '../../model/initialize.ts';
import { oracleGradient } from '../testing/oracle.ts';
import { toyNetwork, toyOptions, xorRows } from '../testing/toy-data.ts';
import { createTfjsTrainer } from '../tfjs/trainer.ts';
import { createSimdTrainer } from './trainer.ts';

const trainer = unwrap(await createSimdTrainer());
const farthest = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
  let most = a.length === b.length ? 0 : Number.POSITIVE_INFINITY;
  for (let i = 0; i < a.length; i++) most = Math.max(most, Math.abs(Number(a[i]) - Number(b[i])));
  return most;
};
const ACTIVATIONS = ['relu', 'tanh', 'sigmoid', 'linear'] as const;

describe('the simd engine', () => {
  it('has the gradient of the oracle for any depth, width, batch and activation', async () => {
    const shapes = fc.record({
      rows: fc.integer({ min: 1, max: 70 }),
      width: fc.integer({ min: 2, max: 37 }),
      hidden: fc.array(fc.integer({ min: 1, max: 21 }), { maxLength: 3 }),
      activation: fc.constantFrom(...ACTIVATIONS),
      seed: fc.integer({ min: 1, max: 1e6 }),
    });
    await fc.assert(
      fc.asyncProperty(shapes, async ({ rows, width, hidden, activation, seed }) => {
        const dataset = xorRows(rows, width, seed);
        const network = toyNetwork(width, hidden, activation === 'relu' ? 'tanh' : activation);
        const rng = createRng(seed);
        const start = initializeWeights(network, seed).map((weight) => weight + 0.1 * rng.normal());
        const options = toyOptions(network, {
          optimizer: 'sgd',
          learningRate: 1,
          batchSize: rows,
          duration: { steps: 1 },
          l2: 0.03,
          classWeights: [0.7, 1.6],
        });
        const all = Int32Array.from({ length: rows }, (_, row) => row);
        const gradient = oracleGradient(dataset, Float64Array.from(start), options, all);
        const { weights } = await trainer.fit(dataset, start, options);
        const moved = start.map((weight, i) => weight - (weights[i] ?? 0));
        expect(farthest(moved, gradient)).toBeLessThan(3e-6 * Math.max(1, Math.hypot(...gradient)));
      }),
      { numRuns: 60 },
    );
  });

  it('walks matrices wider than its panels like tfjs', async () => {
    const dataset = xorRows(97, 300, 2);
    const network = toyNetwork(300, [290, 9], 'tanh');
    const start = initializeWeights(network, 4);
    const options = toyOptions(network, {
      optimizer: 'sgd',
      learningRate: 0.1,
      batchSize: 97,
      duration: { steps: 3 },
    });
    const tfjs = unwrap(await createTfjsTrainer('cpu'));
    const [own, other] = await Promise.all([trainer, tfjs].map((one) => one.fit(dataset, start, options)));
    expect(farthest(own?.weights ?? [], other?.weights ?? [])).toBeLessThan(2e-6);
    expect(farthest(own?.weights ?? [], start)).toBeGreaterThan(1e-3);
  });

  it('[T5] gives the same bits from call to call and instance to instance', async () => {
    const dataset = xorRows(333, 5, 1);
    const network = toyNetwork(5, [12, 7], 'sigmoid');
    const options = toyOptions(network, { duration: { epochs: 3 } });
    const start = initializeWeights(network, 2);
    const other = unwrap(await createSimdTrainer());
    const first = await trainer.fit(dataset, start, options);
    await trainer.fit(xorRows(1000, 5, 9), start, options);
    expect(await trainer.fit(dataset, start, options)).toEqual(first);
    expect(await other.fit(dataset, start, options)).toEqual(first);
  });

  it('does fits that are asked for at once one after the other', async () => {
    const network = toyNetwork(3, [8]);
    const start = initializeWeights(network, 1);
    const [a, b] = [xorRows(200, 3, 1), xorRows(300, 3, 2)];
    const options = toyOptions(network, { duration: { epochs: 20 } });
    const together = await Promise.all([trainer.fit(a, start, options), trainer.fit(b, start, options)]);
    expect(together).toEqual([await trainer.fit(a, start, options), await trainer.fit(b, start, options)]);
  });

  it('[T6] sums the gradients of rows, each clipped on its own', () => {
    const dataset = xorRows(40, 4, 6);
    const network = toyNetwork(4, [6, 3], 'tanh');
    const start = initializeWeights(network, 3);
    const rows = Int32Array.of(3, 11, 12, 39, 0);
    const options = { ...toyOptions(network, { classWeights: [1, 2] }), perExampleClip: 0.9 };
    const expected = new Float64Array(start.length);
    let clipped = 0;
    for (const row of rows) {
      const own = oracleGradient(dataset, Float64Array.from(start), options, Int32Array.of(row));
      const length = Math.hypot(...own);
      if (length > options.perExampleClip) clipped++;
      const factor = Math.min(1, options.perExampleClip / length);
      own.forEach((value, i) => {
        expected[i] = (expected[i] ?? 0) + factor * value;
      });
    }
    const sum = trainer.clippedGradientSum(dataset, rows, start, options);
    expect(farthest(sum.gradient, expected)).toBeLessThan(5e-6);
    expect(sum.clipped).toBe(clipped);
    expect(clipped).toBeGreaterThan(0);
    expect(clipped).toBeLessThan(rows.length);
  });

  it('says when a network is deeper than it can hold', async () => {
    const network = toyNetwork(
      2,
      Array.from({ length: 17 }, () => 2),
    );
    const fit = trainer.fit(xorRows(4, 2, 1), initializeWeights(network, 1), toyOptions(network));
    await expect(fit).rejects.toThrow(/room for 16 layers/);
  });
});
