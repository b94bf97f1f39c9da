/** Every engine, every option: the same answer after 200 steps. */
import { beforeAll, describe, expect, it } from 'vitest';
import { unwrap } from '../lib/result.ts';
import { createRng } from '../lib/rng.ts';
import { initializeWeights } from '../model/initialize.ts';
import { type EngineName, type FitOptions, openTrainer, type Trainer } from './index.ts';
import { toyNetwork, toyOptions, xorRows } from './testing/toy-data.ts';

const ENGINES: readonly EngineName[] = ['simd', 'tfjs-wasm', 'tfjs-cpu'];
const network = toyNetwork(7, [16, 8], 'tanh');
const dataset = xorRows(500, 7, 3);
const start = initializeWeights(network, 1);
const rng = createRng(9);
const correction = start.map(() => 0.02 * rng.normal());

const EXTRAS: readonly (readonly [string, Partial<FitOptions>])[] = [
  ['nothing more', {}],
  ['L2', { l2: 0.05 }],
  ['class weights', { classWeights: [0.6, 2.5] }],
  ['the proximal term', { proximal: { mu: 0.5, anchor: start } }],
  ['a control variate', { control: { correction } }],
  ['clipping by norm', { clipNorm: 0.05 }],
  ['clipping of each row', { perExampleClip: 0.2 }],
  [
    'all of them',
    {
      l2: 0.01,
      classWeights: [0.8, 1.4],
      proximal: { mu: 0.1, anchor: start },
      control: { correction },
      clipNorm: 0.2,
      perExampleClip: 0.5,
    },
  ],
];

const distance = (a: Float32Array, b: Float32Array): number =>
  a.reduce((worst, weight, i) => Math.max(worst, Math.abs(weight - (b[i] ?? Number.NaN))), 0);

describe.each(['adam', 'sgd', 'momentum'] as const)('[T5] 200 steps of %s', (optimizer) => {
  let trainers: readonly Trainer[] = [];
  const fitAll = (changes: Partial<FitOptions>) => {
    const learningRate = optimizer === 'adam' ? 0.002 : 0.02;
    const options = toyOptions(network, { optimizer, learningRate, duration: { steps: 200 }, ...changes });
    return Promise.all(trainers.map((trainer) => trainer.fit(dataset, start, options)));
  };
  beforeAll(async () => {
    trainers = await Promise.all(ENGINES.map(async (engine) => unwrap(await openTrainer([engine])).trainer));
  });

  it.each(EXTRAS)('[T6] with %s: engines agree to 1e-4 per weight', async (name, changes) => {
    const [simd, wasm, cpu] = await fitAll(changes);
    if (!simd || !wasm || !cpu) throw new Error('Three engines were asked.');
    expect(distance(simd.weights, wasm.weights)).toBeLessThan(1e-4);
    expect(distance(simd.weights, cpu.weights)).toBeLessThan(1e-4);
    expect(simd.loss).toBeCloseTo(wasm.loss, 5);
    if (name === 'nothing more') return;
    const [plain] = await fitAll({});
    expect(plain && distance(simd.weights, plain.weights)).toBeGreaterThan(1e-3);
  });
});

describe.each(ENGINES)('%s refuses', (engine) => {
  it('vectors of another length and bounds that are none', async () => {
    const { trainer } = unwrap(await openTrainer([engine]));
    const fit = (changes: Partial<FitOptions>) => trainer.fit(dataset, start, toyOptions(network, changes));
    const short = start.subarray(1);
    await expect(fit({ proximal: { mu: 1, anchor: short } })).rejects.toThrow(/anchor/);
    await expect(fit({ control: { correction: short } })).rejects.toThrow(/correction/);
    await expect(fit({ clipNorm: Number.NaN })).rejects.toThrow(/clipNorm/);
    await expect(fit({ perExampleClip: -1 })).rejects.toThrow(/perExampleClip/);
  });
});
