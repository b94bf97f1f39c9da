import { requireScores } from './check-scores.ts';
import { areaUnderRoc } from './roc.ts';
import type { ClassificationMetrics, ConfusionCounts } from './types.ts';

/**
 * Scores are clipped to [2⁻²³, 1 − 2⁻²³] for the log-loss, so that one confident
 * mistake does not make it infinite. 2⁻²³ is the epsilon of 32-bit floats, which
 * is what scikit-learn clips 32-bit scores with.
 */
const LOG_LOSS_CLIP = 2 ** -23;

/**
 * Decisions at a threshold against labels: a score at or above it counts as "yes".
 * @throws RangeError on a NaN score, a label other than 0 or 1, or unequal lengths.
 */
export function confusionCounts(
  scores: ArrayLike<number>,
  labels: ArrayLike<number>,
  threshold = 0.5,
): ConfusionCounts {
  const { positives, negatives } = requireScores(scores, labels);
  let tp = 0;
  let fp = 0;
  for (let i = 0; i < scores.length; i++) {
    if (Number(scores[i]) < threshold) continue;
    if (labels[i] === 1) tp++;
    else fp++;
  }
  return { tp, fp, tn: negatives - fp, fn: positives - tp };
}

const share = (part: number, whole: number): number | null => (whole > 0 ? part / whole : null);

/** The figures that counts alone decide; each is null where it would divide by zero. */
export function decisionFigures({ tp, fp, tn, fn }: ConfusionCounts) {
  return {
    accuracy: share(tp + tn, tp + fp + tn + fn),
    precision: share(tp, tp + fp),
    recall: share(tp, tp + fn),
    f1: share(2 * tp, 2 * tp + fp + fn),
  };
}

/**
 * The quality of predicted probabilities (in [0, 1]) against labels. A figure the
 * data cannot give is null: AUC with one class only, precision without a positive
 * decision, everything without rows.
 * @throws RangeError on a score that is no probability, a label other than 0 or 1, or unequal lengths.
 */
export function classificationMetrics(
  scores: ArrayLike<number>,
  labels: ArrayLike<number>,
  threshold = 0.5,
): ClassificationMetrics {
  const confusion = confusionCounts(scores, labels, threshold);
  const n = scores.length;
  let loss = 0;
  let squares = 0;
  for (let i = 0; i < n; i++) {
    const score = Number(scores[i]);
    if (score < 0 || score > 1)
      throw new RangeError(`The score at position ${i} is ${score}; a probability is from 0 to 1.`);
    const label = Number(labels[i]);
    const clipped = Math.min(Math.max(score, LOG_LOSS_CLIP), 1 - LOG_LOSS_CLIP);
    loss -= label === 1 ? Math.log(clipped) : Math.log1p(-clipped);
    squares += (score - label) ** 2;
  }
  const auc = areaUnderRoc(scores, labels);
  return {
    n,
    ...decisionFigures(confusion),
    auc: auc.ok ? auc.value : null,
    logLoss: share(loss, n),
    brier: share(squares, n),
    confusion,
  };
}
