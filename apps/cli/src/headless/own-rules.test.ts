/** A hospital's own rules, against a coordinator that cheats: a real session on a real socket. */

import { cheatingCoordinator } from '@fedhealth/coordinator/testing/cheating-coordinator';
import { openHospital } from '@fedhealth/coordinator/testing/hospital';
import { unwrap } from '@fedhealth/fl-core/lib';
import { createNetwork, initializeWeights, weightLayout } from '@fedhealth/fl-core/model';
import { histogramEdges, type MomentsSummary } from '@fedhealth/fl-core/preprocessing';
import type { Task } from '@fedhealth/fl-core/protocol';
import type { DisclosureMemory, DisclosureStore } from '@fedhealth/fl-core/site';
import { type StudyInput, studySchema } from '@fedhealth/fl-core/study';
import { createSimdTrainer, type Trainer } from '@fedhealth/fl-core/training';
import { decodeFrame, encodeFrame, leadingFrameBytes } from '@fedhealth/fl-core/weights';
import type { FakeTrainer } from '@fedhealth/testing/fake-trainer';
import { csvFile, tinyStudy } from '@fedhealth/testing/tiny-study';
import { describe, expect, it } from 'vitest';

/** Values that no rule of the product produces by itself. */
const secret = (row: number): number => 20.015625 + row * 0.28125;
const rowOf = (row: number, part: string): string =>
  `${secret(row)},${row % 2 ? 'f' : 'm'},${row % 3 ? 'no' : 'yes'},${part},p${row}`;
const fileOf = (train: number, test = 40, more: readonly string[] = []): Promise<string> =>
  csvFile([
    'age,sex,ill,part,patient',
    ...Array.from({ length: train }, (_, row) => rowOf(row, 'train')),
    ...Array.from({ length: test }, (_, row) => rowOf(1000 + row, 'test')),
    ...more,
  ]);
/** As it comes over the wire. */
const studyOf = (changes: Partial<StudyInput> = {}) =>
  studySchema.parse(
    JSON.parse(
      JSON.stringify(
        tinyStudy({ features: [{ name: 'age' }], split: { kind: 'column', column: 'part' }, ...changes }),
      ),
    ),
  );

async function realTrainer(): Promise<FakeTrainer> {
  const trainer: Trainer = unwrap(await createSimdTrainer());
  return { ...trainer, fits: [] };
}

function storeOf(): DisclosureStore {
  let kept: DisclosureMemory | null = null;
  return {
    load: () => Promise.resolve(structuredClone(kept)),
    save: async (memory) => {
      kept = structuredClone(memory);
    },
  };
}

const summaryOf = ({ result }: { result: { kind: string; summary?: unknown } }): MomentsSummary => {
  expect(result.kind).toBe('moments');
  return result.summary as MomentsSummary;
};

