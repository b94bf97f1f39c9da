import { describe, expect, it } from 'vitest';
import { unwrap } from '../../lib/result.ts';
import { createNetwork } from '../../model/index.ts';
import { createSimdTrainer, type FitOptions } from '../../training/index.ts';
import { createCountingTrainer } from '../testing/counting-trainer.ts';
import { fitAsInstructed } from './fit-as-instructed.ts';

/** One weight and a bias: logistic regression on two rows. */
const network = createNetwork({ hidden: [], activation: 'linear', l2: 0 }, 1);
const rows = { features: Float32Array.of(1, -2), labels: Float32Array.of(1, 0), rows: 2, width: 1 };
const options: FitOptions = {
  network,
  optimizer: 'sgd',
  learningRate: 0.5,
  batchSize: 2,
  duration: { steps: 2 },
  l2: 0,
  classWeights: [1, 1],
  seed: 1,
};
const sigmoid = (z: number) => 1 / (1 + Math.exp(-z));
/** The gradient of the mean cross-entropy over both rows. */
const gradient = ([w = 0, b = 0]: readonly number[]) => {
  const [one, two] = [sigmoid(w + b) - 1, sigmoid(-2 * w + b)];
  return [(one - 2 * two) / 2, (one + two) / 2];
};

describe('a fit as instructed', () => {
  it('without instructions is the study’s, and has no control variate', async () => {
    const trainer = createCountingTrainer((weight) => weight + 1);
    const given = {
      trainer,
      rows,
      global: Float32Array.of(1, 2),
      options,
      variates: { server: null, own: null },
    };
    const fitted = await fitAsInstructed({ ...given, instructions: {} });
    expect(trainer.asked).toEqual([options]);
    expect(fitted.controlDelta).toBeNull();
  });

  it('FedProx holds the weights to the round’s model, at the strategy’s rate', async () => {
    const trainer = createCountingTrainer((weight) => weight);
    const global = Float32Array.of(1, 2);
    const given = { trainer, rows, global, options, variates: { server: null, own: null } };
    await fitAsInstructed({ ...given, instructions: { proximalMu: 0.3, learningRate: 0.01 } });
    expect(trainer.asked).toEqual([
      { ...options, learningRate: 0.01, proximal: { mu: 0.3, anchor: global } },
    ]);
  });

  it('SCAFFOLD steps along g − cᵢ + c and sends option II’s change of cᵢ', async () => {
    const trainer = unwrap(await createSimdTrainer());
    const [server, own, global] = [[0.1, -0.2], [0.3, 0.05], Float32Array.of(0.4, -0.1)];
    const fitted = await fitAsInstructed({
      trainer,
      rows,
      global,
      options,
      instructions: { controlVariates: true },
      variates: { server, own },
    });
    // By the paper's algorithm 1: two steps y ← y − η (g(y) − cᵢ + c), then cᵢ⁺ = cᵢ − c + (x − y) / (K η).
    let y = Array.from(global);
    for (let step = 0; step < 2; step++) {
      const g = gradient(y);
      y = y.map((v, i) => v - 0.5 * ((g[i] ?? 0) - (own[i] ?? 0) + (server[i] ?? 0)));
    }
    const next = own.map((c, i) => c - (server[i] ?? 0) + ((global[i] ?? 0) - (y[i] ?? 0)) / (2 * 0.5));
    y.forEach((value, i) => {
      expect(fitted.weights[i]).toBeCloseTo(value, 6);
    });
    next.forEach((value, i) => {
      expect((own[i] ?? 0) + (fitted.controlDelta?.[i] ?? 0)).toBeCloseTo(value, 5);
    });
    trainer.dispose();
  });

  it('SCAFFOLD under Adam sends option I’s: the gradient at the round’s model', async () => {
    const trainer = unwrap(await createSimdTrainer());
    const [own, global] = [[0.3, 0.05], Float32Array.of(0.4, -0.1)];
    const fitted = await fitAsInstructed({
      trainer,
      rows,
      global,
      options: { ...options, optimizer: 'adam' },
      instructions: { controlVariates: true },
      variates: { server: [0.1, -0.2], own },
    });
    gradient(Array.from(global)).forEach((value, i) => {
      expect((own[i] ?? 0) + (fitted.controlDelta?.[i] ?? 0)).toBeCloseTo(value, 5);
    });
    trainer.dispose();
  });
});
