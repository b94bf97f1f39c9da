import { allFinite, firstNonFinite } from '../model/float-bytes.ts';
import type { ClientUpdate } from './strategy.ts';

/** An update's weights, checked: as they came when typed, else in float64. */
export type Vector = Float32Array | Float64Array;

/** How errors call an update: by its site, else by its place. */
export const nameOfUpdate = (update: ClientUpdate, position: number): string =>
  update.id === undefined ? `Update ${position}` : `The update of "${update.id}"`;

/**
 * A vector beside a model of `length` weights, ready for arithmetic.
 * @param name starts the error message
 * @throws RangeError when it has another length or a number beyond 32-bit floats
 */
export function usableVector(values: ArrayLike<number>, length: number, name: string): Vector {
  if (values.length !== length) {
    throw new RangeError(`${name} has ${values.length} weights; the global model has ${length}.`);
  }
  if (values instanceof Float32Array && allFinite(values)) return values;
  const bad = firstNonFinite(values);
  if (bad >= 0) throw new RangeError(`${name} holds a number that is not finite (weight ${bad}).`);
  return values instanceof Float64Array ? values : Float64Array.from(values);
}

/** Checks a whole update. @throws RangeError naming the update and what is wrong with it. */
export function usableUpdate(update: ClientUpdate, length: number, position: number): Vector {
  const name = nameOfUpdate(update, position);
  const vector = usableVector(update.weights, length, name);
  const { examples, steps = 0 } = update;
  if (!isCount(examples)) {
    throw new RangeError(`${name} claims ${examples} examples; a count from 0 up is needed.`);
  }
  if (!isCount(steps)) throw new RangeError(`${name} claims ${steps} steps; a count from 0 up is needed.`);
  return vector;
}

const isCount = (value: number): boolean => value >= 0 && value <= Number.MAX_SAFE_INTEGER;
