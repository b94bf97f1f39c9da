/** The rounds of a run as the command line prints them. */
import type { RunDetailView } from '@fedhealth/fl-core/protocol';

/**
 * Figures of the model each round made: on the coordinator's validation rows, else on
 * the sites' test rows, which they report with the next round (or at the end).
 */
export function summariseRounds(run: RunDetailView) {
  const completed = run.roundList.filter((round) => round.status === 'completed');
  return completed.map((round, index) => {
    const after =
      completed[index + 1]?.combined ?? (index === completed.length - 1 ? run.finalCombined : null);
    const metrics = round.validation ?? after;
    return {
      round: round.round,
      loss: metrics?.logLoss ?? round.trainLoss,
      accuracy: metrics?.accuracy ?? null,
      recall: metrics?.recall ?? null,
      auc: metrics?.auc ?? null,
      seconds: round.seconds,
      sites: round.sites.filter((site) => site.outcome === 'done').length,
    };
  });
}
