import { fail, ok, type Problem, type Result } from '../lib/result.ts';
import type { Feature, Study } from '../study/schema.ts';
import { checkHistograms, checkMoments } from './check-summaries.ts';
import { quantileOf } from './histogram.ts';
import { deviationOf, mergeTwo, NO_MOMENTS } from './moments.ts';
import { mostFrequentFirst } from './most-frequent.ts';
import { at } from './record.ts';
import type {
  FeatureStatistics,
  FederatedStatistics,
  HistogramEdges,
  HistogramSummary,
  Moments,
  MomentsSummary,
} from './types.ts';

/**
 * Merges sites' moments into the federation's: the same as over all rows together (Chan, Golub & LeVeque
 * 1979). Problems: `SUMMARY_UNFIT` (says which site of the list), `NO_SUMMARIES`.
 */
export function mergeMoments(summaries: readonly MomentsSummary[], study: Study): Result<MomentsSummary> {
  if (summaries.length === 0)
    return fail({ code: 'NO_SUMMARIES', message: 'No site has sent a summary of its data.' });
  for (const [index, summary] of summaries.entries()) {
    const checked = checkMoments(summary, study);
    if (!checked.ok) return fail(ofSite(index, checked.error));
  }
  const numeric: [string, Moments][] = [];
  const categorical: [string, Record<string, number>][] = [];
  for (const { kind, name } of study.features) {
    if (kind === 'numeric') {
      numeric.push([
        name,
        summaries.map((summary) => at(summary.numeric, name) ?? NO_MOMENTS).reduce(mergeTwo),
      ]);
    } else {
      const totals = new Map<string, number>();
      for (const summary of summaries) {
        for (const [value, count] of Object.entries(at(summary.categorical, name) ?? {})) {
          totals.set(value, (totals.get(value) ?? 0) + count);
        }
      }
      categorical.push([name, Object.fromEntries(totals)]);
    }
  }
  return ok({
    rows: summaries.reduce((sum, { rows }) => sum + rows, 0),
    positives: summaries.reduce<number | null>(
      (sum, { positives }) => (sum === null || positives === null ? null : sum + positives),
      0,
    ),
    numeric: Object.fromEntries(numeric),
    categorical: Object.fromEntries(categorical),
    other: mergeOthers(summaries),
    withheld: withheldEverywhere(summaries, study),
  });
}

function mergeOthers(summaries: readonly MomentsSummary[]): Record<string, number> {
  const totals = new Map<string, number>();
  for (const { other } of summaries) {
    for (const [name, count] of Object.entries(other ?? {}))
      totals.set(name, (totals.get(name) ?? 0) + count);
  }
  return Object.fromEntries(totals);
}

/** Features that no site tells of; `alike` where one site says so. */
function withheldEverywhere(
  summaries: readonly MomentsSummary[],
  study: Study,
): Record<string, 'few' | 'alike'> {
  const withheld = study.features.flatMap(({ name }): [string, 'few' | 'alike'][] => {
    const reasons = summaries.map((summary) => at(summary.withheld ?? {}, name));
    if (reasons.includes(undefined)) return [];
    return [[name, reasons.includes('alike') ? 'alike' : 'few']];
  });
  return Object.fromEntries(withheld);
}

/**
 * The federation's statistics; `moments[i]` and `histograms[i]` are of the same site. Mean and standard
 * deviation are exact, the median is interpolated in its bin (at most sd / 32 wide). A feature without any
 * value gets mean 0, standard deviation 1 and median 0. Problems: `SUMMARY_UNFIT` (says which site of the
 * list), `NO_SUMMARIES`.
 */
export function mergeStatistics(
  moments: readonly MomentsSummary[],
  histograms: readonly HistogramSummary[],
  edges: HistogramEdges,
  study: Study,
): Result<FederatedStatistics> {
  const merged = mergeMoments(moments, study);
  if (!merged.ok) return merged;
  if (histograms.length !== moments.length) {
    const message = `${moments.length} sites sent moments, but ${histograms.length} sent histograms.`;
    return fail({ code: 'SUMMARY_UNFIT', message });
  }
  for (const [index, histogram] of histograms.entries()) {
    const checked = checkHistograms(histogram, edges, study, moments[index]);
    if (!checked.ok) return fail(ofSite(index, checked.error));
  }
  const { rows, positives } = merged.value;
  const features = study.features.map((feature) =>
    feature.kind === 'numeric'
      ? numericStatistics(feature.name, merged.value, histograms, at(edges, feature.name) ?? [])
      : choiceStatistics(feature, feature.kind, merged.value),
  );
  return ok({ rows, positives, features });
}

const ofSite = (index: number, { code, message }: Problem): Problem => ({
  code,
  message: `Site ${index + 1} of the list: ${message}`,
});

function numericStatistics(
  name: string,
  merged: MomentsSummary,
  histograms: readonly HistogramSummary[],
  edges: readonly number[],
): FeatureStatistics {
  const moments = at(merged.numeric, name) ?? NO_MOMENTS;
  const counts = Array.from({ length: edges.length - 1 }, (_, bin) =>
    histograms.reduce((sum, histogram) => sum + (at(histogram.numeric, name)?.[bin] ?? 0), 0),
  );
  const histogram = { edges, counts };
  return {
    kind: 'numeric',
    name,
    count: moments.count,
    mean: moments.mean,
    sd: moments.count === 0 ? 1 : deviationOf(moments),
    median: quantileOf(histogram, 0.5) ?? 0,
    histogram,
    ...(at(merged.withheld ?? {}, name) === 'alike' ? { alike: true } : {}),
  };
}

function choiceStatistics(
  feature: Feature,
  kind: 'categorical' | 'boolean',
  merged: MomentsSummary,
): FeatureStatistics {
  const counts = Object.entries(at(merged.categorical, feature.name) ?? {});
  const byCount = mostFrequentFirst(counts);
  const none = kind === 'boolean' ? '0' : (feature.categories?.[0] ?? '');
  const [first] = byCount;
  return {
    kind,
    name: feature.name,
    count: counts.reduce((sum, [, count]) => sum + count, 0),
    values: Object.fromEntries(byCount),
    mostFrequent: first && first[1] > 0 ? first[0] : none,
  };
}
