/**
 * The random building blocks: noise with a memory, and fair rotation.
 */
import type { Rng } from '../../packages/fl-core/src/lib/rng.ts';

/**
 * A stationary AR(1) sequence with mean 0 and standard deviation `sd`, one value a call, whose
 * correlation falls to 1/e after `memoryHours` calls.
 */
export function slowNoise(rng: Rng, memoryHours: number, sd: number): () => number {
  const carry = Math.exp(-1 / memoryHours);
  const fresh = sd * Math.sqrt(1 - carry * carry);
  let value = rng.normal(0, sd);
  return () => {
    const current = value;
    value = carry * value + rng.normal(0, fresh);
    return current;
  };
}

/** Deals `items` in random order, each once, then shuffles and starts again. */
export function endlessDeck<T>(items: readonly T[], rng: Rng): () => T {
  let rest: T[] = [];
  return () => {
    if (rest.length === 0) rest = [...items];
    const [dealt] = rest.splice(rng.int(rest.length), 1);
    if (dealt === undefined) throw new Error('cannot deal from an empty deck');
    return dealt;
  };
}

/** `value` kept between `low` and `high`. */
export function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
