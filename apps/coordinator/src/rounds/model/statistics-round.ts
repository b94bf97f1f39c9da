/** The statistics round: sites' summaries in, one preprocessing pipeline for all out. */
import { ok, type Problem, type Result } from '@fedhealth/fl-core/lib';
import {
  checkHistograms,
  checkMoments,
  fitPipeline,
  type HistogramEdges,
  type HistogramSummary,
  histogramEdges,
  holdSummaries,
  type MomentsSummary,
  mergeMoments,
  mergeStatistics,
  type Pipeline,
  type ToldStatistics,
} from '@fedhealth/fl-core/preprocessing';
import {
  type FederationSummary,
  openHistograms,
  type ProtectedHistograms,
  summariseFederation,
} from '@fedhealth/fl-core/privacy';
import type { Study } from '@fedhealth/fl-core/study';

export interface StatisticsRound {
  /** Each refuses a summary that does not fit the study. */
  addMoments(site: string, summary: MomentsSummary): Result<null>;
  addHistograms(site: string, summary: ProtectedHistograms): Result<null>;
  /** Where every site is to bin; merges the moments of these sites. */
  edges(sites: readonly string[]): Result<HistogramEdges>;
  /** The edges last made and the merged moments they follow from; null before the moments are merged. */
  currentEdges(): { readonly edges: HistogramEdges; readonly moments: MomentsSummary['numeric'] } | null;
  pipeline(
    sites: readonly string[],
  ): Result<{ readonly pipeline: Pipeline; readonly federation: FederationSummary }>;
}

const missing = (what: string): { ok: false; error: Problem } => ({
  ok: false,
  error: { code: 'STATISTICS_MISSING', message: `The statistics could not be merged: ${what} is missing.` },
});

/** `confirmed`: whether an administrator has confirmed that a site has so many rows. */
export function createStatisticsRound(
  study: Study,
  confirmed: (site: string, rows: number) => boolean = () => false,
): StatisticsRound {
  const moments = new Map<string, MomentsSummary>();
  const histograms = new Map<string, HistogramSummary>();
  let edges: HistogramEdges | null = null;
  let mergedMoments: MomentsSummary['numeric'] = {};
  /** In the order of `sites`, so that sums do not depend on who answered first: what they told, no unconfirmed one with more rows than the study's largest share. */
  const held = (sites: readonly string[]): ToldStatistics[] =>
    holdSummaries(
      sites.flatMap((site) => {
        const told = moments.get(site);
        if (told === undefined) return [];
        return {
          moments: told,
          histograms: histograms.get(site) ?? null,
          confirmed: confirmed(site, told.rows),
        };
      }),
      study.federation.gate.maxShare,
    );

  return {
    addMoments(site, summary) {
      const checked = checkMoments(summary, study);
      if (!checked.ok) return checked;
      moments.set(site, checked.value);
      return ok(null);
    },
    addHistograms(site, summary) {
      if (edges === null) return missing('the list of edges');
      const opened = openHistograms(summary, edges);
      if (!opened.ok) return opened;
      const checked = checkHistograms(opened.value, edges, study, moments.get(site));
      if (!checked.ok) return checked;
      histograms.set(site, checked.value);
      return ok(null);
    },
    edges(sites) {
      const merged = mergeMoments(
        held(sites).map((site) => site.moments),
        study,
      );
      if (!merged.ok) return merged;
      histograms.clear();
      edges = histogramEdges(merged.value, study);
      mergedMoments = merged.value.numeric;
      return ok(edges);
    },
    currentEdges: () => edges && { edges, moments: mergedMoments },
    pipeline(sites) {
      if (edges === null) return missing('the list of edges');
      const whole = held(sites);
      const told = whole.map((site) => site.moments);
      const binned = whole.flatMap((site) => site.histograms ?? []);
      const statistics = mergeStatistics(told, binned, edges, study);
      if (!statistics.ok) return statistics;
      return ok({
        pipeline: fitPipeline(statistics.value, study),
        federation: summariseFederation(statistics.value, told),
      });
    },
  };
}
