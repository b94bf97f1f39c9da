import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createNetwork } from '../../model/index.ts';
import { studySchema } from '../../study/index.ts';
import { fitOptions } from '../../training/index.ts';
import { boundedControl } from './bounded-control.ts';
import { crowdedBatches } from './crowded-batches.ts';

const optionsOf = (training: object) => {
  const study = studySchema.parse({ id: 's', label: { column: 'y' }, features: [{ name: 'x' }], training });
  return fitOptions(study, createNetwork(study.model, 1), [0, 1], 1);
};
const crowdOf = (rows: number, having = 0, mostRecords = 1) => ({
  rows,
  mostRecords,
  outcomes: [rows - having, having] as const,
});

it('[Q14] every batch has ten rows, the last of an epoch too', () => {
  const sizes = fc.integer({ min: 1, max: 300 });
  fc.assert(
    fc.property(fc.integer({ min: 10, max: 5000 }), sizes, (rows, batchSize) => {
      const { batchSize: size } = crowdedBatches(optionsOf({ batchSize }), crowdOf(rows), 0);
      const last = rows % size;
      expect(size >= 10 && (last === 0 || last >= 10)).toBe(true);
      if (batchSize >= 10 && (rows % batchSize === 0 || rows % batchSize >= 10)) expect(size).toBe(batchSize);
    }),
  );
});

it.each([
  [{ optimizer: 'sgd', learningRate: 0.5 }, 2],
  [{ optimizer: 'momentum', learningRate: 1e9 }, 1e-3],
] as const)(
  '[Q14] [Q17] a pull that leaves the last batch alone in an update has ten people in it: %o, μ %d',
  (training, mu) => {
    const options = optionsOf({ ...training, batchSize: 8 });
    expect(crowdedBatches(options, crowdOf(1000, 0, 7), mu).batchSize).toBeGreaterThanOrEqual(64);
    expect(crowdedBatches(options, crowdOf(1000, 0, 7), 0).batchSize).toBe(10);
  },
);

it('[Q14] no weights of outcomes leave a gradient to the few rows of one', () => {
  const weightsOf = (classWeights: [number, number], having: number) =>
    crowdedBatches(optionsOf({ classWeights }), crowdOf(1000, having), 0).classWeights;
  expect(weightsOf([1e-30, 1], 1)).toEqual([0.1, 1]);
  expect(weightsOf([1, 1e-30], 999)).toEqual([1, 0.1]);
  expect(weightsOf([1e-30, 1], 50)).toEqual([1 / 38, 1]);
  expect(weightsOf([1, 19], 50)).toEqual([1, 19]);
  expect(weightsOf([1, 1], 1)).toEqual([1, 1]);
});

it('[Q13] a variate of the federation leads no further than this hospital’s own ones do', () => {
  const own = Float64Array.of(3, 4);
  const far = boundedControl(Float32Array.of(0, 1e9), own);
  expect(far?.[1]).toBeCloseTo(50);
  expect(boundedControl(Float32Array.of(1, 2), own)).toEqual(Float32Array.of(1, 2));
  expect(boundedControl(Float32Array.of(1, 2), null)).toBeNull();
});
