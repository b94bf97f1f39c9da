import { expect, it } from 'vitest';
import type { Dataset } from '../../lib/dataset.ts';
import { createRng } from '../../lib/rng.ts';
import { createNetwork, initializeWeights, weightLayout } from '../../model/index.ts';
import { studySchema } from '../../study/index.ts';
import { rareInputs } from './rare-inputs.ts';
import { withoutRareUnits } from './rare-units.ts';

const ROWS = 300;
const rng = createRng(4);
/** By input: a measurement, a value that 1, 9 or 10 rows differ in, one that is the same for all. */
const columns: readonly ((row: number) => number)[] = [
  () => rng.normal(),
  (row) => (row === 17 ? 0.7 : 0),
  (row) => (row < 9 ? 1 : 0),
  (row) => (row < 10 ? 1 : 0),
  () => 0.5,
  (row) => (row < 291 ? -2 : rng.normal()),
];
const data: Dataset = {
  rows: ROWS,
  width: columns.length,
  features: Float32Array.from({ length: ROWS * columns.length }, (_, at) =>
    Number(columns[at % columns.length]?.(Math.floor(at / columns.length))),
  ),
  labels: new Float32Array(ROWS),
};

it.each([{ hidden: [] }, {}])(
  '[Q14] an update says nothing of inputs that fewer than ten people have, %o',
  (model) => {
    const study = studySchema.parse({ id: 's', label: { column: 'y' }, features: [{ name: 'x' }], model });
    const network = createNetwork(study.model, columns.length);
    const person = (row: number) => row;
    const inputs = rareInputs(data, person);
    expect(inputs).toEqual([1, 2, 5]);
    const global = initializeWeights(network, 1);
    const trained = global.map((weight) => weight + 1);
    const layers = network.layers.slice(0, -1).map((layer) => ({
      people: new Float64Array(layer.units).fill(10),
      constant: new Uint8Array(layer.units),
    }));
    const told = withoutRareUnits(network, trained, global, { layers, inputs });
    const [kernel] = weightLayout(network);
    const units = network.layers[0]?.units ?? 0;
    for (let at = 0; at < (kernel?.size ?? 0); at++)
      expect(told[at] === global[at]).toBe(inputs.includes(Math.floor(at / units)));
    expect(rareInputs(data, (row) => row % 9)).toEqual([1, 2, 3, 5]);
  },
);
