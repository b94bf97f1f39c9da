/**
 * What stands between a hospital's rows and whatever a coordinator asks: the rules of `privacy/` that need a memory. The
 * coordinator is not trusted with any of it.
 */
import { ok, type Result } from '../../lib/result.ts';
import type { PreparedDataset } from '../../preprocessing/index.ts';
import type { HistogramEdges } from '../../preprocessing/types.ts';
import type { ProtectedHistograms, SiteRules } from '../../privacy/index.ts';
import type { Task } from '../../protocol/messages.ts';
import { createSiteData, type SiteData } from '../data/site-data.ts';
import { checkEdges } from './asked-edges.ts';
import { checkPipeline } from './asked-pipeline.ts';
import {
  type DisclosureMemory,
  type DisclosureStore,
  emptyMemory,
  mergedWith,
  rowsIn,
  type ToldAnswer,
  type ToldRows,
  withAnswer,
  withModel,
  withRows,
} from './disclosure-memory.ts';
import { fingerprintOf } from './fingerprint.ts';
import { createModelWatch, type IncomingModel, type ModelWatch } from './incoming-model.ts';
import { besideOtherStudies } from './other-studies.ts';
import { admitRun } from './question-budget.ts';
import { HASHED_BY, hashRows, type RowSet } from './row-set.ts';
import { farFromAll, partsToTell, type RowsToTell, type ToldParts } from './rows-to-tell.ts';
import { asToldBefore } from './told-before.ts';
import type { RowsMeet } from './unit-activity.ts';

/** Rows that wait, beside those that were told of before. */
export interface HeldBack {
  /** New rows, of fewer than ten people. */
  readonly newRows: number;
  /** Rows left out because a few are gone. */
  readonly leftOut: number;
}

export interface SiteGuard {
  /** The data as it may be told of. Called before anything of the rows leaves. */
  open(): Promise<SiteData>;
  /** The same, once `open` was called; until then all rows. */
  data(): SiteData;
  readonly rules: SiteRules;
  /** Null when all rows may be told of. */
  heldBack(): HeldBack | null;
  /** May this run ask of the rows, and this way? Kept before it is answered. */
  admitQuestion(task: Task): Promise<Result<null>>;
  /** The answer to a histogram question, kept before it leaves. */
  rememberHistograms(edges: HistogramEdges, cells: ProtectedHistograms): Promise<void>;
  admitModel(model: Omit<IncomingModel, 'isScaled' | 'l2'>): Promise<Result<RowsMeet>>;
  readonly sent: ModelWatch['sent'];
  /** The hospital has measured the run's last model: it knows it from now on. */
  rememberModel(weights: Float32Array): Promise<void>;
  /** A person here decides to go on from a model that this hospital has not seen made. */
  trustUnseen(): void;
}

export interface SiteGuardParts {
  /** All rows of the file. */
  readonly data: SiteData;
  readonly rules: SiteRules;
  readonly store: DisclosureStore | null;
  fetchVersion(version: number): Promise<Float32Array | null>;
  now(): number;
}

