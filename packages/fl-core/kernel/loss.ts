// Losses of the output layer. Each gives the derivative by the log-odds; others (softmax, squared error) go beside.

/**
 * Sigmoid under binary cross-entropy: derivative (p − y)·w of each row into `deltas`, in double precision until
 * the last rounding.
 * @param labels the batch's labels, 0 or 1
 * @param scale what every derivative is multiplied by: 1 / rows for a mean
 * @returns the rows' summed class weight × cross-entropy, added to `sum` row by row
 */
export function binaryCrossEntropy(
  logits: usize, labels: usize, deltas: usize, rows: i32,
  negative: f64, positive: f64, scale: f64, sum: f64,
): f64 {
  for (let row: usize = 0; row < (<usize>rows) << 2; row += 4) {
    const z = <f64>f32.load(logits + row);
    const yes = f32.load(labels + row) == 1;
    const e = NativeMath.exp(-Math.abs(z));
    const p = z >= 0 ? 1 / (1 + e) : e / (1 + e);
    const weight = yes ? positive : negative;
    sum += weight * (Math.max(z, 0) - (yes ? z : 0) + NativeMath.log1p(e));
    f32.store(deltas + row, <f32>((yes ? p - 1 : p) * weight * scale));
  }
  return sum;
}

/** Scores from log-odds, 0 to 1. */
export function sigmoidScores(logits: usize, scores: usize, rows: i32): void {
  for (let row: usize = 0; row < (<usize>rows) << 2; row += 4) {
    const z = <f64>f32.load(logits + row);
    const e = NativeMath.exp(-Math.abs(z));
    f32.store(scores + row, <f32>(z >= 0 ? 1 / (1 + e) : e / (1 + e)));
  }
}
