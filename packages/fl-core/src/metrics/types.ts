/** Counts of a binary decision at one threshold. */
export interface ConfusionCounts {
  readonly tp: number;
  readonly fp: number;
  readonly tn: number;
  readonly fn: number;
}

/**
 * The quality of scores against labels. A figure that the data cannot give (AUC
 * with one class only, precision with no positive decision) is null, never NaN.
 */
export interface ClassificationMetrics {
  readonly n: number;
  readonly accuracy: number | null;
  readonly precision: number | null;
  readonly recall: number | null;
  readonly f1: number | null;
  readonly auc: number | null;
  readonly logLoss: number | null;
  readonly brier: number | null;
  readonly confusion: ConfusionCounts;
}
