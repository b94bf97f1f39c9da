/** IEEE 754 half precision ("binary16"): 1 sign, 5 exponent and 10 fraction bits. */

/** The largest finite half. */
export const FLOAT16_MAX = 65_504;

const float = new Float32Array(1);
const bits = new Uint32Array(float.buffer);

/** Drops `shift` low bits of a magnitude, rounding to nearest and ties to even. */
function dropBits(magnitude: number, shift: number): number {
  const kept = magnitude >>> shift;
  const rest = magnitude & ((1 << shift) - 1);
  const half = 1 << (shift - 1);
  return rest > half || (rest === half && (kept & 1) === 1) ? kept + 1 : kept;
}

/**
 * The 16 bits of the half nearest to a 32-bit float, as numpy's `astype(float16)` rounds:
 * ties to even, small ones become subnormal or zero, those from 65 520 on infinite.
 */
export function toFloat16(value: number): number {
  float[0] = value;
  const from = bits[0] as number;
  const sign = (from >>> 16) & 0x8000;
  const exponent = (from >>> 23) & 0xff;
  const fraction = from & 0x7fffff;
  if (exponent === 0xff) return sign | 0x7c00 | (fraction === 0 ? 0 : 0x200);
  const biased = exponent - 112;
  if (biased >= 31) return sign | 0x7c00;
  if (biased < -10) return sign;
  // A carry out of the fraction raises the exponent, which is what rounding up means.
  if (biased <= 0) return sign | dropBits(fraction | 0x800000, 14 - biased);
  return sign | dropBits((biased << 23) | fraction, 13);
}

/** The number that 16 bits of a half stand for; exact. */
export function fromFloat16(half: number): number {
  const sign = half & 0x8000 ? -1 : 1;
  const exponent = (half >>> 10) & 0x1f;
  const fraction = half & 0x3ff;
  if (exponent === 0x1f) return fraction === 0 ? sign * Infinity : Number.NaN;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}
