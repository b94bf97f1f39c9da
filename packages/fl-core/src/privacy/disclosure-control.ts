/** Makes a hospital's summaries fit to leave, by the rules of `rules.ts`. Pure: summaries in, summaries out. */
import type { CompactEvaluation } from '../metrics/index.ts';
import type { HistogramSummary, Moments, MomentsSummary } from '../preprocessing/types.ts';
import type { Backing, NumericBacking, OutcomePeople } from './backing.ts';
import { protectCounts } from './categories.ts';
import { type Cell, joinBins } from './cells.ts';
import { coarseMoments } from './few-valued.ts';
import { MIN_CELL } from './rules.ts';

/** Histograms as they leave: cells by numeric feature; a withheld feature is not there. */
export interface ProtectedHistograms {
  readonly numeric: Readonly<Record<string, readonly Cell[]>>;
}

/** Are both outcomes frequent enough to be counted? */
export const bothOutcomes = (people: OutcomePeople): boolean =>
  people.with >= MIN_CELL && people.without >= MIN_CELL;

/**
 * The first answer of a site. Features that may not be told of are missing and named in `withheld`: `few`
 * has too few people behind it, `alike` hardly any that differ.
 */
export function protectMoments(summary: MomentsSummary, backing: Backing): MomentsSummary {
  const withheld: [string, 'few' | 'alike'][] = [];
  const numeric: [string, Moments][] = [];
  for (const [name, moments] of Object.entries(summary.numeric)) {
    const told = protectNumbers(moments, backing.numeric.get(name), backing.mostRecords);
    if (typeof told === 'string') withheld.push([name, told]);
    else numeric.push([name, told]);
  }
  const categorical: [string, Readonly<Record<string, number>>][] = [];
  const other: [string, number][] = [];
  for (const [name, counts] of Object.entries(summary.categorical)) {
    const behind = backing.choices.get(name);
    const told = protectCounts(counts, behind?.crowds, behind?.open);
    if (!told) withheld.push([name, 'few']);
    else {
      categorical.push([name, told.shown]);
      if (told.other > 0) other.push([name, told.other]);
    }
  }
  const { rows, positives } = summary;
  return {
    rows,
    positives: positives !== null && bothOutcomes(backing.outcome) ? positives : null,
    numeric: Object.fromEntries(numeric),
    categorical: Object.fromEntries(categorical),
    other: Object.fromEntries(other),
    withheld: Object.fromEntries(withheld),
  };
}

/** A column's moments as they may leave, or why they may not. */
function protectNumbers(
  moments: Moments,
  behind: NumericBacking | undefined,
  records: number,
): Moments | 'few' | 'alike' {
  if (!behind || behind.people < MIN_CELL) return 'few';
  if (behind.alike) return 'alike';
  if (!behind.few || behind.few.rare === 0) return moments;
  return coarseMoments(moments, behind.few, records, behind.range) ?? 'few';
}

/**
 * The second answer of a site: what its first one withheld stays.
 * @param crowds who is in each bin of a feature
 */
export function protectHistograms(
  summary: HistogramSummary,
  told: MomentsSummary,
  crowds: ReadonlyMap<string, readonly ReadonlySet<number>[]> = new Map(),
): ProtectedHistograms {
  const cells = Object.entries(summary.numeric).flatMap(([name, counts]): [string, Cell[]][] =>
    Object.hasOwn(told.numeric, name) ? [[name, joinBins(counts, crowds.get(name) ?? null)]] : [],
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

/** Scores on the test rows, whole when enough people there have either outcome, else nothing. */
export const protectEvaluation = (evaluation: CompactEvaluation, people: OutcomePeople): CompactEvaluation =>
  bothOutcomes(people) ? evaluation : NOTHING_MEASURED;

/** The mean loss over rows of so many people; null when they are too few to have a mean that may be told. */
export const protectLoss = (loss: number, people: number): number | null =>
  people >= MIN_CELL ? loss : null;
