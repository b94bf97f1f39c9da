import { expect, it } from 'vitest';
import type { Dataset } from '../../lib/dataset.ts';
import { createRng } from '../../lib/rng.ts';
import { createNetwork, initializeWeights, weightLayout } from '../../model/index.ts';
import { studySchema } from '../../study/index.ts';
import { withoutRareUnits } from './rare-units.ts';
import { withSlices } from './slices.ts';
import { unitActivity } from './unit-activity.ts';

const study = studySchema.parse({
  id: 's',
  label: { column: 'y' },
  features: [{ name: 'x' }],
  model: { hidden: [512] },
});
const network = createNetwork(study.model, 7);
const rng = createRng(8);
const data: Dataset = {
  rows: 250,
  width: 7,
  features: Float32Array.from({ length: 250 * 7 }, () => rng.normal()),
  labels: new Float32Array(250),
};
const [kernel, bias] = weightLayout(network);
const person = (row: number) => row;

/** Half of the first layer cuts the rows into slices, the other half looks as a network does. */
function slicing(): Float32Array {
  const weights = initializeWeights(network, 1);
  const direction = Array.from({ length: 7 }, () => rng.normal() * 0.1);
  for (let unit = 0; unit < 256; unit++) {
    const turn = unit % 2 ? 1 : -1;
    for (let input = 0; input < 7; input++)
      weights[(kernel?.offset ?? 0) + input * 512 + unit] = turn * (direction[input] ?? 0);
    weights[(bias?.offset ?? 0) + unit] = turn * (unit / 256 - 0.5);
  }
  return weights;
}

/** What unit `a` learned less what `b` did: of how many rows that is, as far as both may tell. */
it('[Q14] no two units of an update differ in what they learned of fewer than ten rows', () => {
  const weights = slicing();
  const activity = withSlices(
    network,
    weights,
    data,
    person,
    unitActivity(network, weights, data, person, 10),
    10,
  );
  const told = withoutRareUnits(
    network,
    weights.map((weight) => weight + 1),
    weights,
    { layers: activity, inputs: [] },
  );
  const heard = Array.from({ length: 256 }, (_, unit) => unit).filter(
    (unit) => told[(bias?.offset ?? 0) + unit] !== weights[(bias?.offset ?? 0) + unit],
  );
  const activeOn = (unit: number): Set<number> => {
    const rows = new Set<number>();
    for (let row = 0; row < data.rows; row++) {
      let sum = weights[(bias?.offset ?? 0) + unit] ?? 0;
      for (let input = 0; input < 7; input++)
        sum +=
          (data.features[row * 7 + input] ?? 0) * (weights[(kernel?.offset ?? 0) + input * 512 + unit] ?? 0);
      if (sum > 0) rows.add(row);
    }
    return rows;
  };
  const sets = heard.map(activeOn);
  expect(heard.length).toBeGreaterThan(4);
  for (const [index, one] of sets.entries()) {
    for (const other of sets.slice(index + 1)) {
      const apart =
        [...one].filter((row) => !other.has(row)).length + [...other].filter((row) => !one.has(row)).length;
      // Units that face each other may meet in few rows, or miss few: then their sum is what counts.
      const facing = data.rows - apart;
      if (apart > 0 && facing > 0) expect(Math.min(apart, facing)).toBeGreaterThanOrEqual(10);
    }
  }
});

it('leaves a network alone whose units look in many directions', () => {
  const weights = initializeWeights(network, 1);
  const activity = unitActivity(network, weights, data, person, 10);
  const [own] = withSlices(network, weights, data, person, activity, 10);
  expect(own?.people).toEqual(activity[0]?.people);
});

it('[Q14] nor do two units of a deeper layer', () => {
  const deep = createNetwork({ ...study.model, hidden: [16, 128] }, 7);
  const weights = initializeWeights(deep, 1);
  const [, , second, cut] = weightLayout(deep);
  const units = 128;
  for (let unit = 0; unit < units; unit++) {
    for (let input = 0; input < 16; input++) weights[(second?.offset ?? 0) + input * units + unit] = 0.25;
    weights[(cut?.offset ?? 0) + unit] = -unit / 32;
  }
  const before = unitActivity(deep, weights, data, person, 10);
  const after = withSlices(deep, weights, data, person, before, 10);
  const rare = (people: Float64Array | undefined) => people?.filter((behind) => behind < 10).length ?? 0;
  expect(after[0]).toEqual(before[0]);
  expect(rare(after[1]?.people)).toBeGreaterThan(rare(before[1]?.people) + 20);
});