describe('a coordinator that asks on', () => {
  it('[Q12] learns from thousands of questions what it learned from the first, and is stopped', async () => {
    const study = studyOf();
    const { app, ask } = await cheatingCoordinator(study);
    const { session } = await openHospital(app, { name: 'Hospital', study, csv: await fileOf(250) });
    const moments = summaryOf(await ask({ kind: 'moments', run: 'run 0' }));
    const told = new Set<string>();
    let refused = 0;
    for (let question = 0; question < 60; question++) {
      // Honest edges of ever other merged moments: the most that the rule lets it choose.
      const { age } = moments.numeric;
      if (!age) throw new Error('The column is told of.');
      const merged = {
        age: { count: age.count * 2, mean: age.mean + question / 10, m2: age.m2 * (2 + question) },
      };
      const edges = histogramEdges({ ...moments, numeric: merged }, study);
      const run = `run ${question}`;
      const { result } = await ask({ kind: 'histograms', run, edges, moments: merged });
      if (result.kind !== 'histograms') {
        refused++;
        expect(result).toMatchObject({ kind: 'failed', reason: expect.stringMatching(/runs a day/) });
        continue;
      }
      const cells = result.summary.numeric.age ?? [];
      for (const [, , count] of cells) expect(count).toBeGreaterThanOrEqual(10);
      told.add(JSON.stringify(cells.map(([, , count]) => count)));
    }
    expect(refused).toBe(50);
    expect(session.snapshot().refusals?.length).toBeGreaterThan(0);
    expect(session.snapshot().ledger.entries.filter(({ kind }) => kind === 'histograms')).toHaveLength(10);
    expect(session.evidence()).toMatchObject({ code: 'QUESTIONS_SPENT', task: { kind: 'histograms' } });
  });

  it('[Q12] asks between edges of its own and is refused, in words', async () => {
    const study = studyOf();
    const { app, ask } = await cheatingCoordinator(study);
    const { session } = await openHospital(app, { name: 'Hospital', study, csv: await fileOf(250) });
    const { numeric } = summaryOf(await ask({ kind: 'moments', run: 'r' }));
    const edges = { age: Array.from({ length: 4000 }, (_, i) => 20 + i / 50) };
    for (const [at, moments] of [undefined, numeric].entries()) {
      const { result } = await ask({
        kind: 'histograms',
        run: `edges ${at}`,
        edges,
        ...(moments && { moments }),
      });
      expect(result).toMatchObject({ kind: 'failed', reason: expect.stringContaining('“age”') });
    }
    expect(session.snapshot().problem).toMatchObject({ code: 'EDGES_REFUSED' });
  });
});

describe('a coordinator that subtracts', () => {
  it.each([1, 9])('[Q15] learns nothing of %i rows that were added', async (added) => {
    const study = studyOf();
    const { app, ask, ready } = await cheatingCoordinator(study);
    const disclosures = storeOf();
    const csvs = [
      await fileOf(250),
      await fileOf(
        250,
        40,
        Array.from({ length: added }, (_, i) => rowOf(5000 + i, 'train')),
      ),
    ];
    const answers: MomentsSummary[] = [];
    const updates: (Float32Array | null)[] = [];
    for (const [visit, csv] of csvs.entries()) {
      const trainer = await realTrainer();
      const { session } = await openHospital(app, { name: 'Hospital', study, csv, disclosures, trainer });
      answers.push(summaryOf(await ask({ kind: 'moments', run: `r${visit}` })));
      updates.push(await updateOf(ask, study, `r${visit}`));
      expect(session.snapshot().heldBack ?? null).toEqual(visit ? { newRows: added, leftOut: 0 } : null);
      await session.leave();
    }
    expect(answers[1]).toEqual(answers[0]);
    expect(ready[1]).toEqual(ready[0]);
    expect(updates[1]).toEqual(updates[0]);
  });
});

/** An update from the study's first model, as a strategy with plain SGD and one batch asks for it. */
async function updateOf(
  ask: Awaited<ReturnType<typeof cheatingCoordinator>>['ask'],
  study: ReturnType<typeof studyOf>,
  run: string,
): Promise<Float32Array | null> {
  const network = createNetwork(study.model, 1);
  const weights = initializeWeights(network, 3);
  const { frame } = await ask(fitTask(run), encodeFrame(weights, network));
  return frame && unwrap(decodeFrame(frame.slice(0, leadingFrameBytes(frame) ?? frame.length), network));
}

const fitTask = (run: string, changes: object = {}): Task => ({
  kind: 'fit',
  run,
  round: 1,
  seed: 7,
  origin: { kind: 'seed', seed: 3 },
  pipeline: {
    version: 1,
    inputs: ['age'],
    steps: [{ kind: 'numeric', name: 'age', impute: 50, centre: 50, spread: 20 }],
  },
  ...changes,
});

