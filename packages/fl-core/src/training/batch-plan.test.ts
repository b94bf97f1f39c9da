import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createBatchPlan } from './index.ts';

describe('createBatchPlan', () => {
  it('shows every row once an epoch', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 200 }),
        fc.integer({ min: 1, max: 64 }),
        fc.integer(),
        (rows, batchSize, seed) => {
          const plan = createBatchPlan(rows, { batchSize, seed, duration: { epochs: 2 } });
          expect(plan.steps).toBe(2 * Math.ceil(rows / batchSize));
          for (let epoch = 0; epoch < 2; epoch++) {
            expect([...plan.nextOrder()].sort((a, b) => a - b)).toEqual(
              Array.from({ length: rows }, (_, row) => row),
            );
          }
        },
      ),
    );
  });

  it('is decided by the seed', () => {
    const order = (seed: number) => [
      ...createBatchPlan(50, { batchSize: 8, seed, duration: { epochs: 1 } }).nextOrder(),
    ];
    expect(order(3)).toEqual(order(3));
    expect(order(3)).not.toEqual(order(4));
  });

  it('shuffles anew for each epoch', () => {
    const plan = createBatchPlan(50, { batchSize: 8, seed: 1, duration: { epochs: 2 } });
    expect([...plan.nextOrder()]).not.toEqual([...plan.nextOrder()]);
  });

  it('counts the epochs that a number of steps begins', () => {
    const plan = createBatchPlan(10, { batchSize: 4, seed: 1, duration: { steps: 7 } });
    expect(plan).toMatchObject({ steps: 7, stepsPerEpoch: 3, epochs: 3 });
  });

  it('has no steps without rows', () => {
    expect(createBatchPlan(0, { batchSize: 4, seed: 1, duration: { steps: 7 } })).toMatchObject({
      steps: 0,
      epochs: 0,
    });
  });
});
