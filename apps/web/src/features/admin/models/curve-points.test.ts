import { expect, it } from 'vitest';
import { curvePoints } from './curve-points.ts';

const point = (round: number, validationAuc: number | null) => ({
  round,
  validationAuc,
  trainLoss: null,
  combinedAuc: null,
});

it('puts runs of different length on one axis, and draws nothing of what neither has', () => {
  const data = { curves: { a: [point(1, 0.6), point(2, 0.7)], b: [point(2, 0.5), point(3, null)] } };
  expect(curvePoints(data, 'validationAuc')).toEqual([
    { round: 1, values: [0.6, null] },
    { round: 2, values: [0.7, 0.5] },
    { round: 3, values: [null, null] },
  ]);
  expect(curvePoints(data, 'trainLoss')).toEqual([]);
});
