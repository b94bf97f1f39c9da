import { expect, it } from 'vitest';
import { differencesBetween } from './settings-diff.ts';

it('names what differs by its path, and counts what does not', () => {
  const a = {
    strategy: { kind: 'FedAvg' },
    training: { learningRate: 0.1, batchSize: 32 },
    hidden: [64, 32],
  };
  const b = {
    strategy: { kind: 'FedProx', mu: 0.1 },
    training: { learningRate: 0.1, batchSize: 32 },
    hidden: [64],
  };
  expect(differencesBetween(a, b)).toEqual({
    differences: [
      { setting: 'strategy.kind', a: 'FedAvg', b: 'FedProx' },
      { setting: 'hidden', a: [64, 32], b: [64] },
      { setting: 'strategy.mu', a: null, b: 0.1 },
    ],
    same: 2,
  });
  expect(differencesBetween(a, a)).toEqual({ differences: [], same: 4 });
  expect(differencesBetween({ kept: undefined }, {})).toEqual({ differences: [], same: 0 });
});
