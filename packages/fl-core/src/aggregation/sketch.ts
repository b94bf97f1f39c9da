/** Numbers that a site's step is kept as: enough for its length and its angle to others. */
const LENGTH = 512;

/**
 * A step `weights − global` in at most 512 numbers, so that what is remembered of a round's sites does not grow
 * with the model: a count sketch (Charikar, Chen and Farach-Colton 2002), which keeps inner products to about
 * 1/√512 of the lengths. A smaller model's step is kept as it is.
 */
export function sketchStep(global: ArrayLike<number>, weights: ArrayLike<number>): Float32Array {
  const whole = global.length <= LENGTH;
  const sketch = new Float32Array(whole ? global.length : LENGTH);
  for (let i = 0; i < global.length; i++) {
    const step = Number(weights[i]) - Number(global[i]);
    if (whole) sketch[i] = step;
    else {
      const hash = mix(i);
      const at = hash & (LENGTH - 1);
      sketch[at] = (sketch[at] as number) + (hash & LENGTH ? step : -step);
    }
  }
  return sketch;
}

/** Spreads neighbouring places over all buckets and both signs (murmur3's finalizer). */
function mix(place: number): number {
  let h = Math.imul(place ^ (place >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
