/**
 * What a hospital remembers, on its own computer and for all studies and coordinators, of what it has told: which rows, as
 * hashes; what was answered; which runs asked; which models it has seen made.
 */
import type { HistogramEdges, MomentsSummary } from '../../preprocessing/types.ts';
import type { DatasetShape, ProtectedHistograms } from '../../privacy/index.ts';
import { isSameSet } from './row-set.ts';
import type { ToldParts } from './rows-to-tell.ts';

/** The answers about one set of rows in one study, as they left. */
export interface ToldAnswer {
  /** Which study, its version and columns included. */
  readonly study: string;
  readonly moments: MomentsSummary;
  readonly shape: DatasetShape;
  readonly histograms: { readonly edges: HistogramEdges; readonly cells: ProtectedHistograms } | null;
}

/** A file's rows that were told of. */
export interface ToldRows extends ToldParts {
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
  /** Fingerprints of models that this hospital has measured at a run's end, or that a person here trusts. */
  readonly models: readonly string[];
}

/** Where the memory outlives the page or process. */
export interface DisclosureStore {
  load(): Promise<DisclosureMemory | null>;
  save(memory: DisclosureMemory): Promise<void>;
}

/** Files' rows by all their columns and by the study's. */
const MOST_SETS = 48;
const MOST_ANSWERS = 8;
const MOST_MODELS = 200;

export const emptyMemory = (): DisclosureMemory => ({
  salt: Math.floor(Math.random() * 2 ** 32),
  told: [],
  models: [],
});

const isSame = (one: ToldParts, other: ToldParts): boolean =>
  isSameSet(one.train, other.train) && isSameSet(one.test, other.test);

export const rowsIn = ({ told }: DisclosureMemory, parts: ToldParts): ToldRows | undefined =>
  told.find((one) => isSame(one, parts));

/** The memory with these rows in place of what it had of the same ones; the oldest go when there are too many. */
export const withRows = (memory: DisclosureMemory, rows: ToldRows): DisclosureMemory => ({
  ...memory,
  told: [...memory.told.filter((one) => !isSame(one, rows)), rows].slice(-MOST_SETS),
});

export const withAnswer = <T extends Pick<ToldRows, 'answers'>>(rows: T, answer: ToldAnswer): T => ({
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
  for (const model of newer.models) both = withModel(both, model);
  return both;
}
