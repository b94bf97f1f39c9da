/** The rounds of a run whose models can be kept as versions. */
import type { RunDetailView } from '@fedhealth/fl-core/protocol';
import { formatMetric } from '../../../lib/format.ts';
import { globalPoints } from './rounds/round-figures.ts';

export interface KeepableRound {
  readonly round: number;
  /** What a person chooses by: "Round 7, the best: AUC 0.891". */
  readonly words: string;
}

type Run = Pick<RunDetailView, 'roundList' | 'finalCombined' | 'finalSites'>;

/** Completed rounds, the newest first; the one of the highest AUC (validation rows before hospitals') is said to be the best. */
export function keepableRounds(run: Run): KeepableRound[] {
  const completed = new Set(
    run.roundList.filter(({ status }) => status === 'completed').map(({ round }) => round),
  );
  const points = globalPoints(run).filter(({ round }) => completed.has(round));
  const validated = points.some(({ validation }) => validation !== null);
  const aucOf = ({ validation, combined }: (typeof points)[number]): number | null =>
    (validated ? validation?.auc : combined?.auc) ?? null;
  const best = points.reduce<number | null>((found, point) => {
    const auc = aucOf(point);
    return auc !== null && (found === null || auc > found) ? auc : found;
  }, null);
  const last = points.at(-1)?.round;
  return points.reverse().map((point) => {
    const auc = aucOf(point);
    const marks = [
      ...(point.round === last ? ['the last'] : []),
      ...(best !== null && auc === best ? ['the best'] : []),
    ];
    const what = [`Round ${point.round}`, ...(marks.length > 0 ? [marks.join(' and ')] : [])].join(', ');
    return { round: point.round, words: auc === null ? what : `${what}: AUC ${formatMetric(auc)}` };
  });
}
