/**
 * What a hospital remembers, on its own computer and for all studies and coordinators, of what it has told: which rows, as
 * hashes; what was answered; which runs asked; which models it has seen made.
 */
import type { HistogramEdges, MomentsSummary } from '../../preprocessing/types.ts';
import type { DatasetShape, ProtectedHistograms } from '../../privacy/index.ts';
import { isSameSet, type RowSet } from './row-set.ts';

/** The answers about one set of rows in one study, as they left. */
export interface ToldAnswer {
  /** Which study, its version and columns included. */
  readonly study: string;
  readonly moments: MomentsSummary;
  readonly shape: DatasetShape;
  readonly histograms: { readonly edges: HistogramEdges; readonly cells: ProtectedHistograms } | null;
}

/** A set of training rows that was told of. */
export interface ToldRows {
  readonly set: RowSet;
  readonly answers: readonly ToldAnswer[];
  /** Runs that asked of these rows, newest last. */
  readonly runs: readonly { readonly run: string; readonly at: number }[];
  /** Milliseconds since 1970. */
  readonly at: number;
}

export interface DisclosureMemory {
  /** Chooses rows to leave out; known to this hospital alone. */
  readonly salt: number;
  /** Oldest first. */
  readonly told: readonly ToldRows[];
  /** Sets of test rows that a model was measured on, oldest first. */
  readonly tests: readonly RowSet[];
  /** Fingerprints of models that this hospital has measured at a run's end, or that a person here trusts. */
  readonly models: readonly string[];
}

/** Where the memory outlives the page or process. */
export interface DisclosureStore {
  load(): Promise<DisclosureMemory | null>;
  save(memory: DisclosureMemory): Promise<void>;
}

const MOST_SETS = 24;
const MOST_ANSWERS = 8;
const MOST_MODELS = 200;

export const emptyMemory = (): DisclosureMemory => ({
  salt: Math.floor(Math.random() * 2 ** 32),
  told: [],
  tests: [],
  models: [],
});

export const rowsIn = ({ told }: DisclosureMemory, set: RowSet): ToldRows | undefined =>
  told.find((one) => isSameSet(one.set, set));

/** The memory with these rows in place of what it had of the same set; the oldest go when there are too many. */
export const withRows = (memory: DisclosureMemory, rows: ToldRows): DisclosureMemory => ({
  ...memory,
  told: [...memory.told.filter(({ set }) => !isSameSet(set, rows.set)), rows].slice(-MOST_SETS),
});

export const withTests = (memory: DisclosureMemory, set: RowSet): DisclosureMemory => ({
  ...memory,
  tests: [...memory.tests.filter((one) => !isSameSet(one, set)), set].slice(-MOST_SETS),
});

export const withAnswer = (rows: ToldRows, answer: ToldAnswer): ToldRows => ({
  ...rows,
  answers: [...rows.answers.filter(({ study }) => study !== answer.study), answer].slice(-MOST_ANSWERS),
});

export const withModel = (memory: DisclosureMemory, fingerprint: string): DisclosureMemory => ({
  ...memory,
  models: [...memory.models.filter((one) => one !== fingerprint), fingerprint].slice(-MOST_MODELS),
});

/** What another page or process of this hospital kept meanwhile is not lost: `newer` wins where both have the same rows. */
export function mergedWith(newer: DisclosureMemory, other: DisclosureMemory): DisclosureMemory {
  let both: DisclosureMemory = { ...other, salt: newer.salt };
  for (const rows of newer.told) both = withRows(both, rows);
  for (const set of newer.tests) both = withTests(both, set);
  for (const model of newer.models) both = withModel(both, model);
  return both;
}
