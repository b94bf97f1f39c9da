/**
 * A federation without sockets and clocks, for attacks in great number: real rows and a real engine, and of the
 * coordinator its gate, its book, its strategy, its watch and its store.
 */
import { type AttackKind, parseStrategy } from '@fedhealth/fl-core/aggregation';
import { seedFrom, unwrap } from '@fedhealth/fl-core/lib';
import type { FitReport } from '@fedhealth/fl-core/protocol';
import { createSiteData, fitAsInstructed, type PreparedData, type SiteData } from '@fedhealth/fl-core/site';
import { healthRiskStudy, type Study, studySchema } from '@fedhealth/fl-core/study';
import { createSimdTrainer, fitOptions } from '@fedhealth/fl-core/training';
import { encodeFrame, joinControl } from '@fedhealth/fl-core/weights';
import { nodeParts, SAMPLE_DATA } from '@fedhealth/testing/node-parts';
import pino from 'pino';
import { createEventBus } from '../events/bus.ts';
import { openData } from '../files/open-data.ts';
import { aggregate } from '../rounds/effects/aggregate.ts';
import { commit } from '../rounds/effects/commit.ts';
import { createGlobalModel } from '../rounds/model/global-model.ts';
import { instructionsFor } from '../rounds/model/instructions.ts';
import { loadValidation, type Validation } from '../rounds/model/validation.ts';
import { createRunMemory, type RunContext } from '../rounds/run/context.ts';
import type { ReadySite } from '../rounds/run/site-link.ts';
import { createClaims } from '../rounds/updates/claims.ts';
import { admit } from '../rounds/updates/inbox.ts';
import { openBook } from '../rounds/updates/open-book.ts';
import { createRefusalLog } from '../rounds/updates/refusal-log.ts';
import { openStore, type Store } from '../storage/store.ts';
import { ATTACKS } from './attacks.ts';

export interface Duel {
  readonly strategy: { readonly kind: string; readonly [parameter: string]: unknown };
  /** Null: all are honest. */
  readonly attack: AttackKind | null;
  /** In place of the study's. */
  readonly training?: Partial<Study['training']>;
  readonly rounds?: number;
  /** The first round in which the rogues attack; 1 when left out. */
  readonly from?: number;
  /** Of the study. */
  readonly gate?: object;
}

export interface Outcome {
  /** Of the last round's model, on the validation rows. */
  readonly auc: number;
  /** Hospitals that an event of level `warning` names. */
  readonly named: readonly string[];
  readonly messages: readonly string[];
}

export interface Arena {
  readonly names: readonly string[];
  /** The hospitals that attack, when one does, or two that agree. */
  rogues(attack: AttackKind | null): readonly string[];
  fight(duel: Duel): Promise<Outcome>;
}

const ROUNDS = 12;
/** Attacks of two, and those that come with a false count of rows. */
const TWO: readonly AttackKind[] = ['colluding', 'twoFlips', 'twoRows'];
const FALSE_ROWS: readonly (AttackKind | null)[] = ['rows', 'twoRows'];
/** What a hospital with a billion rows says, and the time that training on them might take, in milliseconds. */
const MANY = 1_000_000_000;
const ROUND_MS = 60_000;

/** `rows` of each hospital's file. The first of them, and the second where two agree, are the rogues. */
export async function openArena(names: readonly string[], rows: readonly number[]): Promise<Arena> {
  const study = studySchema.parse(healthRiskStudy);
  const parts = Math.ceil(names.length / 3);
  const rowsOf = (at: number): number => rows[at] ?? rows[0] ?? 0;
  const nodes = await Promise.all(
    ['A', 'B', 'C'].map((node, first) =>
      nodeParts(
        node,
        parts,
        Array.from({ length: parts }, (_, part) => rowsOf(first + 3 * part)),
      ),
    ),
  );
  const data = await Promise.all(
    names.map(async (_, at) => {
      const csv = nodes[at % 3]?.[Math.floor(at / 3)] ?? '';
      return createSiteData(unwrap(await openData(csv, study)));
    }),
  );
  const validation = unwrap(await loadValidation(new URL('validation.csv', SAMPLE_DATA).pathname, study));
  const rogues: Arena['rogues'] = (attack) =>
    attack === null ? [] : names.slice(0, TWO.includes(attack) ? 2 : 1);
  return {
    names,
    rogues,
    async fight(duel) {
      const store = await openStore(':memory:');
      try {
        return await fight(duel, { names, data, validation, store, rogues: rogues(duel.attack) });
      } finally {
        await store.close();
      }
    },
  };
}

interface Ring {
  readonly names: readonly string[];
  readonly data: readonly SiteData[];
  readonly validation: Validation;
  readonly store: Store;
  readonly rogues: readonly string[];
}

