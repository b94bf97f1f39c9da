/** Statistics weigh by rows, and rows are claims: a site's summary as if it were of fewer rows. */
import { heldWeights } from '../lib/held-shares.ts';
import type { HistogramSummary, MomentsSummary } from './types.ts';

/** One site's two answers, and whether its rows were confirmed by an administrator. */
export interface ToldStatistics {
  readonly moments: MomentsSummary;
  readonly histograms: HistogramSummary | null;
  readonly confirmed: boolean;
}

/** Summaries in which no site has more than `maxShare` of the rows; as they came where none has. */
export function holdSummaries(told: readonly ToldStatistics[], maxShare: number): ToldStatistics[] {
  const weights = heldWeights(
    told.map(({ moments: { rows: weight }, confirmed }) => ({ weight, confirmed })),
    maxShare,
  );
  return told.map((one, at) => {
    const { rows } = one.moments;
    const factor = (weights[at] ?? rows) / rows;
    if (!(factor < 1)) return one;
    const { moments, histograms } = one;
    return {
      ...one,
      moments: scaledMoments(moments, factor),
      histograms: histograms && {
        numeric: mapped(histograms.numeric, (counts) => scaledBins(counts, factor)),
      },
    };
  });
}

const mapped = <V>(record: Readonly<Record<string, V>>, change: (value: V) => V): Record<string, V> =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value)]));

/** Counts stay whole: parts are rounded down, all the rows up, so that parts never outgrow them. */
function scaledMoments(summary: MomentsSummary, factor: number): MomentsSummary {
  const down = (count: number): number => Math.floor(count * factor);
  const { positives, numeric, categorical, other } = summary;
  return {
    ...summary,
    rows: Math.ceil(summary.rows * factor),
    positives: positives === null ? null : down(positives),
    numeric: mapped(numeric, ({ count, mean, m2 }) => {
      const fewer = down(count);
      return fewer === 0 ? { count: 0, mean: 0, m2: 0 } : { count: fewer, mean, m2: (m2 / count) * fewer };
    }),
    categorical: mapped(categorical, (counts) => mapped(counts, down)),
    ...(other && { other: mapped(other, down) }),
  };
}

/** Rounded so that the bins add up to what the moments count. */
function scaledBins(counts: readonly number[], factor: number): number[] {
  let [whole, told] = [0, 0];
  return counts.map((count) => {
    whole += count;
    const upTo = Math.floor(whole * factor);
    const part = upTo - told;
    told = upTo;
    return part;
  });
}
