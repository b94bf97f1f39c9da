import { describe, expect, it } from 'vitest';
import { FLOAT16_MAX, fromFloat16, toFloat16 } from './float16.ts';
import golden from './golden/float16.json' with { type: 'json' };

describe('a half', () => {
  it('is rounded as numpy rounds it: ties to even, subnormal, overflowing', () => {
    const values = new Float32Array(Uint32Array.from(golden.float32).buffer);
    expect(values.length).toBeGreaterThan(800);
    expect(Array.from(values, toFloat16)).toEqual(golden.float16);
  });

  it('of every bit pattern comes back as it was', () => {
    for (let half = 0; half < 0x10000; half++) {
      const value = fromFloat16(half);
      if (Number.isNaN(value)) expect(toFloat16(value) & 0x7e00).toBe(0x7e00);
      else if (toFloat16(value) !== half) expect([half, value]).toBe('itself');
    }
  });

  it('has the largest, the least normal and the least subnormal of the standard', () => {
    expect(fromFloat16(0x7bff)).toBe(FLOAT16_MAX);
    expect(fromFloat16(0x0400)).toBe(2 ** -14);
    expect(fromFloat16(0x0001)).toBe(2 ** -24);
    expect(fromFloat16(0xfc00)).toBe(Number.NEGATIVE_INFINITY);
  });
});
