/** Which hidden units answer to which of a hospital's rows: a unit that answers to few writes those rows into its weights. */
import type { Dataset } from '../../lib/dataset.ts';
import { type DenseLayer, type Network, sigmoid, weightLayout } from '../../model/index.ts';

/** How the units of one hidden layer take a hospital's rows. */
export interface LayerActivity {
  /** People behind the rows on which a unit is active: exact below `enough`, else `enough` or more. */
  readonly people: Float64Array;
  /** Units that take every row looked at alike: active on each (relu), or saturated on each (sigmoid, tanh). */
  readonly constant: Uint8Array;
}

/** How a hospital's rows meet a model. */
export interface RowsMeet {
  readonly layers: readonly LayerActivity[];
  /** Inputs that are the same for all people but a few: see `rareInputs`. */
  readonly inputs: readonly number[];
}

/** Beyond it a sigmoid or tanh unit's slope is under 1e-4. */
const SATURATED = 10;
/** Rows looked at through all layers. */
const SAMPLE = 1024;
/** Rows that first-layer units are looked at further with, while they seem to answer to few. */
const MOST_ROWS = 65_536;

/** Every so many rows, so that the sample is spread over the file. */
const strideOf = (rows: number, most: number): number => Math.max(1, Math.ceil(rows / most));

/** @param personOf who is behind each row of `data` */
export function unitActivity(
  network: Network,
  weights: Float32Array,
  data: Dataset,
  personOf: (row: number) => number,
  enough: number,
): LayerActivity[] {
  const layout = weightLayout(network);
  const layers = network.layers.slice(0, -1).map((layer, index) => ({
    ...layer,
    kernel: layout[index * 2]?.offset ?? 0,
    bias: layout[index * 2 + 1]?.offset ?? 0,
    crowds: Array.from({ length: layer.units }, (): Set<number> => new Set()),
    active: new Uint32Array(layer.units),
    outputs: new Float64Array(layer.units),
  }));
  const stride = strideOf(data.rows, SAMPLE);
  let looked = 0;
  for (let row = 0; row < data.rows; row += stride) {
    looked++;
    let inputs: ArrayLike<number> = data.features.subarray(row * data.width, (row + 1) * data.width);
    for (const layer of layers) {
      sums(layer, weights, inputs);
      const { outputs, crowds, active, activation } = layer;
      for (let unit = 0; unit < layer.units; unit++) {
        const sum = outputs[unit] ?? 0;
        if (isActive(activation, sum)) {
          active[unit] = (active[unit] ?? 0) + 1;
          const crowd = crowds[unit];
          if (crowd && crowd.size < enough) crowd.add(personOf(row));
        }
        outputs[unit] = activate(activation, sum);
      }
      inputs = outputs;
    }
  }
  const [first] = layers;
  if (first && stride > 1) lookFurther(first, weights, data, personOf, enough);
  return layers.map((layer, index) => ({
    people: Float64Array.from(layer.crowds, ({ size }) =>
      // A sample of the rows says of deeper units how many it would be of all, as far as a third of it.
      index === 0 || size >= enough ? size : (size * data.rows) / looked / 3,
    ),
    constant: Uint8Array.from(layer.active, (count) => constantAt(layer.activation, count, looked)),
  }));
}

interface Layer extends DenseLayer {
  readonly kernel: number;
  readonly bias: number;
  readonly crowds: readonly Set<number>[];
  readonly outputs: Float64Array;
}

/** The layer's sums before its activation, into its outputs. */
function sums(
  { units, kernel, bias, outputs }: Layer,
  weights: Float32Array,
  inputs: ArrayLike<number>,
): void {
  for (let unit = 0; unit < units; unit++) outputs[unit] = weights[bias + unit] ?? 0;
  for (let input = 0; input < inputs.length; input++) {
    const value = inputs[input] ?? 0;
    if (value === 0) continue;
    const at = kernel + input * units;
    for (let unit = 0; unit < units; unit++)
      outputs[unit] = (outputs[unit] ?? 0) + value * (weights[at + unit] ?? 0);
  }
}

/** Counts on for those units of the first layer that seemed to answer to few. */
function lookFurther(
  { inputs, units, kernel, bias, crowds, activation }: Layer,
  weights: Float32Array,
  data: Dataset,
  personOf: (row: number) => number,
  enough: number,
): void {
  const stride = strideOf(data.rows, MOST_ROWS);
  crowds.forEach((crowd, unit) => {
    for (let row = 0; row < data.rows && crowd.size < enough; row += stride) {
      let sum = weights[bias + unit] ?? 0;
      for (let input = 0; input < inputs; input++)
        sum += (data.features[row * data.width + input] ?? 0) * (weights[kernel + input * units + unit] ?? 0);
      if (isActive(activation, sum)) crowd.add(personOf(row));
    }
  });
}

const isActive = (activation: DenseLayer['activation'], sum: number): boolean =>
  activation === 'relu' ? sum > 0 : activation === 'linear' || Math.abs(sum) < SATURATED;

function constantAt(activation: DenseLayer['activation'], active: number, rows: number): 0 | 1 {
  if (activation === 'linear' || rows === 0) return 0;
  return active === (activation === 'relu' ? rows : 0) ? 1 : 0;
}

export function activate(activation: DenseLayer['activation'], sum: number): number {
  switch (activation) {
    case 'relu':
      return Math.max(0, sum);
    case 'tanh':
      return Math.tanh(sum);
    case 'sigmoid':
      return sigmoid(sum);
    case 'linear':
      return sum;
  }
}
