import { expect, it } from 'vitest';
import type { Dataset } from '../../lib/dataset.ts';
import { createRng } from '../../lib/rng.ts';
import { createNetwork, initializeWeights, weightLayout } from '../../model/index.ts';
import { studySchema } from '../../study/index.ts';
import { withoutRareUnits } from './rare-units.ts';
import { unitActivity } from './unit-activity.ts';

const study = studySchema.parse({ id: 's', label: { column: 'y' }, features: [{ name: 'x' }] });
const rng = createRng(4);
const rows = (count: number): Dataset => ({
  rows: count,
  width: 7,
  features: Float32Array.from({ length: count * 7 }, () => rng.normal()),
  labels: new Float32Array(count),
});

it.each([60, 3000])(
  '[Q14] of %i rows, what a unit learned of fewer than ten is not in the update',
  (count) => {
    const network = createNetwork(study.model, 7);
    const data = rows(count);
    const global = initializeWeights(network, 1);
    const [kernel, bias] = weightLayout(network);
    // Unit 3 of the first layer is active on the six rows that lie farthest along its direction.
    const along = Array.from({ length: count }, (_, row) => {
      let sum = 0;
      for (let input = 0; input < 7; input++)
        sum += (data.features[row * 7 + input] ?? 0) * (global[(kernel?.offset ?? 0) + input * 64 + 3] ?? 0);
      return sum;
    });
    const sorted = [...along].sort((a, b) => b - a);
    global[(bias?.offset ?? 0) + 3] = -((sorted[5] ?? 0) + (sorted[6] ?? 0)) / 2;
    const activity = unitActivity(network, global, data, (row) => row, 10);
    expect(activity[0]?.people[3]).toBeLessThan(10);
    const trained = global.map((weight) => weight + 1);
    const told = withoutRareUnits(network, trained, global, { layers: activity, inputs: [] });
    const moved = told.map((weight, i) => weight - (global[i] ?? 0));
    for (let input = 0; input < 7; input++) {
      expect(moved[(kernel?.offset ?? 0) + input * 64 + 3]).toBe(0);
      expect(moved[(kernel?.offset ?? 0) + input * 64 + 4]).not.toBe(0);
    }
    expect(moved[(bias?.offset ?? 0) + 3]).toBe(0);
  },
);

it('[Q14] counts patients: a unit that answers to many rows of nine of them is rare', () => {
  const network = createNetwork(study.model, 7);
  const data = rows(360);
  const activity = unitActivity(network, initializeWeights(network, 1), data, (row) => row % 9, 10);
  expect(Math.max(...(activity[0]?.people ?? []))).toBe(9);
});

it('leaves an update alone whose units all answer to ten rows or more', () => {
  const network = createNetwork(study.model, 7);
  const trained = initializeWeights(network, 1).map((weight) => weight + 1);
  const activity = [64, 32].map((units) => ({
    people: new Float64Array(units).fill(10),
    constant: new Uint8Array(units),
  }));
  expect(withoutRareUnits(network, trained, trained.slice(), { layers: activity, inputs: [] })).toBe(trained);
});
