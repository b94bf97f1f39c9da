/** The last figures of several runs, one row for each. */
import type { RunDetailView } from '@fedhealth/fl-core/protocol';
import { globalPoints, type MetricsView } from '../rounds/round-figures.ts';
import type { ScoredOn } from './compared-curves.ts';

export interface ComparedRow {
  readonly id: string;
  readonly number: number;
  readonly status: RunDetailView['status'];
  /** The rounds behind the model that was measured; null without figures. */
  readonly round: number | null;
  readonly metrics: MetricsView | null;
  /** Seconds from its start to its end; null while it goes on. */
  readonly seconds: number | null;
  /** Bytes of all updates that came in. */
  readonly bytes: number;
}

export function comparedFigures(runs: readonly RunDetailView[], on: ScoredOn): ComparedRow[] {
  return runs.map((run) => {
    const newest = globalPoints(run).findLast((point) => point[on] !== null);
    const { id, number, status, startedAt, finishedAt, roundList } = run;
    return {
      id,
      number,
      status,
      round: newest?.round ?? null,
      metrics: newest?.[on] ?? null,
      seconds: finishedAt === null ? null : (Date.parse(finishedAt) - Date.parse(startedAt)) / 1000,
      bytes: roundList.flatMap(({ sites }) => sites).reduce((sum, { bytes }) => sum + (bytes ?? 0), 0),
    };
  });
}
