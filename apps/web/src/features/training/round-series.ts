/** The two curves of a run by round: on this hospital's test rows, and over all hospitals. */
import type { SiteSnapshot } from '../../worker/api/api.ts';

export interface RoundPoint {
  readonly round: number;
  readonly ownLoss: number | null;
  readonly ownAuc: number | null;
  readonly allLoss: number | null;
  readonly allAuc: number | null;
  /** So that a chart may read a point by key. */
  readonly [key: string]: number | null;
}

/** One point for each round that either side knows, ascending. */
export function roundSeries({ history, run }: Pick<SiteSnapshot, 'history' | 'run'>): RoundPoint[] {
  const own = new Map(history.map((entry) => [entry.round, entry.metrics]));
  const all = new Map((run?.history ?? []).map((entry) => [entry.round, entry]));
  const rounds = [...new Set([...own.keys(), ...all.keys()])].sort((a, b) => a - b);
  return rounds.map((round) => ({
    round,
    ownLoss: own.get(round)?.logLoss ?? null,
    ownAuc: own.get(round)?.auc ?? null,
    allLoss: all.get(round)?.loss ?? null,
    allAuc: all.get(round)?.auc ?? null,
  }));
}
