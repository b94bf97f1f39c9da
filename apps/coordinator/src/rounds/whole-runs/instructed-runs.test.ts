/** Whole runs with real sockets: what a strategy asks of the hospitals' training is done there and comes back. */
import { unwrap } from '@fedhealth/fl-core/lib';
import { createNetwork, decodeArtifact, initializeWeights, parameterCount } from '@fedhealth/fl-core/model';
import type { StudyInput } from '@fedhealth/fl-core/study';
import { createSimdTrainer } from '@fedhealth/fl-core/training';
import { encodeFrame, joinControl } from '@fedhealth/fl-core/weights';
import type { FakeTrainer } from '@fedhealth/testing/fake-trainer';
import { createQuadraticTrainer, QUADRATIC_STEPS } from '@fedhealth/testing/quadratic-trainer';
import { tinyCsv, tinyStudy } from '@fedhealth/testing/tiny-study';
import { describe, expect, it } from 'vitest';
import { openHospital } from '../../testing/hospital.ts';
import { type LiveApp, liveApp } from '../../testing/live-app.ts';
import { prepare } from '../../testing/round-steps.ts';
import { openScriptedSite } from '../../testing/scripted-site.ts';

type Kind = { kind: string; [parameter: string]: unknown };

const RATE = 0.05;
/** Of units that no row switches off: each is the hospital's to train. */
const MODEL: StudyInput['model'] = { hidden: [4], activation: 'tanh' };
const appWith = (strategy: Kind, minSites = 2) =>
  liveApp({
    study: tinyStudy({
      model: MODEL,
      training: { optimizer: 'sgd', learningRate: RATE, batchSize: 8 },
      federation: { strategy, minSites, rounds: 3, roundTimeoutSeconds: 20 },
    }),
  });

async function modelOf(app: LiveApp, version: number | null) {
  const text = await app.store.models.artifact(version ?? 0);
  return unwrap(decodeArtifact(JSON.parse(text ?? '')));
}

/** Ends where two quadratic losses lead after some rounds, one number for all weights' way from x. */
async function trained(strategy: Kind, rounds: number) {
  const app = await appWith(strategy);
  const csv = await tinyCsv(40);
  const losses = [
    { name: 'North', a: 1, b: 0 },
    { name: 'South', a: 9, b: 1 },
  ];
  for (const { name, a, b } of losses)
    await openHospital(app, { name, csv, trainer: createQuadraticTrainer(a, b) });
  const run = await app.runOver((await app.startRun({ rounds, seed: 5 })).id);
  expect(run).toMatchObject({ status: 'completed', message: null });
  const model = await modelOf(app, run.modelVersion);
  return { app, run, losses, model, start: initializeWeights(model.network, 5) };
}

describe('a run under', () => {
  it('SCAFFOLD ends where the paper’s formulas do', async () => {
    const { app, run, losses, model, start } = await trained({ kind: 'scaffold' }, 3);
    const expected = Array.from(start, (first) => {
      let [x, c] = [first, 0];
      let own = losses.map(() => 0);
      for (let round = 1; round <= 3; round++) {
        const ends = losses.map(({ a, b }, i) => {
          let y = x;
          for (let step = 0; step < QUADRATIC_STEPS; step++) y -= RATE * (a * (y - b) - (own[i] ?? 0) + c);
          return y;
        });
        const next = ends.map((y, i) => (own[i] ?? 0) - c + (x - y) / (QUADRATIC_STEPS * RATE));
        const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / 2;
        c += mean(next.map((value, i) => value - (own[i] ?? 0)));
        x = mean(ends);
        own = next;
      }
      return { x, c };
    });
    const state = await app.store.runs.strategyState(run.id);
    const { c } = state as { c: readonly number[] };
    expected.forEach((one, i) => {
      expect(model.weights[i]).toBeCloseTo(one.x, 5);
      expect(c[i]).toBeCloseTo(one.c, 4);
    });
    // Two frames each way from the second round on, and what came says how long it was.
    expect(run.roundList.at(-1)?.sites[0]?.bytes).toBe(2 * encodeFrame(start, model.network).length);
  });

  it('FedProx ends where the proximal term holds it', async () => {
    const { losses, model, start } = await trained({ kind: 'fedProx', mu: 4, weighting: 'uniform' }, 1);
    start.forEach((x, i) => {
      const ends = losses.map(({ a, b }) => {
        let w = x;
        for (let step = 0; step < QUADRATIC_STEPS; step++) w -= RATE * (a * (w - b) + 4 * (w - x));
        return w;
      });
      expect(model.weights[i]).toBeCloseTo(((ends[0] ?? 0) + (ends[1] ?? 0)) / 2, 5);
    });
  });

  it.each<Kind>([
    { kind: 'fedAvg' },
    { kind: 'fedAvgM', momentum: 0.5 },
    { kind: 'fedProx', mu: 0.1 },
    { kind: 'fedAdam', eta: 0.05 },
    { kind: 'fedYogi', eta: 0.05 },
    { kind: 'fedAdagrad', eta: 0.05 },
    { kind: 'scaffold', localLearningRate: 0.1 },
    { kind: 'fedMedian' },
    { kind: 'trimmedMean', beta: 0.2 },
    { kind: 'krum', f: 1 },
    { kind: 'multiKrum', f: 1 },
    { kind: 'bulyan', f: 1 },
    { kind: 'ditto', lambda: 0.1 },
  ])('$kind trains with seven hospitals and a real engine', async (strategy) => {
    const app = await appWith(strategy, 7);
    for (let site = 0; site < 7; site++) {
      const trainer: FakeTrainer = { ...unwrap(await createSimdTrainer()), fits: [] };
      await openHospital(app, { name: `Site ${site}`, csv: await tinyCsv(240, site + 1), trainer });
    }
    const run = await app.runOver((await app.startRun({ rounds: 3, seed: 5 })).id);
    expect(run).toMatchObject({ status: 'completed', modelVersion: 1 });
    const model = await modelOf(app, 1);
    const start = initializeWeights(model.network, 5);
    expect(model.weights.every(Number.isFinite)).toBe(true);
    expect(model.weights).not.toEqual(start);
    const events = await app.store.events.list({ limit: 1000 });
    expect(events.filter(({ kind }) => kind === 'model-unchanged' || kind === 'update-refused')).toEqual([]);
    const auc = run.roundList.map(({ combined }) => combined?.auc ?? 0);
    expect(Math.max(...auc.slice(1), run.finalCombined?.auc ?? 0)).toBeGreaterThan(0.6);
  });
});

