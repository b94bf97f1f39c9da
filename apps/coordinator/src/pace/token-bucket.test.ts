import { describe, expect, it } from 'vitest';
import { createTokenBucket } from './token-bucket.ts';

describe('a token bucket', () => {
  it('[G10] lets a burst through, then as many as the pace allows', () => {
    let at = 0;
    const allow = createTokenBucket({ capacity: 3, perSecond: 2 }, () => at);
    const several = (count: number) => Array.from({ length: count }, allow);
    expect(several(5)).toEqual([true, true, true, false, false]);
    at = 499;
    expect(allow()).toBe(false);
    at = 500;
    expect(several(2)).toEqual([true, false]);
    at = 1_000_000;
    expect(several(4)).toEqual([true, true, true, false]);
  });
});
