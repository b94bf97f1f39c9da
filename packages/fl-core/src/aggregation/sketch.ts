/** Numbers that a site's direction is kept as: enough for its angle to others. */
const LENGTH = 512;

/** What is remembered of a site's step. */
export interface Sketch {
  /** ‖weights − global‖₂, in float64: finite for any finite weights. */
  readonly norm: number;
  /** Of length 1; all zero for a step of no length. */
  readonly direction: Float32Array;
}

/**
 * A step `weights − global` as its length and a direction in at most 512 numbers, so that what is remembered of a
 * round's sites does not grow with the model: a count sketch (Charikar, Chen and Farach-Colton 2002), which keeps
 * inner products to about 1/√512 of the lengths. A smaller model's direction is kept whole.
 */
export function sketchStep(global: ArrayLike<number>, weights: ArrayLike<number>): Sketch {
  const whole = global.length <= LENGTH;
  // In float64: a step may be beyond 32 bits, and so may a sum of steps.
  const sums = new Float64Array(whole ? global.length : LENGTH);
  let squares = 0;
  for (let i = 0; i < global.length; i++) {
    const step = Number(weights[i]) - Number(global[i]);
    squares += step * step;
    if (whole) sums[i] = step;
    else {
      const hash = mix(i);
      const at = hash & (LENGTH - 1);
      sums[at] = (sums[at] as number) + (hash & LENGTH ? step : -step);
    }
  }
  return { norm: Math.sqrt(squares), direction: directionOf(sums) };
}

function directionOf(sums: Float64Array): Float32Array {
  let largest = 0;
  for (let i = 0; i < sums.length; i++) {
    const size = Math.abs(sums[i] as number);
    if (size > largest) largest = size;
  }
  if (largest === 0) return new Float32Array(sums.length);
  // Divided first: the squares of the smallest steps would be zero.
  let squares = 0;
  for (let i = 0; i < sums.length; i++) {
    const part = (sums[i] as number) / largest;
    squares += part * part;
  }
  const length = Math.sqrt(squares);
  const direction = new Float32Array(sums.length);
  for (let i = 0; i < sums.length; i++) direction[i] = (sums[i] as number) / largest / length;
  return direction;
}

/** Spreads neighbouring places over all buckets and both signs (murmur3's finalizer). */
function mix(place: number): number {
  let h = Math.imul(place ^ (place >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
