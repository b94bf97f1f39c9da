/**
 * Keeps the weights into units that answer to fewer than ten people's rows, and those from inputs that fewer than ten people
 * have, out of an update (SPEC.md, Q14): what they learned is a sum over those rows alone.
 */
import { type Network, weightLayout } from '../../model/index.ts';
import { MIN_CELL } from '../../privacy/index.ts';
import type { RowsMeet } from './unit-activity.ts';

/** The vector with `global`'s numbers in place of its own wherever they lead into such a unit or out of such an input; the same one when none is. */
export function withoutRareUnits(
  network: Network,
  vector: Float32Array,
  global: ArrayLike<number> | null,
  { layers, inputs }: RowsMeet,
): Float32Array {
  const layout = weightLayout(network);
  let safe: Float32Array | null = null;
  layers.forEach(({ people }, layer) => {
    const [kernel, bias] = [layout[layer * 2], layout[layer * 2 + 1]];
    people.forEach((behind, unit) => {
      if (behind >= MIN_CELL || !kernel || !bias) return;
      safe ??= vector.slice();
      for (let at = kernel.offset + unit; at < kernel.offset + kernel.size; at += people.length)
        safe[at] = global?.[at] ?? 0;
      safe[bias.offset + unit] = global?.[bias.offset + unit] ?? 0;
    });
  });
  const [first] = layout;
  const { units = 0 } = network.layers[0] ?? {};
  for (const input of first ? inputs : []) {
    safe ??= vector.slice();
    const from = (first?.offset ?? 0) + input * units;
    for (let at = from; at < from + units; at++) safe[at] = global?.[at] ?? 0;
  }
  return safe ?? vector;
}
