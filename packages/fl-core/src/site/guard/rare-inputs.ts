/**
 * Inputs that are the same for all of a hospital's people but fewer than ten: the column of a rare category, an indicator of a
 * few missing values, or a column that crafted preprocessing leaves to a few. What the weights from such an input learned is of
 * those people alone.
 */
import type { Dataset } from '../../lib/dataset.ts';
import { isAlike } from '../../privacy/index.ts';

/** The places of such inputs, ascending. */
export function rareInputs(
  { rows, width, features }: Dataset,
  personOf: (row: number) => number,
): readonly number[] {
  const all = Uint32Array.from({ length: rows }, (_, row) => row);
  return Array.from({ length: width }, (_, input) => input).filter((input) => {
    const first = features[input] ?? 0;
    const isConstant = all.every((row) => features[row * width + input] === first);
    return !isConstant && isAlike(all, (row) => features[row * width + input] ?? 0, personOf);
  });
}
