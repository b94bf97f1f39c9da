/** The network's answer, computed plainly: the yardstick every training engine is held against. */
import { dense, denseWeights } from './dense.ts';
import { type Activation, type Network, parameterCount } from './network.ts';

/** Rows worked on together, so that each weight read serves many of them. */
const BLOCK = 32;

/** 1 / (1 + e^−x) without overflow at either end. */
export function sigmoid(x: number): number {
  if (x >= 0) return 1 / (1 + Math.exp(-x));
  const e = Math.exp(x);
  return e / (1 + e);
}

function activate(values: Float64Array, count: number, activation: Activation): void {
  switch (activation) {
    case 'relu':
      for (let i = 0; i < count; i++) values[i] = Math.max(0, Number(values[i]));
      return;
    case 'tanh':
      for (let i = 0; i < count; i++) values[i] = Math.tanh(Number(values[i]));
      return;
    case 'sigmoid':
      for (let i = 0; i < count; i++) values[i] = sigmoid(Number(values[i]));
      return;
    case 'linear':
      return;
  }
}

/** @throws RangeError when the lengths do not fit the network */
export function requireShapes(
  network: Network,
  weights: ArrayLike<number>,
  features: ArrayLike<number>,
  rows: number,
): void {
  const parameters = parameterCount(network);
  if (weights.length !== parameters) {
    throw new RangeError(`The network has ${parameters} weights but was given ${weights.length}.`);
  }
  if (features.length !== rows * network.inputs) {
    throw new RangeError(
      `${rows} rows of ${network.inputs} inputs are ${rows * network.inputs} values, but ${features.length} were given.`,
    );
  }
}

/**
 * The last layer's sum before its sigmoid (the log-odds), for each row.
 * @param features row-major `rows × network.inputs`
 * @returns `rows` numbers, finite when weights and features are
 * @throws RangeError when the lengths do not fit the network
 */
export function forwardLogits(
  network: Network,
  weights: ArrayLike<number>,
  features: ArrayLike<number>,
  rows: number,
): Float64Array {
  requireShapes(network, weights, features, rows);
  const layers = denseWeights(network, weights);
  const widest = network.layers.reduce((most, layer) => Math.max(most, layer.units), network.inputs);
  let input = new Float64Array(BLOCK * widest);
  let output = new Float64Array(BLOCK * widest);
  const logits = new Float64Array(rows);
  for (let start = 0; start < rows; start += BLOCK) {
    const count = Math.min(BLOCK, rows - start);
    const first = start * network.inputs;
    for (let i = 0; i < count * network.inputs; i++) input[i] = Number(features[first + i]);
    layers.forEach((layer, index) => {
      dense(input, output, count, layer);
      const activation = network.layers[index]?.activation;
      if (activation && index < layers.length - 1) activate(output, count * layer.units, activation);
      [input, output] = [output, input];
    });
    logits.set(input.subarray(0, count), start);
  }
  return logits;
}

/**
 * The network's scores: the probability of "yes" for each row, in float64 until
 * the last rounding.
 * @param weights `parameterCount(network)` numbers in the order of `weightLayout`
 * @param features row-major `rows × network.inputs`
 * @returns `rows` numbers in [0, 1]; NaN only where a weight or feature is
 * @throws RangeError when the lengths do not fit the network
 */
export function forward(
  network: Network,
  weights: ArrayLike<number>,
  features: ArrayLike<number>,
  rows: number,
): Float32Array {
  const scores = new Float32Array(rows);
  const logits = forwardLogits(network, weights, features, rows);
  for (let r = 0; r < rows; r++) scores[r] = sigmoid(logits[r] as number);
  return scores;
}
