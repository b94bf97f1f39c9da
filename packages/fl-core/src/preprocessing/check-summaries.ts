/** Does what a site sent fit the study? Bounds that any honest summary keeps. */
import { fail, ok, type Result } from '../lib/result.ts';
import { MAX_CATEGORIES, plausibleRange } from '../quality/index.ts';
import type { Feature, Study } from '../study/schema.ts';
import { at } from './record.ts';
import type { HistogramEdges, HistogramSummary, Moments, MomentsSummary } from './types.ts';

const isCount = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;

const unfit = (what: string) =>
  fail({ code: 'SUMMARY_UNFIT', message: `The site’s summary does not fit the study: ${what}.` });

/** Coordinator, on arrival: does one site's summary fit the study? Problem: `SUMMARY_UNFIT`, which says where not. */
export function checkMoments(summary: MomentsSummary, study: Study): Result<MomentsSummary> {
  const { rows, positives, withheld = {}, other = {} } = summary;
  if (!isCount(rows) || (positives !== null && (!isCount(positives) || positives > rows)))
    return unfit('its rows and positives are not counts');
  const numeric = study.features.filter(({ kind }) => kind === 'numeric');
  const others = study.features.filter(({ kind }) => kind !== 'numeric');
  if (
    Object.keys(summary.numeric).length > numeric.length ||
    Object.keys(summary.categorical).length > others.length
  ) {
    return unfit('it has features that the study does not have');
  }
  for (const feature of numeric) {
    const moments = at(summary.numeric, feature.name);
    const wrong =
      moments === undefined && at(withheld, feature.name) ? null : momentsProblem(moments, feature, rows);
    if (wrong) return unfit(`“${feature.name}” ${wrong}`);
  }
  for (const feature of others) {
    const counts = at(summary.categorical, feature.name);
    const wrong =
      counts === undefined && at(withheld, feature.name)
        ? null
        : countsProblem(counts, feature, rows - (at(other, feature.name) ?? 0));
    if (wrong) return unfit(`“${feature.name}” ${wrong}`);
  }
  return ok(summary);
}

function momentsProblem(moments: Moments | undefined, feature: Feature, rows: number): string | null {
  if (!moments) return 'is missing';
  const { count, mean, m2 } = moments;
  if (!isCount(count) || count > rows) return 'has a count that cannot be';
  if (!Number.isFinite(mean) || !Number.isFinite(m2) || m2 < 0) return 'has moments that are not numbers';
  if (count === 0) return mean === 0 && m2 === 0 ? null : 'has moments without a value';
  const [low, high] = plausibleRange(feature.range);
  const slack = 1e-9 * Math.max(Math.abs(low), Math.abs(high));
  if (mean < low - slack || mean > high + slack) return 'has a mean outside its range';
  // Values between low and high vary no more than this (Popoviciu 1935).
  const width = high - low + slack;
  return m2 > count * width * width * 0.25 * (1 + 1e-9) ? 'varies more than its range allows' : null;
}

function countsProblem(
  counts: Readonly<Record<string, number>> | undefined,
  feature: Feature,
  rows: number,
): string | null {
  if (!counts) return 'is missing';
  const entries = Object.entries(counts);
  if (entries.length > Math.max(MAX_CATEGORIES, feature.categories?.length ?? 0))
    return 'has too many values';
  const known = feature.kind === 'boolean' ? ['0', '1'] : feature.categories;
  if (known && entries.some(([value]) => !known.includes(value)))
    return 'has values that the study does not list';
  if (entries.some(([, count]) => !isCount(count))) return 'has counts that are not counts';
  return entries.reduce((sum, [, count]) => sum + count, 0) > rows ? 'has more values than rows' : null;
}

/**
 * Coordinator, on arrival: do one site's histograms fit the edges it was given, and the moments it sent
 * before? Problem: `SUMMARY_UNFIT`, which says where not.
 */
export function checkHistograms(
  summary: HistogramSummary,
  edges: HistogramEdges,
  study: Study,
  moments?: MomentsSummary,
): Result<HistogramSummary> {
  const numeric = study.features.filter(({ kind }) => kind === 'numeric');
  if (Object.keys(summary.numeric).length > numeric.length)
    return unfit('it has features that the study does not have');
  for (const { name } of numeric) {
    const counts = at(summary.numeric, name);
    if (!counts && moments && at(moments.withheld ?? {}, name)) continue;
    if (!counts) return unfit(`the histogram of “${name}” is missing`);
    const bins = (at(edges, name)?.length ?? 0) - 1;
    if (counts.length !== bins)
      return unfit(`the histogram of “${name}” has ${counts.length} bins instead of ${bins}`);
    if (!counts.every(isCount)) return unfit(`the histogram of “${name}” has counts that are not counts`);
    const total = counts.reduce((sum, count) => sum + count, 0);
    const expected = moments ? at(moments.numeric, name)?.count : total;
    if (total !== expected)
      return unfit(`the histogram of “${name}” counts ${total} values, its moments ${expected}`);
  }
  return ok(summary);
}
