/** How far two models of one network are from each other. */
import { type Network, weightLayout } from './network.ts';

export interface WeightsDistance {
  /** ‖b − a‖₂. */
  readonly euclidean: number;
  /** The same as a share of ‖a‖₂; null where that is 0. */
  readonly relative: number | null;
  /** Cosine of the angle between both; null where one is all zeros. */
  readonly cosine: number | null;
  /** The largest difference of one weight. */
  readonly largest: number;
}

export interface WeightsComparison extends WeightsDistance {
  readonly tensors: readonly (WeightsDistance & { readonly name: string })[];
}

/** Sums in float64. @throws RangeError when the lengths differ */
function distance(a: Float32Array, b: Float32Array): WeightsDistance {
  if (a.length !== b.length) throw new RangeError(`${a.length} and ${b.length} weights cannot be compared.`);
  let [squares, ofA, ofB, product, largest] = [0, 0, 0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    const x = a[i] as number;
    const y = b[i] as number;
    squares += (y - x) ** 2;
    ofA += x * x;
    ofB += y * y;
    product += x * y;
    largest = Math.max(largest, Math.abs(y - x));
  }
  const euclidean = Math.sqrt(squares);
  const norms = Math.sqrt(ofA) * Math.sqrt(ofB);
  return {
    euclidean,
    relative: ofA > 0 ? euclidean / Math.sqrt(ofA) : null,
    cosine: norms > 0 ? Math.min(1, Math.max(-1, product / norms)) : null,
    largest,
  };
}

/** All weights, and each tensor by itself. @throws RangeError when the lengths differ */
export function compareWeights(network: Network, a: Float32Array, b: Float32Array): WeightsComparison {
  const part = (weights: Float32Array, offset: number, size: number) =>
    weights.subarray(offset, offset + size);
  return {
    ...distance(a, b),
    tensors: weightLayout(network).map(({ name, offset, size }) => ({
      name,
      ...distance(part(a, offset, size), part(b, offset, size)),
    })),
  };
}