describe('a coordinator that has few rows trained on', () => {
  const trainings = [
    { optimizer: 'sgd', batchSize: 1, localSteps: 1, learningRate: 0.1 },
    { optimizer: 'sgd', batchSize: 65_536, localEpochs: 1 },
    { optimizer: 'adam', batchSize: 4, localEpochs: 3 },
  ] as const;
  const sizes = [1, 4, 9, 10, 19] as const;
  it.each(trainings.flatMap((training) => sizes.map((rows) => ({ training, rows }))))(
    '[Q14] gets no update of $rows rows, by $training.optimizer in batches of $training.batchSize, with control variates or without',
    async ({ training, rows }) => {
      const study = studyOf({ training });
      const { app, ask, said } = await cheatingCoordinator(study);
      const trainer = await realTrainer();
      await openHospital(app, { name: 'Hospital', study, csv: await fileOf(rows), trainer });
      const network = createNetwork(study.model, 1);
      const frame = encodeFrame(initializeWeights(network, 3), network);
      for (const [at, instructions] of [{}, { controlVariates: true }].entries()) {
        const answer = await ask(fitTask(`r${at}`, { instructions }), frame);
        expect(answer).toMatchObject({ result: { kind: 'measured' }, frame: null });
      }
      for (let row = 0; row < rows; row++) expect(said()).not.toContain(String(secret(row)));
    },
  );

  it('[Q14] gets an update of one step that is of ten rows at least, whatever batch the study says', async () => {
    const study = studyOf({
      training: { optimizer: 'sgd', batchSize: 1, localSteps: 1, learningRate: 1 },
      model: { hidden: [] },
    });
    const { app, ask } = await cheatingCoordinator(study);
    await openHospital(app, { name: 'Hospital', study, csv: await fileOf(40), trainer: await realTrainer() });
    const network = createNetwork(study.model, 1);
    const weights = new Float32Array(2).map((_, i) => initializeWeights(network, 3)[i] ?? 0);
    const { frame } = await ask(fitTask('r'), encodeFrame(weights, network));
    const after = unwrap(decodeFrame(frame ?? new Uint8Array(), network));
    const gradient = weights.map((weight, i) => weight - (after[i] ?? 0));
    // One row's gradient would give the row back: its input is the ratio of the two.
    const inputs = Array.from({ length: 40 }, (_, row) => (secret(row) - 50) / 20);
    const ratio = (gradient[0] ?? 0) / (gradient[1] ?? 1);
    expect(Math.min(...inputs.map((input) => Math.abs(input - ratio)))).toBeGreaterThan(1e-4);
  });

  it('[Q14] [Q17] counts patients: forty rows of nineteen patients send no update; a hospital may allow ten', async () => {
    const study = studyOf({ subject: 'patient' });
    const rows = (patients: number) =>
      csvFile([
        'age,sex,ill,part,patient',
        ...Array.from(
          { length: 60 },
          (_, row) => `${secret(row)},f,${row % 3 ? 'no' : 'yes'},train,p${row % patients}`,
        ),
      ]);
    const network = createNetwork(study.model, 1);
    const frame = encodeFrame(initializeWeights(network, 3), network);
    const kinds: string[] = [];
    for (const [patients, rules] of [
      [19, {}],
      [20, {}],
      [9, { minTrainingPeople: 10 }],
      [10, { minTrainingPeople: 10 }],
    ] as const) {
      const { app, ask } = await cheatingCoordinator(study);
      const csv = await rows(patients);
      await openHospital(app, { name: 'Hospital', study, csv, rules, trainer: await realTrainer() });
      kinds.push((await ask(fitTask('r'), frame)).result.kind);
    }
    expect(kinds).toEqual(['measured', 'fit', 'measured', 'fit']);
  });
});

