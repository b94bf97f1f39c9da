import { countScores } from '@fedhealth/fl-core/metrics';
import { expect, it } from 'vitest';
import { scoreBins } from './score-bins.ts';

it('puts every score into one bin, the ends too', () => {
  const bins = scoreBins(countScores(Float32Array.of(0, 0.049, 0.051, 0.951, 0.99, 1)));
  expect(bins).toHaveLength(20);
  expect([bins[0]?.rows, bins[1]?.rows, bins[19]?.rows]).toEqual([2, 1, 3]);
  expect(bins.reduce((sum, { rows }) => sum + rows, 0)).toBe(6);
  expect(bins[1]?.range).toBe('0.05 to 0.10');
});
