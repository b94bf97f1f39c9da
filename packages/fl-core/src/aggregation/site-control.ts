/** SCAFFOLD at a site (Karimireddy et al. 2020, algorithm 1, option II). */

/** What a site adds to every gradient: c − cᵢ. A variate that is left out is zero. */
export function controlCorrection(
  length: number,
  server?: ArrayLike<number>,
  own?: ArrayLike<number>,
): Float32Array {
  return Float32Array.from({ length }, (_, i) => (server?.[i] ?? 0) - (own?.[i] ?? 0));
}

/**
 * The change of a site's control variate, cᵢ⁺ − cᵢ = (x − yᵢ) / (K η) − c: the site adds
 * it to its own and sends it as `controlDelta`.
 * @param before x, the round's global model
 * @param after yᵢ, the site's weights after `steps` K of SGD at `learningRate` η
 * @param server c, as the instructions gave it; zeros when left out
 * @throws RangeError without steps or a learning rate
 */
export function controlChange(
  before: ArrayLike<number>,
  after: ArrayLike<number>,
  { steps, learningRate }: { readonly steps: number; readonly learningRate: number },
  server?: ArrayLike<number>,
): Float64Array {
  if (!(steps > 0 && learningRate > 0)) {
    throw new RangeError('A control variate needs at least one step and a learning rate.');
  }
  return Float64Array.from(
    { length: before.length },
    (_, i) => ((before[i] as number) - (after[i] as number)) / (steps * learningRate) - (server?.[i] ?? 0),
  );
}
