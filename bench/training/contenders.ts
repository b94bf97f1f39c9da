/** Ways to train one epoch of the same network on the same rows; run in Node and in a worker of Chromium. */
import { createRng } from '@fedhealth/fl-core/lib';
import { createNetwork, initializeWeights, type Network } from '@fedhealth/fl-core/model';
import {
  type EngineName,
  type EngineOptions,
  type FitOptions,
  openTrainer,
} from '@fedhealth/fl-core/training';
import * as core from '@tensorflow/tfjs-core';
import * as layers from '@tensorflow/tfjs-layers';

export interface Rows {
  readonly features: Float32Array;
  readonly labels: Float32Array;
  readonly rows: number;
  readonly width: number;
}

/** Random rows with a label that two of the inputs decide. */
export function makeRows(rows: number, width: number): Rows {
  const rng = createRng(3);
  const features = new Float32Array(rows * width);
  for (let i = 0; i < features.length; i++) features[i] = rng.normal();
  const labels = new Float32Array(rows);
  for (let row = 0; row < rows; row++) {
    labels[row] = (features[row * width] ?? 0) * (features[row * width + 1] ?? 0) > 0 ? 1 : 0;
  }
  return { features, labels, rows, width };
}

export const networkOf = (inputs: number, hidden: number[]): Network =>
  createNetwork({ hidden, activation: 'relu', l2: 0 }, inputs);

export const optionsOf = (network: Network, batchSize: number): FitOptions => ({
  network,
  optimizer: 'adam',
  learningRate: 0.001,
  batchSize,
  duration: { epochs: 1 },
  l2: 0,
  classWeights: [1, 1],
  seed: 1,
});

export interface Contender {
  readonly name: string;
  /** Milliseconds an epoch. */
  epoch(): Promise<number>;
}

/** One of FedHealth's engines; `epochs` of them in a call, as a round has them. Null where it does not start. */
export async function engineContender(
  engine: EngineName,
  data: Rows,
  hidden: number[],
  batchSize: number,
  epochs: number,
  engineOptions: EngineOptions = {},
): Promise<Contender | null> {
  const opened = await openTrainer([engine], engineOptions);
  if (!opened.ok) return null;
  const network = networkOf(data.width, hidden);
  const options: FitOptions = { ...optionsOf(network, batchSize), duration: { epochs } };
  let weights = initializeWeights(network, 1);
  return {
    name: engine,
    async epoch() {
      const started = performance.now();
      ({ weights } = await opened.value.trainer.fit(data, weights, options));
      return (performance.now() - started) / epochs;
    },
  };
}

/** What a tfjs user writes: a Keras-like model and `model.fit`, on the backend that was opened before. */
export async function modelFitContender(
  backend: 'wasm' | 'cpu' | 'webgl' | 'webgpu',
  data: Rows,
  hidden: number[],
  batchSize: number,
): Promise<Contender> {
  await core.setBackend(backend);
  const model = layers.sequential();
  [...hidden, 1].forEach((units, index) => {
    const last = index === hidden.length;
    const inputShape = index === 0 ? { inputShape: [data.width] } : {};
    model.add(layers.layers.dense({ units, activation: last ? 'sigmoid' : 'relu', ...inputShape }));
  });
  model.compile({ optimizer: core.train.adam(0.001), loss: 'binaryCrossentropy' });
  const x = core.tensor2d(data.features, [data.rows, data.width]);
  const y = core.tensor2d(data.labels, [data.rows, 1]);
  return {
    name: `model.fit, tfjs ${backend}`,
    async epoch() {
      await core.setBackend(backend);
      const started = performance.now();
      await model.fit(x, y, { epochs: 1, batchSize, shuffle: true, verbose: 0, yieldEvery: 'never' });
      return performance.now() - started;
    },
  };
}

export interface Timed {
  readonly name: string;
  readonly ms: number;
}

/** Runs the contenders in turns, so that a busy machine slows all; the median of each. */
export async function medians(contenders: readonly Contender[], turns: number): Promise<Timed[]> {
  const taken = contenders.map((): number[] => []);
  for (const contender of contenders) await contender.epoch();
  for (let turn = 0; turn < turns; turn++) {
    for (const [index, contender] of contenders.entries()) taken[index]?.push(await contender.epoch());
  }
  return contenders.map(({ name }, index) => {
    const sorted = (taken[index] ?? []).sort((a, b) => a - b);
    return { name, ms: sorted[sorted.length >>> 1] ?? Number.NaN };
  });
}
