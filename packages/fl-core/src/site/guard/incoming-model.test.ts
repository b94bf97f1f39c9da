import { describe, expect, it } from 'vitest';
import type { Dataset } from '../../lib/dataset.ts';
import { unwrap } from '../../lib/result.ts';
import { createRng } from '../../lib/rng.ts';
import { createNetwork, initializeWeights, type Network, weightLayout } from '../../model/index.ts';
import type { Task } from '../../protocol/messages.ts';
import { studySchema } from '../../study/index.ts';
import { createSimdTrainer, fitOptions } from '../../training/index.ts';
import { fromFloat16, toFloat16, updateNorm } from '../../weights/index.ts';
import { fingerprintOf } from './fingerprint.ts';
import { createModelWatch, type IncomingModel, type ModelTask } from './incoming-model.ts';

const WIDTH = 7;
const rng = createRng(11);
const features = Float32Array.from({ length: 400 * WIDTH }, () => rng.normal());
const at = (row: number, input: number): number => features[row * WIDTH + input] ?? 0;
const train: Dataset = {
  rows: 400,
  width: WIDTH,
  features,
  labels: Float32Array.from({ length: 400 }, (_, row) =>
    at(row, 0) + at(row, 1) * at(row, 2) + rng.normal() > 0.5 ? 1 : 0,
  ),
};
const studyOf = (training: object = {}, model: object = {}) =>
  studySchema.parse({ id: 's', label: { column: 'y' }, features: [{ name: 'x' }], training, model });
const networkOf = (model: object = {}): Network => createNetwork(studyOf({}, model).model, WIDTH);
const inputs = Array.from({ length: WIDTH }, (_, i) => `x${i}`);

function watch(known: readonly string[] = [], trusts = false, version: Float32Array | null = null) {
  return createModelWatch({
    isKnown: (fingerprint) => known.includes(fingerprint),
    trustsUnseen: () => trusts,
    fetchVersion: () => Promise.resolve(version),
  });
}

const seeded = { kind: 'seed', seed: 5 } as const;
const fit = (round: number, origin: ModelTask['origin'] = seeded): ModelTask => ({
  ...({ kind: 'fit', run: 'r', round, seed: 1, pipeline: { version: 1, steps: [], inputs: [] } } as const),
  ...(origin ? { origin } : {}),
});
const arriving = (
  task: ModelTask,
  network: Network,
  weights: Float32Array,
  rows: Dataset = train,
  l2 = 0,
): IncomingModel => ({
  l2,
  task,
  network,
  weights,
  train: rows,
  personOf: (row) => row,
  inputs,
  isScaled: true,
});

/** First-layer units that all look the same way and cut the rows into as many slices. */
function imprint(network: Network, scale = 1): Float32Array {
  const weights = initializeWeights(network, 5);
  const [kernel, bias] = weightLayout(network);
  const units = network.layers[0]?.units ?? 0;
  const direction = Array.from({ length: WIDTH }, () => createRng(3).normal() * scale);
  for (let unit = 0; unit < units; unit++) {
    for (let input = 0; input < WIDTH; input++)
      weights[(kernel?.offset ?? 0) + input * units + unit] = direction[input] ?? 0;
    weights[(bias?.offset ?? 0) + unit] = scale * (unit / units - 0.5) * 6;
  }
  return weights;
}

/** Units that are dead but for the rarest rows (trap weights). */
function traps(network: Network): Float32Array {
  const weights = initializeWeights(network, 5);
  const [, bias] = weightLayout(network);
  for (let unit = 0; unit < (bias?.size ?? 0); unit++) weights[(bias?.offset ?? 0) + unit] = -20;
  return weights;
}

const scaled = (network: Network, factor: number, layer: number | null): Float32Array => {
  const weights = initializeWeights(network, 5);
  const part = layer === null ? null : weightLayout(network)[layer * 2];
  const [from, to] = part ? [part.offset, part.offset + part.size] : [0, weights.length];
  return weights.map((weight, i) => (i >= from && i < to ? weight * factor : weight));
};

