/** The rows of the figures table: final ones when the run has them, else the newest so far. */
import type { RunDetailView } from '@fedhealth/fl-core/protocol';
import { byName } from '../../parts/by-name.ts';
import { globalPoints, type MetricsView, newestAttempts } from '../rounds/round-figures.ts';

export interface FiguresRow {
  readonly key: string;
  readonly name: string;
  readonly metrics: MetricsView;
}

export interface Figures {
  readonly final: boolean;
  readonly rows: readonly FiguresRow[];
}

type Run = Pick<RunDetailView, 'roundList' | 'finalCombined' | 'finalSites' | 'sites'>;

export function figuresRows(run: Run): Figures {
  const final = run.finalCombined !== null || run.finalSites.length > 0;
  const points = globalPoints(run);
  const newest = (read: (point: (typeof points)[number]) => MetricsView | null) =>
    points.reduce<MetricsView | null>((found, point) => read(point) ?? found, null);
  const combined = run.finalCombined ?? newest((point) => point.combined);
  const validation = newest((point) => point.validation);

  const rows: FiguresRow[] = [];
  if (validation)
    rows.push({ key: 'validation', name: 'Validation rows at the coordinator', metrics: validation });
  if (combined)
    rows.push({ key: 'combined', name: whoseRows(measuredBy(run), run.sites), metrics: combined });
  for (const { siteId, name, metrics } of [...(final ? run.finalSites : newestSites(run))].sort(byName)) {
    rows.push({ key: `site ${siteId}`, name, metrics });
  }
  return { final, rows };
}

/** How many hospitals the merged figures are of: a run that was stopped may have heard from some only. */
function measuredBy(run: Run): number {
  if (run.finalCombined !== null) return run.finalSites.length;
  const newest = newestAttempts(run).findLast(({ combined }) => combined !== null);
  return newest?.sites.filter(({ metrics }) => metrics !== null).length ?? 0;
}

const whoseRows = (measured: number, all: number): string =>
  measured < all ? `Test rows of ${measured} of ${all} hospitals, merged` : 'All hospitals’ test rows';

function newestSites(run: Run): RunDetailView['finalSites'] {
  const newest = new Map<string, RunDetailView['finalSites'][number]>();
  for (const { sites } of newestAttempts(run)) {
    for (const { siteId, name, metrics } of sites) if (metrics) newest.set(siteId, { siteId, name, metrics });
  }
  return [...newest.values()];
}
