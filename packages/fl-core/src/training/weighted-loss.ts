import type { FitOptions } from './trainer.ts';

/** Cross-entropy of one row from its log-odds z: finite for every finite z. */
export function crossEntropy(z: number, label: number): number {
  return Math.max(z, 0) - z * label + Math.log1p(Math.exp(-Math.abs(z)));
}

/**
 * Adds class weight × cross-entropy of each row to `sum`, given their log-odds in the
 * same order. Row by row: the result does not depend on how rows are grouped into calls.
 */
export function addWeightedLoss(
  sum: number,
  logits: ArrayLike<number>,
  rows: Int32Array,
  labels: ArrayLike<number>,
  classWeights: FitOptions['classWeights'],
): number {
  for (let i = 0; i < rows.length; i++) {
    const label = labels[rows[i] as number] === 1 ? 1 : 0;
    sum += classWeights[label] * crossEntropy(Number(logits[i]), label);
  }
  return sum;
}
