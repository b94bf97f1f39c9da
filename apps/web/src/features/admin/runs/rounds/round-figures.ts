/**
 * The figures of a run, placed at the model they belong to.
 *
 * A round's `validation` scores the model that the round made, but its site
 * scores (`combined` and each site's `metrics`) are of the model that came *in*:
 * the one made by the round before. Everything here is therefore counted in
 * rounds behind the model, 0 being the model before any training.
 */
import type { RoundView, RunDetailView } from '@fedhealth/fl-core/protocol';
import { byName } from '../../parts/by-name.ts';

export type MetricsView = NonNullable<RoundView['validation']>;
type RoundList = Pick<RunDetailView, 'roundList'>;
type Run = Pick<RunDetailView, 'roundList' | 'finalCombined' | 'finalSites'>;

/** One entry for each round, in order: the newest attempt. */
export function newestAttempts({ roundList }: RoundList): RoundView[] {
  const byRound = new Map<number, RoundView>();
  for (const entry of roundList) {
    const known = byRound.get(entry.round);
    if (!known || entry.attempt >= known.attempt) byRound.set(entry.round, entry);
  }
  return [...byRound.values()].sort((a, b) => a.round - b.round);
}

/** The last round that made a model; 0 when none did. */
export function lastCompleted(run: RoundList): number {
  return Math.max(
    0,
    ...run.roundList.filter(({ status }) => status === 'completed').map(({ round }) => round),
  );
}

/** Figures of the global model after `round` rounds. */
export interface GlobalPoint {
  readonly round: number;
  readonly validation: MetricsView | null;
  readonly combined: MetricsView | null;
  /** Example-weighted mean of the sites' training loss in that round. */
  readonly trainLoss: number | null;
}

export function globalPoints(run: Run): GlobalPoint[] {
  const points = new Map<number, GlobalPoint>();
  const put = (round: number, part: Partial<GlobalPoint>) => {
    const blank: GlobalPoint = { round, validation: null, combined: null, trainLoss: null };
    points.set(round, { ...(points.get(round) ?? blank), ...part });
  };
  for (const { round, status, validation, combined, trainLoss } of newestAttempts(run)) {
    if (combined) put(round - 1, { combined });
    if (status === 'completed') put(round, { validation, trainLoss });
  }
  if (run.finalCombined) put(lastCompleted(run), { combined: run.finalCombined });
  return [...points.values()].sort((a, b) => a.round - b.round);
}

/** The AUC of the global model at each site, after each round. */
export interface SiteFigures {
  readonly sites: readonly { readonly siteId: string; readonly name: string }[];
  /** `aucs[i]` is that of `sites[i]`; null where it sent none. */
  readonly points: readonly { readonly round: number; readonly aucs: readonly (number | null)[] }[];
}

export function siteFigures(run: Run): SiteFigures {
  const names = new Map<string, string>();
  const byRound = new Map<number, Map<string, number>>();
  const put = (round: number, siteId: string, name: string, auc: number | null | undefined) => {
    names.set(siteId, name);
    if (auc === null || auc === undefined) return;
    const row = byRound.get(round) ?? new Map<string, number>();
    byRound.set(round, row.set(siteId, auc));
  };
  for (const { round, sites } of newestAttempts(run)) {
    for (const { siteId, name, metrics } of sites) put(round - 1, siteId, name, metrics?.auc);
  }
  const last = lastCompleted(run);
  for (const { siteId, name, metrics } of run.finalSites) put(last, siteId, name, metrics.auc);

  const sites = [...names].map(([siteId, name]) => ({ siteId, name })).sort(byName);
  const points = [...byRound]
    .sort(([a], [b]) => a - b)
    .map(([round, row]) => ({ round, aucs: sites.map(({ siteId }) => row.get(siteId) ?? null) }));
  return { sites, points };
}

/** The newest figures there are: on the validation rows if there are any, else merged from the sites. */
export function newestFigures(run: Run): {
  readonly metrics: MetricsView;
  readonly source: 'validation' | 'combined';
  readonly round: number;
} | null {
  const points = globalPoints(run).reverse();
  for (const source of ['validation', 'combined'] as const) {
    for (const point of points) {
      const metrics = point[source];
      if (metrics) return { metrics, source, round: point.round };
    }
  }
  return null;
}

/** The share of sites that are through with the round under way; 0 when none is. */
export function answeredShare(run: RoundList): number {
  const current = newestAttempts(run).at(-1);
  const asked = current?.sites.filter(({ outcome }) => outcome !== 'rested') ?? [];
  if (current?.status !== 'fitting' || asked.length === 0) return 0;
  return asked.filter(({ outcome }) => outcome !== 'working').length / asked.length;
}