async function fight(duel: Duel, ring: Ring): Promise<Outcome> {
  const { strategy, attack, training, rounds = ROUNDS, from = 1, gate = {} } = duel;
  const { names, data, rogues } = ring;
  const study = studySchema.parse({
    ...healthRiskStudy,
    training: { ...healthRiskStudy.training, localEpochs: 3, learningRate: 0.005, ...training },
    federation: { strategy, minSites: 1, rounds, gate },
  });
  const trainer = unwrap(await createSimdTrainer());
  const { context, sites, clock } = await openContext(study, ring, attack, rounds);
  const { memory } = context;
  const prepared = data.map((one) =>
    unwrap(one.prepared(memory.model?.pipeline ?? { version: 1, steps: [], inputs: [] })),
  );
  const variates = new Map<string, Float32Array>();
  const history: Float32Array[] = [];
  for (let round = 1; round <= rounds; round++) {
    if (memory.model === null) break;
    const { weights: global, network } = memory.model;
    memory.book = openBook(context, { round, attempt: 1 });
    const { instructions, control } = instructionsFor(context, { work: 'fit', round });
    for (const name of names) memory.claims.asked(name, round);
    clock.pass(ROUND_MS);
    const work: Record<string, 'done' | 'refused'> = {};
    for (const [at, site] of sites.entries()) {
      const { train } = prepared[at] as PreparedData;
      const fitted = await fitAsInstructed({
        trainer,
        rows: train,
        global,
        options: fitOptions(study, network, train.labels, seedFrom(7, round, site.id)),
        instructions: instructions ?? {},
        variates: { server: control, own: variates.get(site.id) ?? null },
      });
      const isRogue = rogues.includes(site.id) && attack !== null && round >= from;
      const weights = isRogue
        ? ATTACKS[attack]({ round, global, history, weights: fitted.weights })
        : fitted.weights;
      const { controlDelta } = fitted;
      if (controlDelta) {
        const own = variates.get(site.id);
        variates.set(
          site.id,
          controlDelta.map((change, i) => change + (own?.[i] ?? 0)),
        );
      }
      const report: FitReport = {
        kind: 'fit',
        run: context.run.id,
        round,
        examples: isRogue && FALSE_ROWS.includes(attack) ? MANY : fitted.examples,
        steps: fitted.steps,
        loss: 0.5,
        seconds: 1,
        evaluation: { n: 0, tp: 0, fp: 0, tn: 0, fn: 0, logLoss: null, brier: null, auc: null },
      };
      const frame = encodeFrame(weights, network);
      const sent = controlDelta ? joinControl(encodeFrame(controlDelta, network), frame) : frame;
      const admitted = admit(context, site, report, sent, () => undefined);
      work[site.id] = admitted.ok ? 'done' : 'refused';
      if (!admitted.ok)
        context.parts.refusals.note({ siteId: site.id, name: site.name, error: admitted.error, topics: [] });
    }
    history.push(global);
    aggregate(context);
    memory.measured = { metrics: null, seconds: 0 };
    await commit(context, { kind: 'commit', round, work, resting: [] });
  }
  trainer.dispose();
  return outcomeOf(context, ring);
}

async function outcomeOf({ memory: { model } }: RunContext, { validation, store }: Ring): Promise<Outcome> {
  // What was emitted last is written last.
  await store.events.append({ level: 'info', kind: 'over', message: 'Over.' });
  const told = (await store.events.list({ limit: 1000 })).filter(({ level }) => level === 'warning');
  const auc = model && validation.evaluate(model.network, model.pipeline, model.weights).auc;
  return {
    auc: auc ?? 0,
    named: [...new Set(told.flatMap(({ siteId }) => siteId ?? []))].sort(),
    messages: told.map(({ message }) => message),
  };
}

/** A run as its runner makes it, up to where the statistics are merged. */
async function openContext(study: Study, ring: Ring, attack: AttackKind | null, rounds: number) {
  const { names, data, store, rogues } = ring;
  let now = 0;
  const logger = pino({ level: 'silent' });
  const bus = createEventBus(store.events, logger);
  await store.studies.save(study);
  const plan = { rounds, minSites: 1, roundTimeoutSeconds: 60 };
  const run = await store.runs.create({ studyId: study.id, studyVersion: study.version, plan, seed: 7 });
  const sites = names.map((name, at): ReadySite => {
    const rowsClaimed =
      rogues.includes(name) && FALSE_ROWS.includes(attack) ? MANY : (data[at]?.trainRows ?? 0);
    return { id: name, name, trainRows: rowsClaimed, testRows: 0, codecs: [], abilities: [] };
  });
  const memory = createRunMemory(
    study,
    createClaims(() => now),
  );
  const moments = data.map((one) => one.moments());
  for (const [at, site] of sites.entries()) {
    memory.recruited.add(site.id);
    const summary = moments[at];
    if (summary === undefined) continue;
    unwrap(memory.statistics.addMoments(site.id, { ...summary, rows: site.trainRows }));
    memory.claims.showed(site, site.trainRows);
  }
  const edges = unwrap(memory.statistics.edges(names));
  for (const [at, site] of sites.entries()) {
    const told = data[at]?.histograms(edges);
    if (told) unwrap(memory.statistics.addHistograms(site.id, unwrap(told)));
  }
  const { pipeline } = unwrap(memory.statistics.pipeline(names));
  memory.model = createGlobalModel(study, pipeline, 7, null);
  const context: RunContext = {
    parts: {
      store,
      bus,
      link: NO_LINK,
      refusals: createRefusalLog(bus),
      logger,
      study,
      validation: null,
      start: null,
      waits: { returnMs: 0, retryMs: 0 },
      publish: () => Promise.reject(new Error('Nothing is published here.')),
      onOver: () => undefined,
    },
    run,
    strategy: unwrap(parseStrategy(study.federation.strategy)),
    memory,
    state: () => {
      throw new Error('There is no round machine here.');
    },
    dispatch: () => ({
      ok: false,
      error: { code: 'UNEXPECTED_EVENT', message: 'There is no round machine.' },
    }),
    tell: () => undefined,
    endedAt: () => new Date(0).toISOString(),
    nameOf: (site) => site,
    byName: (of) => [...of].sort(),
  };
  const pass = (ms: number): void => {
    now += ms;
  };
  return { context, sites, clock: { pass } };
}

const NO_LINK: RunContext['parts']['link'] = {
  ready: () => [],
  find: () => undefined,
  ask: () => undefined,
  tell: () => undefined,
  tellFederation: () => undefined,
  setActivity: () => undefined,
  dismiss: () => 0,
  dismissSite: () => undefined,
};
