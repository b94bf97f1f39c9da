/** Metrics as they travel: few numbers that merge, from which no row can be told. */
import { decisionFigures } from './classification-metrics.ts';
import type { ClassificationMetrics } from './types.ts';

/** The compact form of one site's metrics: what the protocol's `Evaluation` holds. */
export interface CompactEvaluation {
  readonly n: number;
  readonly tp: number;
  readonly fp: number;
  readonly tn: number;
  readonly fn: number;
  /** Mean log-loss and Brier score over the n rows; null without rows. */
  readonly logLoss: number | null;
  readonly brier: number | null;
  /** Null when the rows have one class only. */
  readonly auc: number | null;
}

export function toEvaluation(metrics: ClassificationMetrics): CompactEvaluation {
  const { n, logLoss, brier, auc } = metrics;
  return { n, ...metrics.confusion, logLoss, brier, auc };
}

/** The full figures of one site: what counts decide is worked out again from the counts. */
export function fromEvaluation(evaluation: CompactEvaluation): ClassificationMetrics {
  return mergeEvaluations([evaluation]);
}

function weightedMean(
  evaluations: readonly CompactEvaluation[],
  figure: 'logLoss' | 'brier' | 'auc',
): number | null {
  let total = 0;
  let weight = 0;
  for (const evaluation of evaluations) {
    const value = evaluation[figure];
    if (value === null || evaluation.n === 0) continue;
    total += evaluation.n * value;
    weight += evaluation.n;
  }
  return weight > 0 ? total / weight : null;
}

/**
 * The metrics of several sites as one. Counts, and what follows from them
 * (accuracy, precision, recall, F1), are those of the pooled rows exactly;
 * log-loss and Brier score too, being means weighted by rows. The pooled AUC
 * would need every site's scores: in its place stands the mean of the sites' own
 * AUCs weighted by rows, over the sites that have one, so it tells nothing of how
 * scores compare between sites.
 */
export function mergeEvaluations(evaluations: readonly CompactEvaluation[]): ClassificationMetrics {
  const sum = (figure: 'n' | 'tp' | 'fp' | 'tn' | 'fn'): number =>
    evaluations.reduce((total, evaluation) => total + evaluation[figure], 0);
  const confusion = { tp: sum('tp'), fp: sum('fp'), tn: sum('tn'), fn: sum('fn') };
  return {
    n: sum('n'),
    ...decisionFigures(confusion),
    auc: weightedMean(evaluations, 'auc'),
    logLoss: weightedMean(evaluations, 'logLoss'),
    brier: weightedMean(evaluations, 'brier'),
    confusion,
  };
}
