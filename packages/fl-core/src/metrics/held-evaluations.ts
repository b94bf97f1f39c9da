/** Sites' metrics weigh by their test rows, and rows are claims: none counts for more than a share of them. */
import { heldWeights } from '../lib/held-shares.ts';
import type { CompactEvaluation } from './evaluation.ts';

/** One site's figures, and whether its test rows were confirmed by an administrator. */
export interface ToldEvaluation {
  readonly evaluation: CompactEvaluation;
  readonly confirmed: boolean;
}

/** Evaluations in which no unconfirmed site has more than `maxShare` of the rows; as they came where none has. */
export function heldEvaluations(told: readonly ToldEvaluation[], maxShare: number): CompactEvaluation[] {
  const weights = heldWeights(
    told.map(({ evaluation: { n: weight }, confirmed }) => ({ weight, confirmed })),
    maxShare,
  );
  return told.map(({ evaluation }, at) => {
    const factor = (weights[at] ?? evaluation.n) / evaluation.n;
    if (!(factor < 1)) return evaluation;
    const [tp, fp, tn, fn] = [evaluation.tp, evaluation.fp, evaluation.tn, evaluation.fn].map((count) =>
      Math.round(count * factor),
    ) as [number, number, number, number];
    return { ...evaluation, n: tp + fp + tn + fn, tp, fp, tn, fn };
  });
}
