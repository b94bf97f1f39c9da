import { fail, ok, type Result } from '../lib/result.ts';
import { checkScores, requireScores } from './check-scores.ts';

/** One point for each distinct score, from (0, 0) at threshold Infinity to (1, 1) at the lowest score. */
export interface RocCurve {
  readonly fpr: number[];
  readonly tpr: number[];
  readonly thresholds: number[];
}

/** Positives and negatives at each distinct score, from the highest down. */
interface ScoreGroup {
  readonly score: number;
  readonly positives: number;
  readonly negatives: number;
}

function groupsByScore(scores: ArrayLike<number>, labels: ArrayLike<number>): ScoreGroup[] {
  const ofPositives: number[] = [];
  const ofNegatives: number[] = [];
  for (let i = 0; i < scores.length; i++) {
    (labels[i] === 1 ? ofPositives : ofNegatives).push(Number(scores[i]));
  }
  // Typed arrays sort numbers natively, several times faster than an index with a comparator.
  const up = Float64Array.from(ofPositives).sort();
  const down = Float64Array.from(ofNegatives).sort();
  const groups: ScoreGroup[] = [];
  let p = up.length - 1;
  let n = down.length - 1;
  while (p >= 0 || n >= 0) {
    const score = Math.max(up[p] ?? -Infinity, down[n] ?? -Infinity);
    const before = { p, n };
    while (p >= 0 && up[p] === score) p--;
    while (n >= 0 && down[n] === score) n--;
    groups.push({ score, positives: before.p - p, negatives: before.n - n });
  }
  return groups;
}

/**
 * The receiver operating characteristic by the conventions of scikit-learn's
 * `roc_curve(…, drop_intermediate=False)`: the first threshold is Infinity, then
 * every distinct score from the highest down; a score at or above the threshold
 * counts as "yes". With one class only there is no curve: all three lists are empty.
 * @throws RangeError on a NaN score, a label other than 0 or 1, or unequal lengths.
 */
export function rocCurve(scores: ArrayLike<number>, labels: ArrayLike<number>): RocCurve {
  const { positives, negatives } = requireScores(scores, labels);
  const curve: RocCurve = { fpr: [], tpr: [], thresholds: [] };
  if (positives === 0 || negatives === 0) return curve;
  let tp = 0;
  let fp = 0;
  const point = (threshold: number): void => {
    curve.fpr.push(fp / negatives);
    curve.tpr.push(tp / positives);
    curve.thresholds.push(threshold);
  };
  point(Infinity);
  for (const group of groupsByScore(scores, labels)) {
    tp += group.positives;
    fp += group.negatives;
    point(group.score);
  }
  return curve;
}

/**
 * The area under the ROC curve: the chance that a random positive scores above a
 * random negative, ties counting half (Mann–Whitney U; Hanley and McNeil 1982).
 * Counted in whole numbers, so exact up to the last division.
 *
 * Errors: `ONE_CLASS` when the labels hold one class only or no rows; the codes of
 * unusable input (NaN score, label other than 0 or 1, unequal lengths).
 */
export function areaUnderRoc(scores: ArrayLike<number>, labels: ArrayLike<number>): Result<number> {
  const checked = checkScores(scores, labels);
  if (!checked.ok) return checked;
  const { positives, negatives } = checked.value;
  if (positives === 0 || negatives === 0) {
    const which = positives + negatives === 0 ? 'There are no rows' : 'All rows have the same label';
    return fail({ code: 'ONE_CLASS', message: `${which}: the area under the ROC curve needs both classes.` });
  }
  let tp = 0;
  let doubled = 0;
  for (const group of groupsByScore(scores, labels)) {
    doubled += group.negatives * (2 * tp + group.positives);
    tp += group.positives;
  }
  return ok(doubled / (2 * positives * negatives));
}
