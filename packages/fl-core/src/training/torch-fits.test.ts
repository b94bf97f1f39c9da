import { describe, expect, it } from 'vitest';
import { unwrap } from '../lib/result.ts';
import golden from './golden/torch-fits.json' with { type: 'json' };
import { type EngineName, type FitOptions, openTrainer } from './index.ts';
import { toyNetwork, toyOptions } from './testing/toy-data.ts';

const dataset = {
  features: Float32Array.from(golden.features),
  labels: Float32Array.from(golden.labels),
  rows: golden.rows,
  width: golden.inputs,
};
const start = Float32Array.from(golden.start);

type Golden = (typeof golden.fits)[number];

function optionsOf(fit: Golden): FitOptions {
  const activation = fit.activation as 'relu' | 'tanh' | 'sigmoid' | 'linear';
  return toyOptions(toyNetwork(golden.inputs, golden.hidden, activation), {
    optimizer: fit.optimizer as FitOptions['optimizer'],
    learningRate: fit.learningRate,
    batchSize: golden.rows,
    duration: { steps: golden.steps },
    l2: fit.l2,
    classWeights: [fit.classWeights[0] ?? 1, fit.classWeights[1] ?? 1],
    clipNorm: fit.clipNorm,
    perExampleClip: fit.perExampleClip,
    ...(fit.mu > 0 ? { proximal: { mu: fit.mu, anchor: Float32Array.from(golden.anchor) } } : {}),
    ...(fit.control ? { control: { correction: Float32Array.from(golden.correction) } } : {}),
  });
}

const nameOf = ({ optimizer, activation, learningRate: _, weights: __, loss: ___, ...extras }: Golden) =>
  `${optimizer}, ${activation}, ${JSON.stringify(extras)}`;

describe.each<EngineName>(['simd', 'tfjs-cpu'])('%s gives PyTorch’s weights after 200 steps:', (engine) => {
  it.each(golden.fits.map((fit) => [nameOf(fit), fit] as const))('%s', async (_, fit) => {
    const { trainer } = unwrap(await openTrainer([engine]));
    const { weights, loss } = await trainer.fit(dataset, start, optionsOf(fit));
    const worst = weights.reduce((most, w, i) => Math.max(most, Math.abs(w - (fit.weights[i] ?? 9))), 0);
    expect(worst).toBeLessThan(1e-4);
    expect(loss).toBeCloseTo(fit.loss, 5);
    trainer.dispose();
  });
});
