/** The same figure of several runs, laid over each other round by round. */
import type { RunDetailView } from '@fedhealth/fl-core/protocol';
import type { ChartPoint, Series } from '../../charts/series.ts';
import { seriesMark } from '../../charts/series-marks.ts';
import { type GlobalPoint, globalPoints } from '../rounds/round-figures.ts';

/** The rows that a curve is measured on: the coordinator's validation rows, or all hospitals' test rows. */
export type ScoredOn = 'validation' | 'combined';
export type CurveFigure = 'auc' | 'accuracy' | 'logLoss';

type Run = Pick<RunDetailView, 'id' | 'number' | 'roundList' | 'finalCombined' | 'finalSites'>;

/** As many runs as can still be told apart in one chart. */
export const MOST_RUNS = 8;

/** The validation rows where every run has figures on them, else the hospitals' test rows. */
export function usualRows(runs: readonly Run[]): ScoredOn {
  const all = runs.every((run) => globalPoints(run).some(({ validation }) => validation !== null));
  return runs.length > 0 && all ? 'validation' : 'combined';
}

/** One line for each run, in the order given; a round that a run did not reach is null. */
export function comparedCurves(
  runs: readonly Run[],
  figure: CurveFigure,
  on: ScoredOn,
): { readonly series: readonly Series[]; readonly points: readonly ChartPoint[] } {
  const read = (point: GlobalPoint | undefined): number | null => point?.[on]?.[figure] ?? null;
  const byRun = runs.map((run) => new Map(globalPoints(run).map((point) => [point.round, point])));
  const rounds = [...new Set(byRun.flatMap((points) => [...points.keys()]))].sort((a, b) => a - b);
  const points = rounds
    .map((round) => ({ round, values: byRun.map((known) => read(known.get(round))) }))
    .filter(({ values }) => values.some((value) => value !== null));
  const series = runs.map(({ id, number }, index) => ({
    id,
    label: `Run ${number}`,
    mark: seriesMark(index),
  }));
  return { series, points };
}
