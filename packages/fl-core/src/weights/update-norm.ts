/** How far an update goes from the round's global model, and how to shorten it. */

/** The Euclidean norm ‖weights − base‖₂, in float64. */
export function updateNorm(weights: ArrayLike<number>, base: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < base.length; i++) sum += (Number(weights[i]) - Number(base[i])) ** 2;
  return Math.sqrt(sum);
}

/**
 * The weights in the same direction from the base, at most `most` away: base + Δ · min(1, most / ‖Δ‖),
 * as in McMahan et al. 2018, "Learning differentially private recurrent language models".
 */
export function clipUpdate(weights: Float32Array, base: Float32Array, most: number): Float32Array {
  const norm = updateNorm(weights, base);
  if (norm <= most) return weights;
  return weights.map((weight, i) => (base[i] ?? 0) + (weight - (base[i] ?? 0)) * (most / norm));
}