it('[A9] each hospital keeps a version of its own, under Ditto and with fine-tuning; nothing more leaves', async () => {
  for (const [strategy, personalization, mu] of [
    [{ kind: 'ditto', lambda: 0.25 }, undefined, 0.25],
    [{ kind: 'fedAvg' }, { epochs: 2 }, undefined],
  ] as const) {
    const federation = { strategy, personalization, rounds: 2, minSites: 2, roundTimeoutSeconds: 20 };
    const app = await liveApp({ study: tinyStudy({ federation }) });
    const csv = await tinyCsv(40);
    const [north] = [
      await openHospital(app, { name: 'North', csv, trainer: createQuadraticTrainer(1, 0) }),
      await openHospital(app, { name: 'South', csv, trainer: createQuadraticTrainer(9, 1) }),
    ];
    await app.runOver((await app.startRun({ rounds: 2 })).id);
    const { comparison, ledger } = await north.until('its own', (now) => !!now.comparison?.personal);
    expect(comparison?.local).toBeNull();
    expect(north.trainer.fits).toHaveLength(3);
    expect(north.trainer.fits.at(-1)?.proximal?.mu).toBe(mu);
    const kinds = ledger.entries.map(({ kind }) => kind).filter((kind) => kind !== 'keep-alive');
    expect(kinds.slice(-2).sort()).toEqual(['evaluate', 'model']);
  }
});

it('[G3] a control variate that is not finite, of another length or not asked for is refused', async () => {
  const cut = (good: Uint8Array) => good.subarray(0, good.length - 4);
  for (const [kind, make, code] of [
    [
      'scaffold',
      (good: Uint8Array) => joinControl(Uint8Array.from(good).fill(255, 30, 34), good),
      'FRAME_CHECKSUM',
    ],
    ['scaffold', (good: Uint8Array) => joinControl(cut(good), good), 'FRAME_CHECKSUM'],
    ['scaffold', (good: Uint8Array) => joinControl(good, cut(good)), 'FRAME_MALFORMED'],
    ['scaffold', (good: Uint8Array) => joinControl(good, joinControl(good, good)), 'TOO_LARGE'],
    ['scaffold', (good: Uint8Array, endless: Uint8Array) => joinControl(endless, good), 'NOT_FINITE'],
    ['fedAvg', (good: Uint8Array) => joinControl(good, good), 'TOO_LARGE'],
  ] as const) {
    const app = await appWith({ kind });
    const sites = [await openScriptedSite(app, { name: 'A' }), await openScriptedSite(app, { name: 'B' })];
    await app.startRun({ rounds: 1 });
    await prepare(...sites);
    const [site] = sites;
    if (site === undefined) throw new Error('There is no site.');
    const task = await site.task('fit', 1);
    const { result, frame } = site.honest(task);
    const whole = frame ?? new Uint8Array();
    if (task.task.kind !== 'fit') throw new Error('This is not a fit task.');
    const network = createNetwork(tinyStudy({ model: MODEL }).model, task.task.pipeline.inputs.length);
    const endless = encodeFrame(new Float32Array(parameterCount(network)).fill(Infinity), network);
    const reply = await site.send({ result, frame: make(whole, endless) });
    expect(reply).toMatchObject({ ok: false, error: { code } });
  }
});
