/** A limit on how often something may happen: bursts up to `capacity`, `perSecond` in the long run. */
export interface Pace {
  readonly capacity: number;
  readonly perSecond: number;
}

/** Each call answers whether it may happen now. `now` in milliseconds, never going back. */
export function createTokenBucket(
  { capacity, perSecond }: Pace,
  now: () => number = () => performance.now(),
): () => boolean {
  let tokens = capacity;
  let last = now();
  return () => {
    const at = now();
    tokens = Math.min(capacity, tokens + ((at - last) / 1000) * perSecond);
    last = at;
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
}
