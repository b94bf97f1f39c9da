/**
 * SCAFFOLD's variate of the federation, as far as this hospital follows it (SPEC.md, Q13): what is added to every gradient moves
 * the model between two batches to wherever the coordinator likes, past all that is checked of the model itself.
 */
import { updateNorm } from '../../weights/index.ts';

/** The mean of variates is not so many times longer than this hospital's own. */
const MOST = 10;

/** Null where this hospital has none of its own yet to compare it with. */
export function boundedControl(
  server: Float32Array | null,
  own: ArrayLike<number> | null,
): Float32Array | null {
  if (server === null || own === null) return null;
  const zero = new Float32Array(server.length);
  const most = MOST * updateNorm(Float32Array.from(own), zero);
  const length = updateNorm(server, zero);
  return length <= most ? server : server.map((value) => (value * most) / length);
}
