/** The points of a long run's curve, few enough to send with every round and to draw. */

/** Of each curve, at most. */
export const HISTORY_POINTS = 200;

/**
 * Points in ascending order of rounds, thinned evenly once they are too many: the first, the newest, and every second,
 * fourth, eighth … round, so that thinning step by step gives what thinning at once does.
 */
export function thinHistory<T extends { readonly round: number }>(points: readonly T[]): readonly T[] {
  const newest = points.at(-1)?.round ?? 0;
  let stride = 1;
  // Of the rounds from 0 on, with room for the first and the newest.
  while (Math.floor(newest / stride) + 1 > HISTORY_POINTS - 2) stride *= 2;
  return points.filter(({ round }, i) => i === 0 || i === points.length - 1 || round % stride === 0);
}