describe('the first model of a run', () => {
  it('[Q13] is the initialisation that the site works out, in 32 bits or 16', async () => {
    const network = networkOf();
    const first = initializeWeights(network, 5);
    expect(await watch().admit(arriving(fit(1), network, first))).toMatchObject({ ok: true });
    const halves = first.map((weight) => fromFloat16(toFloat16(weight)));
    expect(await watch().admit(arriving(fit(1), network, halves))).toMatchObject({ ok: true });
    const other = initializeWeights(network, 6);
    const changed = first.map((weight, i) => (i === 17 ? weight + 0.01 : weight));
    for (const weights of [other, changed, imprint(network), traps(network)]) {
      expect(await watch().admit(arriving(fit(1), network, weights))).toMatchObject({
        error: { code: 'MODEL_NOT_INITIAL' },
      });
    }
  });

  it('[Q13] that the coordinator does not account for is refused', async () => {
    const network = networkOf();
    const task = { ...fit(1) };
    delete task.origin;
    expect(await watch().admit(arriving(task, network, initializeWeights(network, 5)))).toMatchObject({
      error: { code: 'MODEL_WITHOUT_ORIGIN' },
    });
  });

  it('[Q13] that is a version is known by its fingerprint, else a person decides', async () => {
    const network = networkOf();
    const version = initializeWeights(network, 9);
    const origin = { kind: 'version', version: 3 } as const;
    const known = [fingerprintOf(version)];
    const arrives = (weights: Float32Array, round = 1) => arriving(fit(round, origin), network, weights);
    expect(await watch(known).admit(arrives(version))).toMatchObject({ ok: true });
    expect(await watch().admit(arrives(version))).toMatchObject({ error: { code: 'MODEL_UNSEEN' } });
    expect(await watch([], true).admit(arrives(version))).toMatchObject({ ok: true });
    // What a person trusts has to look like a model all the same.
    expect(await watch([], true).admit(arrives(imprint(network)))).toMatchObject({
      error: { code: 'MODEL_SUSPICIOUS' },
    });
    // A hospital that comes later asks for the version, and holds the model to it.
    expect(await watch(known, false, version).admit(arrives(version, 4))).toMatchObject({ ok: true });
    expect(await watch(known, false, version).admit(arrives(scaled(network, 50, null), 2))).toMatchObject({
      error: { code: 'MODEL_OUT_OF_REACH' },
    });
    expect(await watch(known).admit(arrives(version, 4))).toMatchObject({ error: { code: 'MODEL_UNSEEN' } });
  });
});