describe('a coordinator that sends a model of its own', () => {
  /** A layer that cuts the ages into slices, one row or two in each; the difference of two units is that row. */
  function slicing(network: ReturnType<typeof createNetwork>): Float32Array {
    const weights = initializeWeights(network, 3);
    const [kernel, bias, next] = weightLayout(network);
    const units = network.layers[0]?.units ?? 0;
    for (let unit = 0; unit < units; unit++) {
      weights[(kernel?.offset ?? 0) + unit] = 1;
      weights[(bias?.offset ?? 0) + unit] = 2 - (4 * unit) / units;
    }
    for (let at = next?.offset ?? 0; at < (next?.offset ?? 0) + (next?.size ?? 0); at++) weights[at] = 0.01;
    return weights;
  }

  it('[Q13] learns no row from it, at the start, later on, or as a version', async () => {
    const study = studyOf({
      model: { hidden: [512] },
      training: { optimizer: 'sgd', batchSize: 65_536, localEpochs: 1, learningRate: 0.1 },
    });
    const { app, ask } = await cheatingCoordinator(study);
    const trainer = await realTrainer();
    const { session } = await openHospital(app, { name: 'Hospital', study, csv: await fileOf(250), trainer });
    const network = createNetwork(study.model, 1);
    const crafted = encodeFrame(slicing(network), network);
    const first = encodeFrame(initializeWeights(network, 3), network);
    const refusedWith = async (task: Task, frame: Uint8Array) => {
      const { result, frame: sent } = await ask(task, frame);
      expect([result.kind, sent]).toEqual(['failed', null]);
      return session.snapshot().problem?.code;
    };
    expect(await refusedWith(fitTask('a'), crafted)).toBe('MODEL_NOT_INITIAL');
    const version = { origin: { kind: 'version', version: 2 } };
    expect(await refusedWith(fitTask('b', version), crafted)).toBe('MODEL_UNSEEN');
    expect((await ask(fitTask('c'), first)).result.kind).toBe('fit');
    expect(await refusedWith(fitTask('c', { round: 2 }), crafted)).toMatch(
      /MODEL_OUT_OF_REACH|MODEL_SUSPICIOUS/,
    );
    const { seed: _, instructions: __, ...measuring } = { ...fitTask('d'), seed: 0, instructions: {} };
    const evaluate = { ...measuring, kind: 'evaluate', round: 0 } as Task;
    expect(await refusedWith(evaluate, crafted)).toBe('MODEL_NOT_INITIAL');
    expect(session.evidence()?.frame?.length).toBeGreaterThan(crafted.length);
  });

  it('[Q13] nor from what it says is the first model again, another origin, or preprocessing for a few', async () => {
    const study = studyOf({
      model: { hidden: [512] },
      training: { optimizer: 'sgd', batchSize: 65_536, localEpochs: 1, learningRate: 0.1 },
    });
    const { app, ask } = await cheatingCoordinator(study);
    const trainer = await realTrainer();
    const { session } = await openHospital(app, { name: 'Hospital', study, csv: await fileOf(250), trainer });
    const network = createNetwork(study.model, 1);
    const crafted = encodeFrame(slicing(network), network);
    const first = encodeFrame(initializeWeights(network, 3), network);
    expect((await ask(fitTask('a'), first)).result.kind).toBe('fit');
    const other = encodeFrame(initializeWeights(network, 4), network);
    const age = { kind: 'numeric', name: 'age', impute: 50, centre: 50, spread: 20 } as const;
    const lone = { ...age, range: [secret(3) - 0.1, secret(3) + 0.1] as const };
    const pipelineOf = (step: object) => ({ pipeline: { version: 1, inputs: ['age'], steps: [step] } });
    const attempts: [object, Uint8Array, string][] = [
      [{}, crafted, 'MODEL_NOT_INITIAL'],
      [{ origin: { kind: 'seed', seed: 4 } }, other, 'MODEL_ORIGIN_CHANGED'],
      [{ origin: { kind: 'version', version: 1 }, round: 2 }, crafted, 'MODEL_ORIGIN_CHANGED'],
      [{ ...pipelineOf(lone), run: 'b' }, first, 'PIPELINE_REFUSED'],
      [{ ...pipelineOf({ ...age, impute: 60 }), round: 2 }, first, 'PIPELINE_REFUSED'],
    ];
    for (const [changes, frame, code] of attempts) {
      const { result, frame: sent } = await ask(fitTask('a', changes), frame);
      expect([result.kind, sent, session.snapshot().problem?.code]).toEqual(['failed', null, code]);
    }
  });
});
