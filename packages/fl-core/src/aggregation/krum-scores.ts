/** Krum's score (Blanchard et al. 2017), which Krum, Multi-Krum and Bulyan choose by. */
import type { Vector } from './check-update.ts';

/** Squared Euclidean distances of all pairs, in float64. */
export function squaredDistances(vectors: readonly Vector[]): number[][] {
  const distances = vectors.map(() => new Array<number>(vectors.length).fill(0));
  for (const [i, a] of vectors.entries()) {
    for (let j = i + 1; j < vectors.length; j++) {
      const distance = squaredDistance(a, vectors[j] as Vector);
      (distances[i] as number[])[j] = distance;
      (distances[j] as number[])[i] = distance;
    }
  }
  return distances;
}

function squaredDistance(a: Vector, b: Vector): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) {
    const difference = (a[i] as number) - (b[i] as number);
    sum += difference * difference;
  }
  return sum;
}

/**
 * Each candidate's sum of squared distances to its n − f − 2 nearest others (at least one).
 * @param candidates rows of `distances` that take part
 */
export function krumScores(
  distances: readonly (readonly number[])[],
  candidates: readonly number[],
  byzantine: number,
): number[] {
  const nearest = Math.max(1, candidates.length - byzantine - 2);
  return candidates.map((i) =>
    candidates
      .filter((j) => j !== i)
      .map((j) => distances[i]?.[j] as number)
      .sort((a, b) => a - b)
      .slice(0, nearest)
      .reduce((sum, distance) => sum + distance, 0),
  );
}

/** Where the smallest value stands; the first of equals. */
export function indexOfSmallest(values: readonly number[]): number {
  return values.reduce((best, value, i) => (value < (values[best] as number) ? i : best), 0);
}

/** Why Krum and Multi-Krum refuse `count` updates. */
export const tooFewForKrum = (name: string, byzantine: number) => (count: number) =>
  `${name} with ${byzantine} faulty hospital${byzantine === 1 ? '' : 's'} needs at least 2 × ${byzantine} + 3 = ${2 * byzantine + 3} updates; ${count} came. The global model was kept as it was.`;
