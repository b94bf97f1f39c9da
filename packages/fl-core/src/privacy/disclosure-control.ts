/** Makes a hospital's summaries fit to leave, by the rules of `rules.ts`. Pure: summaries in, summaries out. */
import type { CompactEvaluation } from '../metrics/index.ts';
import type { HistogramSummary, Moments, MomentsSummary } from '../preprocessing/types.ts';
import { protectCounts } from './categories.ts';
import { type Cell, joinBins } from './cells.ts';
import { MIN_CELL } from './rules.ts';

/** Histograms as they leave: cells by numeric feature; a withheld feature is not there. */
export interface ProtectedHistograms {
  readonly numeric: Readonly<Record<string, readonly Cell[]>>;
}

/** Are both outcomes frequent enough to be counted? */
export const bothOutcomes = (rows: number, positives: number): boolean =>
  positives >= MIN_CELL && rows - positives >= MIN_CELL;

/**
 * The first answer of a site. Features that may not be told of are missing and named in `withheld`: `few`
 * has too few values, `alike` (given in `alike`) hardly any that differ.
 */
export function protectMoments(summary: MomentsSummary, alike: ReadonlySet<string>): MomentsSummary {
  const withheld: [string, 'few' | 'alike'][] = [];
  const numeric: [string, Moments][] = [];
  for (const [name, moments] of Object.entries(summary.numeric)) {
    if (moments.count < MIN_CELL) withheld.push([name, 'few']);
    else if (alike.has(name)) withheld.push([name, 'alike']);
    else numeric.push([name, moments]);
  }
  const categorical: [string, Readonly<Record<string, number>>][] = [];
  const other: [string, number][] = [];
  for (const [name, counts] of Object.entries(summary.categorical)) {
    const told = protectCounts(counts);
    if (!told) withheld.push([name, 'few']);
    else {
      categorical.push([name, told.shown]);
      if (told.other > 0) other.push([name, told.other]);
    }
  }
  const { rows, positives } = summary;
  return {
    rows,
    positives: positives !== null && bothOutcomes(rows, positives) ? positives : null,
    numeric: Object.fromEntries(numeric),
    categorical: Object.fromEntries(categorical),
    other: Object.fromEntries(other),
    withheld: Object.fromEntries(withheld),
  };
}

/** The second answer of a site: what its first one withheld stays. */
export function protectHistograms(summary: HistogramSummary, told: MomentsSummary): ProtectedHistograms {
  const cells = Object.entries(summary.numeric).flatMap(([name, counts]): [string, Cell[]][] =>
    Object.hasOwn(told.numeric, name) ? [[name, joinBins(counts)]] : [],
  );
  return { numeric: Object.fromEntries(cells) };
}

/** An evaluation that tells nothing: as of a site without test rows. */
const NOTHING_MEASURED: CompactEvaluation = {
  n: 0,
  tp: 0,
  fp: 0,
  tn: 0,
  fn: 0,
  logLoss: null,
  brier: null,
  auc: null,
};

/** Scores on the test rows, whole when both outcomes are frequent enough, else nothing. */
export function protectEvaluation(evaluation: CompactEvaluation): CompactEvaluation {
  const { n, tp, fn } = evaluation;
  return bothOutcomes(n, tp + fn) ? evaluation : NOTHING_MEASURED;
}

/** The mean loss over so many rows; null when they are too few to have a mean that may be told. */
export const protectLoss = (loss: number, rows: number): number | null => (rows >= MIN_CELL ? loss : null);
