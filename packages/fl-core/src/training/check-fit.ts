import type { Dataset } from '../lib/dataset.ts';
import { parameterCount } from '../model/network.ts';
import type { FitOptions } from './trainer.ts';

/** @throws RangeError when dataset, weights and options do not fit each other: nothing can be trained then. */
export function requireFit(dataset: Dataset, weights: Float32Array, options: FitOptions): void {
  const { network } = options;
  const parameters = parameterCount(network);
  if (weights.length !== parameters) {
    throw new RangeError(`The network has ${parameters} weights but was given ${weights.length}.`);
  }
  if (dataset.width !== network.inputs) {
    throw new RangeError(`The network takes ${network.inputs} inputs; the rows have ${dataset.width}.`);
  }
  if (dataset.features.length !== dataset.rows * dataset.width || dataset.labels.length !== dataset.rows) {
    throw new RangeError(
      `The dataset says ${dataset.rows} rows but holds another number of values or labels.`,
    );
  }
  const amount = 'steps' in options.duration ? options.duration.steps : options.duration.epochs;
  for (const [name, value] of Object.entries({ batchSize: options.batchSize, duration: amount })) {
    if (!Number.isInteger(value) || value < 1)
      throw new RangeError(`${name} must be a whole number above 0, not ${value}.`);
  }
  for (const [name, vector] of [
    ['The proximal term’s anchor', options.proximal?.anchor],
    ['The control variate’s correction', options.control?.correction],
  ] as const) {
    if (vector && vector.length !== parameters)
      throw new RangeError(`${name} has ${vector.length} numbers; the network has ${parameters} weights.`);
  }
  const bounds = {
    mu: options.proximal?.mu,
    clipNorm: options.clipNorm,
    perExampleClip: options.perExampleClip,
  };
  for (const [name, value] of Object.entries(bounds)) {
    if (value !== undefined && !(Number.isFinite(value) && value >= 0))
      throw new RangeError(`${name} must be a number from 0 on, not ${value}.`);
  }
}