export function createSiteGuard({ data: whole, rules, store, fetchVersion, now }: SiteGuardParts): SiteGuard {
  const study = JSON.stringify(whole.study);
  let trusts = rules.trustsUnseenModels;
  let memory: DisclosureMemory = emptyMemory();
  let opened: Promise<SiteData> | null = null;
  let told: SiteData = whole;
  let held: HeldBack | null = null;
  /** The rows that are told of, by all columns first. */
  let parts: readonly ToldParts[] = [];

  const rows = (): ToldRows | undefined => parts.map((one) => rowsIn(memory, one)).find((found) => found);
  const withTold = (told: Omit<ToldRows, keyof ToldParts>): DisclosureMemory =>
    parts.reduceRight((all, one) => withRows(all, { ...told, ...one }), memory);
  const answerOf = (told: ToldRows | undefined): ToldAnswer | undefined =>
    told?.answers.find((answer) => answer.study === study);
  const load = async (): Promise<DisclosureMemory | null> => (await store?.load().catch(() => null)) ?? null;
  const keep = async (next: DisclosureMemory): Promise<void> => {
    memory = next;
    const kept = await load();
    if (kept) memory = mergedWith(memory, kept);
    // What cannot be kept is forgotten with the page or process, and holds until then.
    await store?.save(memory).catch(() => undefined);
  };
  const models = createModelWatch({
    isKnown: (fingerprint) => memory.models.includes(fingerprint),
    trustsUnseen: () => trusts,
    fetchVersion,
  });

  const decide = async (): Promise<SiteData> => {
    memory = (await load()) ?? memory;
    const { file } = whole;
    const { toTrain, toTest, near } = chooseRows(file, memory);
    held = heldBackOf(toTrain, toTest);
    const isWhole = toTrain.rows.length === file.train.length && toTest.rows.length === file.test.length;
    const narrowed = isWhole ? whole : createSiteData({ ...file, train: toTrain.rows, test: toTest.rows });
    parts = HASHED_BY.map((by) => ({
      train: hashRows(file, toTrain.rows, by).set,
      test: hashRows(file, toTest.rows, by).set,
    }));
    const { answers = [], runs = [] } = rows() ?? near ?? {};
    const before = answerOf(rows()) ?? answerOf(near);
    told = before ? asToldBefore(narrowed, before) : besideOtherStudies(narrowed, answers);
    const answer = before ?? { study, moments: told.moments(), shape: told.shape(), histograms: null };
    await keep(withTold(withAnswer({ answers, runs, at: now() }, answer)));
    return told;
  };

  return {
    rules,
    open: () => (opened ??= decide()),
    data: () => told,
    heldBack: () => held,
    async admitQuestion(task) {
      const own = rows();
      if (!own) return ok(null);
      const admitted = admitRun(own.runs, task.run, now(), rules);
      if (!admitted.ok) return admitted;
      if (admitted.value !== own.runs) await keep(withTold({ ...own, runs: admitted.value }));
      if (task.kind === 'fit' || task.kind === 'evaluate') return checkPipeline(task.pipeline, told.study);
      if (task.kind !== 'histograms') return ok(null);
      return checkEdges(task.edges, task.moments, told.moments(), told.study);
    },
    async rememberHistograms(edges, cells) {
      const own = rows();
      const answer = answerOf(own);
      if (!own || !answer || answer.histograms) return;
      const next = { ...answer, histograms: { edges, cells } };
      await keep(withTold(withAnswer(own, next)));
      told = asToldBefore(told, next);
    },
    async admitModel(model) {
      const { scale, scaler } = whole.study.preprocessing;
      const { l2 } = whole.study.model;
      return models.admit({ ...model, l2, isScaled: scale !== 'none' && scaler !== 'none' });
    },
    sent: models.sent,
    rememberModel: (weights) => keep(withModel(memory, fingerprintOf(weights))),
    trustUnseen() {
      trusts = true;
    },
  };
}

/** A file near to an earlier one keeps its division; of another, neither part may be near to an earlier one. */
function chooseRows(file: PreparedDataset, { told, salt }: DisclosureMemory) {
  const all = merged(file.train, file.test);
  const near = firstOf(HASHED_BY, (by) => partsToTell(hashRows(file, all, by), told, salt));
  const trains = told.map(({ train }) => train);
  const tests = told.map(({ test }) => test);
  const part = (first: RowsToTell, earlier: readonly RowSet[]) =>
    farFromAll((rows) => HASHED_BY.map((by) => hashRows(file, rows, by)), first, earlier, salt);
  const toTrain = part(near?.train ?? asItIs(file.train), trains);
  const toTest = part(near?.test ?? asItIs(file.test), tests);
  return { toTrain, toTest, near: toTrain.near === null ? undefined : told[toTrain.near] };
}

function firstOf<T, R>(all: readonly T[], find: (one: T) => R | null): R | null {
  for (const one of all) {
    const found = find(one);
    if (found !== null) return found;
  }
  return null;
}

const asItIs = (rows: Uint32Array): RowsToTell => ({ rows, near: null, heldBack: 0, leftOut: 0 });

function heldBackOf(train: RowsToTell, test: RowsToTell): HeldBack | null {
  const newRows = train.heldBack + test.heldBack;
  const leftOut = train.leftOut + test.leftOut;
  return newRows + leftOut > 0 ? { newRows, leftOut } : null;
}

/** Both in ascending order. */
function merged(one: Uint32Array, other: Uint32Array): Uint32Array {
  const both = new Uint32Array(one.length + other.length);
  both.set(one);
  both.set(other, one.length);
  return both.sort();
}
