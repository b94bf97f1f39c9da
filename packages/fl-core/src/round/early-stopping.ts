/** When a run has learned what it can: no better on the validation rows for some rounds (Prechelt 1998). */
import type { ClassificationMetrics } from '../metrics/types.ts';

/** Figures that can be watched; of the last two less is better. */
export const WATCHED_METRICS = ['auc', 'accuracy', 'f1', 'recall', 'precision', 'logLoss', 'brier'] as const;
export type WatchedMetric = (typeof WATCHED_METRICS)[number];

export interface EarlyStopping {
  readonly metric: WatchedMetric;
  /** Rounds without an improvement after which the run ends. */
  readonly patience: number;
  /** What counts as an improvement: more than so much. */
  readonly minDelta: number;
}

/** The best round so far. */
export interface Best {
  readonly round: number;
  readonly score: number;
}

/** The figure so that more is better; null where the rows cannot give it. */
export function scoreOf(metric: WatchedMetric, metrics: ClassificationMetrics | null): number | null {
  const value = metrics?.[metric] ?? null;
  if (value === null) return null;
  return metric === 'logLoss' || metric === 'brier' ? -value : value;
}

/** The best round after another one. A round without a score is never better. */
export function betterOf(
  best: Best | null,
  round: number,
  score: number | null,
  minDelta: number,
): Best | null {
  if (score === null || !Number.isFinite(score)) return best;
  return best === null || score > best.score + minDelta ? { round, score } : best;
}

/** Whether to stop after `round`. */
export const hasStalled = (rule: EarlyStopping | undefined, best: Best | null, round: number): boolean =>
  rule !== undefined && best !== null && round - best.round >= rule.patience;

/** Why a run that watches its rounds ended as it did; null when it went to its end and the last model was the best. */
export function whyThisModel(
  rule: EarlyStopping | undefined,
  best: Best | null,
  round: number,
  rounds: number,
): string | null {
  if (rule === undefined || best === null || best.round === round) return null;
  const kept = `The model of round ${best.round}, the best on the validation rows, was kept.`;
  if (round >= rounds) return kept;
  return `Stopped after round ${round} of ${rounds}: the validation ${WORDS[rule.metric]} had not improved for ${rule.patience === 1 ? 'a round' : `${rule.patience} rounds`}. ${kept}`;
}

const WORDS: Readonly<Record<WatchedMetric, string>> = {
  auc: 'AUC',
  accuracy: 'accuracy',
  f1: 'F1',
  recall: 'recall',
  precision: 'precision',
  logLoss: 'log-loss',
  brier: 'Brier score',
};
