import { fail, ok, type Result } from '../lib/result.ts';

/** How many of each class a list of labels has. */
export interface ClassTotals {
  readonly positives: number;
  readonly negatives: number;
}

/**
 * Reads scores and labels before anything is computed from them: as many of one
 * as of the other, no score NaN, every label 0 or 1. Infinite scores are fine:
 * they have an order. The error says which place is wrong.
 */
export function checkScores(scores: ArrayLike<number>, labels: ArrayLike<number>): Result<ClassTotals> {
  if (scores.length !== labels.length) {
    return fail({
      code: 'SCORES_LENGTH',
      message: `There are ${scores.length} scores for ${labels.length} labels; each row needs one of each.`,
    });
  }
  let positives = 0;
  for (let i = 0; i < scores.length; i++) {
    if (Number.isNaN(scores[i])) {
      return fail({ code: 'SCORE_NOT_A_NUMBER', message: `The score at position ${i} is not a number.` });
    }
    const label = labels[i];
    if (label !== 0 && label !== 1) {
      return fail({
        code: 'LABEL_NOT_BINARY',
        message: `The label at position ${i} is ${label}; labels are 0 or 1.`,
      });
    }
    positives += label;
  }
  return ok({ positives, negatives: scores.length - positives });
}

/** As `checkScores`, for functions that answer with a plain object: a RangeError in place of an error value. */
export function requireScores(scores: ArrayLike<number>, labels: ArrayLike<number>): ClassTotals {
  const checked = checkScores(scores, labels);
  if (checked.ok) return checked.value;
  throw new RangeError(checked.error.message);
}
