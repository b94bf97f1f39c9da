/** Which hidden units answer to which of a hospital's rows: a unit that answers to few writes those rows into its weights. */
import type { Dataset } from '../../lib/dataset.ts';
import { type DenseLayer, type Network, sigmoid, weightLayout } from '../../model/index.ts';

/** How the units of one hidden layer take a hospital's rows. */
export interface LayerActivity {
  /**
   * People behind the rows on which a unit is active: `enough` or more, or fewer; below that an estimate of the fewest
   * there may be, where only a sample of the rows was looked at.
   */
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
/** Rows looked at through all layers: a model comes with every round, and training must not wait for this. */
const SAMPLE = 256;
/** Rows that first-layer units are looked at further with, while they seem to answer to few. */
const MOST_ROWS = 2048;
/** A unit is taken to answer to a third of what a sample says, so that chance makes none of a few rows seem common. */
const CAUTION = 3;

/** Every so many rows, so that a sample is spread over the file. */
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
  const layers = network.layers.slice(0, -1).map((layer, index): Layer => {
    const [kernel, bias] = [layout[index * 2], layout[index * 2 + 1]];
    return {
      ...layer,
      // Copies, so that the loops below run over arrays from their start.
      kernel: weights.slice(kernel?.offset, (kernel?.offset ?? 0) + (kernel?.size ?? 0)),
      bias: weights.slice(bias?.offset, (bias?.offset ?? 0) + (bias?.size ?? 0)),
      crowds: Array.from({ length: layer.units }, (): Set<number> => new Set()),
      active: new Uint32Array(layer.units),
      outputs: new Float32Array(layer.units),
    };
  });
  const stride = strideOf(data.rows, SAMPLE);
  let looked = 0;
  for (let row = 0; row < data.rows; row += stride) {
    looked++;
    let inputs = data.features.subarray(row * data.width, (row + 1) * data.width);
    for (const layer of layers) {
      sums(layer, inputs);
      note(layer, personOf, row, enough);
      inputs = layer.outputs;
    }
  }
  const [first] = layers;
  const further = first && stride > 1 ? lookFurther(first, data, personOf, enough) : looked;
  return layers.map((layer, index) => {
    const seen = index === 0 ? further : looked;
    const of = seen < data.rows ? data.rows / seen / CAUTION : 1;
    return {
      people: Float64Array.from(layer.crowds, ({ size }) => (size >= enough ? size : size * of)),
      constant: Uint8Array.from(layer.active, (count) => constantAt(layer.activation, count, looked)),
    };
  });
}

interface Layer extends DenseLayer {
  /** `[inputs, units]`, row-major. */
  readonly kernel: Float32Array;
  readonly bias: Float32Array;
  readonly crowds: readonly Set<number>[];
  readonly active: Uint32Array;
  readonly outputs: Float32Array;
}

/** The layer's sums before its activation, into its outputs. */
function sums({ units, kernel, bias, outputs }: Layer, inputs: Float32Array): void {
  outputs.set(bias);
  for (let input = 0, at = 0; input < inputs.length; input++, at += units) {
    const value = inputs[input] as number;
    // Half of a relu layer's outputs are.
    if (value === 0) continue;
    for (let unit = 0; unit < units; unit++)
      outputs[unit] = (outputs[unit] as number) + value * (kernel[at + unit] as number);
  }
}

/** Notes which units a row activates, and puts their activation in place of the sums. */
function note(layer: Layer, personOf: (row: number) => number, row: number, enough: number): void {
  const { units, outputs, crowds, active, activation } = layer;
  for (let unit = 0; unit < units; unit++) {
    const sum = outputs[unit] as number;
    if (isActive(activation, sum)) {
      active[unit] = (active[unit] as number) + 1;
      const crowd = crowds[unit];
      if (crowd && crowd.size < enough) crowd.add(personOf(row));
    }
    outputs[unit] = activate(activation, sum);
  }
}

/** Counts on for those units of the first layer that seemed to answer to few; how many rows that were. */
function lookFurther(
  { inputs, units, kernel, bias, crowds, activation }: Layer,
  { rows, width, features }: Dataset,
  personOf: (row: number) => number,
  enough: number,
): number {
  const stride = strideOf(rows, MOST_ROWS);
  const own = new Float32Array(inputs);
  crowds.forEach((crowd, unit) => {
    if (crowd.size >= enough) return;
    for (let input = 0; input < inputs; input++) own[input] = kernel[input * units + unit] as number;
    for (let row = 0; row < rows && crowd.size < enough; row += stride) {
      let sum = bias[unit] as number;
      for (let input = 0, at = row * width; input < inputs; input++, at++)
        sum += (features[at] as number) * (own[input] as number);
      if (isActive(activation, sum)) crowd.add(personOf(row));
    }
  });
  return Math.ceil(rows / stride);
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
