/** How long each site's step of a round is, and how it points beside the others'. */

export interface UpdateFigures {
  readonly site: string;
  /** ‖weights − global‖₂. */
  readonly norm: number;
  /**
   * Cosine between the site's step and the mean direction of all others, each counted as one however long,
   * so that a huge step does not decide where the others point. Null for a step of no length, or when the
   * others cancel out.
   */
  readonly cosine: number | null;
}

export interface RoundFigures {
  /** In the order of the updates. */
  readonly sites: readonly UpdateFigures[];
  /**
   * ‖Σ steps‖ / Σ‖steps‖: 1 when all go the same way, 0 when they cancel out, as at the end of training where
   * sites differ. 0 without a step.
   */
  readonly agreement: number;
}

/** Below this share of its largest length, the sum of the others' directions points nowhere. */
const NOWHERE = 0.05;

/** O(parameters) memory beside the updates, float64 sums. */
export function updateFigures(
  global: ArrayLike<number>,
  updates: readonly { readonly id: string; readonly weights: ArrayLike<number> }[],
): RoundFigures {
  const step = ({ weights }: (typeof updates)[number], i: number): number =>
    Number(weights[i]) - Number(global[i]);
  const norms = updates.map((update) => {
    let sum = 0;
    for (let i = 0; i < global.length; i++) sum += step(update, i) ** 2;
    return Math.sqrt(sum);
  });
  const directions = new Float64Array(global.length);
  const sum = new Float64Array(global.length);
  updates.forEach((update, at) => {
    const norm = norms[at] ?? 0;
    if (norm === 0) return;
    for (let i = 0; i < global.length; i++) {
      const one = step(update, i);
      sum[i] = (sum[i] ?? 0) + one;
      directions[i] = (directions[i] ?? 0) + one / norm;
    }
  });
  const squared = directions.reduce((sum, one) => sum + one * one, 0);
  const sites = updates.map((update, at): UpdateFigures => {
    const norm = norms[at] ?? 0;
    if (norm === 0) return { site: update.id, norm, cosine: null };
    let dot = 0;
    for (let i = 0; i < global.length; i++) dot += (step(update, i) / norm) * (directions[i] ?? 0);
    const others = Math.sqrt(Math.max(0, squared - 2 * dot + 1));
    const cosine = others > NOWHERE * updates.length ? (dot - 1) / others : null;
    return { site: update.id, norm, cosine: cosine && Math.max(-1, Math.min(1, cosine)) };
  });
  const lengths = norms.reduce((total, norm) => total + norm, 0);
  return {
    sites,
    agreement: lengths > 0 ? Math.sqrt(sum.reduce((total, one) => total + one * one, 0)) / lengths : 0,
  };
}