describe('a later model', () => {
  const activations = ['relu', 'tanh', 'sigmoid'] as const;

  it.each(activations)('[Q13] built to give rows away is refused, %s', async (activation) => {
    const network = networkOf({ activation });
    const crafted: [string, Float32Array][] = [
      ['imprint', imprint(network)],
      ['imprint, small', imprint(network, 0.05)],
      ['imprint, large', imprint(network, 30)],
      ['everything larger', scaled(network, 40, null)],
      ['one layer larger', scaled(network, 12, 1)],
      ['one layer smaller', scaled(network, 1 / 12, 0)],
      ...(activation === 'relu' ? ([['traps', traps(network)]] as [string, Float32Array][]) : []),
    ];
    for (const [what, weights] of crafted) {
      const own = watch();
      unwrap(await own.admit(arriving(fit(1), network, initializeWeights(network, 5))));
      own.sent(1.5);
      const answer = await own.admit(arriving(fit(2), network, weights));
      expect([what, answer.ok || answer.error.code]).toEqual([
        what,
        expect.stringMatching(/MODEL_OUT_OF_REACH|MODEL_SUSPICIOUS/),
      ]);
    }
  });

  it.each([
    ['the first model once more', 1, seeded],
    ['the first model of another seed', 1, { kind: 'seed', seed: 6 } as const],
    ['that of round 9,999', 9999, seeded],
    ['a version, in the middle of the run', 1, { kind: 'version', version: 1 } as const],
  ])('[Q13] is held to what it is when it is said to be %s', async (_what, round, origin) => {
    const network = networkOf();
    for (const weights of [imprint(network), scaled(network, 40, null), scaled(network, 200, 1)]) {
      const own = watch([fingerprintOf(weights)]);
      unwrap(await own.admit(arriving(fit(1), network, initializeWeights(network, 5))));
      expect((await own.admit(arriving(fit(round, origin), network, weights))).ok).toBe(false);
    }
  });

  it('[Q13] of a run that began with a version of another network is not known by it', async () => {
    const network = networkOf();
    const version = new Float32Array(12).fill(0.5);
    const own = watch([fingerprintOf(version)], false, version);
    const late = arriving(fit(3, { kind: 'version', version: 1 }), network, initializeWeights(network, 5));
    expect(await own.admit(late)).toMatchObject({ error: { code: 'MODEL_UNSEEN' } });
  });

  it('[Q13] comes with the preprocessing that the run began with', async () => {
    const network = networkOf();
    const first = initializeWeights(network, 5);
    const own = watch();
    unwrap(await own.admit(arriving(fit(1), network, first)));
    const step = { kind: 'numeric', name: 'x', impute: 1, centre: 0, spread: 1 } as const;
    const other: ModelTask = { ...fit(1), pipeline: { version: 1, steps: [step], inputs: ['x'] } };
    expect(await own.admit(arriving(other, network, first))).toMatchObject({
      error: { code: 'PIPELINE_REFUSED' },
    });
  });

  it('[Q13] is asked for no oftener with another run in between', async () => {
    const network = networkOf();
    const first = initializeWeights(network, 5);
    const own = watch();
    const ask = (run: string) => own.admit(arriving({ ...fit(1), run }, network, first));
    for (let time = 0; time < 8; time++) for (const run of ['a', 'b']) unwrap(await ask(run));
    expect((await ask('a')).ok || (await ask('b')).ok).toBe(false);
  });

  it('[Q13] is refused with preprocessing that makes switches of the inputs', async () => {
    const network = networkOf();
    const wild: Dataset = {
      ...train,
      features: train.features.map((x, i) => (i % WIDTH === 2 ? x * 1e6 : x)),
    };
    const answer = await watch().admit(arriving(fit(1), network, initializeWeights(network, 5), wild));
    expect(answer).toMatchObject({ error: { code: 'MODEL_SUSPICIOUS' } });
    expect(!answer.ok && answer.error.message).toContain('“x2”');
  });

  it('[Q13] is not asked for without end', async () => {
    const network = networkOf();
    const first = initializeWeights(network, 5);
    const own = watch();
    for (let time = 0; time < 8; time++) unwrap(await own.admit(arriving(fit(1), network, first)));
    expect(await own.admit(arriving(fit(1), network, first))).toMatchObject({
      error: { code: 'ROUND_ASKED_TOO_OFTEN' },
    });
  });

  const trainings = [
    { optimizer: 'adam', learningRate: 0.001, localEpochs: 2 },
    { optimizer: 'adam', learningRate: 0.02, localEpochs: 20 },
    { optimizer: 'sgd', learningRate: 0.5, localEpochs: 5 },
    { optimizer: 'momentum', learningRate: 0.05, localEpochs: 10 },
  ] as const;
  const models = [
    {},
    { hidden: [] },
    { hidden: [8], activation: 'tanh' },
    { hidden: [128, 64, 32] },
    { l2: 0.05 },
  ] as const;
  it.each(trainings.flatMap((training) => models.map((model) => [training, model] as const)))(
    '[Q13] that honest training made is worked with: %o, %o',
    async (training, model) => {
      const study = studyOf(training, model);
      const network = createNetwork(study.model, WIDTH);
      const trainer = unwrap(await createSimdTrainer());
      const own = watch();
      let weights = initializeWeights(network, 5);
      for (let round = 1; round <= 6; round++) {
        const task: Task = fit(round);
        if (task.kind !== 'fit') throw new Error('A fit.');
        const answer = await own.admit(arriving(task, network, weights, train, study.model.l2));
        expect(answer.ok || answer.error.message).toEqual(true);
        const fitted = await trainer.fit(train, weights, fitOptions(study, network, train.labels, round));
        own.sent(updateNorm(fitted.weights, weights));
        weights = fitted.weights;
      }
      trainer.dispose();
    },
  );
});
