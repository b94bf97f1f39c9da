/** How many scores reach each threshold, and how they are spread: enough to draw them, no row among them. */

/** Thresholds are 0, 0.01, … 1. */
export const THRESHOLD_STEPS = 100;

export interface ScoreCounts {
  readonly rows: number;
  /** `atLeast[t]`: scores ≥ t / 100; 101 numbers. */
  readonly atLeast: readonly number[];
  /** Mean score; null without rows. */
  readonly mean: number | null;
}

/** Exact for every one of the thresholds, compared as `score >= t / 100` is. */
export function countScores(scores: Float32Array): ScoreCounts {
  const reached = new Array<number>(THRESHOLD_STEPS + 1).fill(0);
  let sum = 0;
  for (const score of scores) {
    sum += score;
    let t = Math.min(Math.max(Math.floor(score * THRESHOLD_STEPS), 0), THRESHOLD_STEPS);
    // The product rounds; the comparison decides.
    while (t < THRESHOLD_STEPS && score >= (t + 1) / THRESHOLD_STEPS) t += 1;
    while (t > 0 && score < t / THRESHOLD_STEPS) t -= 1;
    reached[t] = (reached[t] ?? 0) + 1;
  }
  const atLeast = reached.slice();
  for (let t = THRESHOLD_STEPS - 1; t >= 0; t--) atLeast[t] = (atLeast[t] ?? 0) + (atLeast[t + 1] ?? 0);
  return { rows: scores.length, atLeast, mean: scores.length > 0 ? sum / scores.length : null };
}
