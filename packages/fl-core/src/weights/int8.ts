/**
 * Eight-bit numbers with one scale a tensor: value ≈ code · scale, codes −127…127, symmetric about zero.
 * Rounding is to nearest, not stochastic: the same update gives the same bytes on every engine and each
 * time it is sent, and what rounding loses comes back through error feedback.
 */
import type { TensorSpec } from '../model/network.ts';

const LARGEST = 127;

/**
 * The scale of a tensor whose largest magnitude is `most`, as a 32-bit float; never so large that code
 * 127 stands for infinity. Zero when `most` is zero or too small to tell.
 */
function scaleFor(most: number): number {
  const scale = Math.fround(most / LARGEST);
  return Number.isFinite(Math.fround(scale * LARGEST)) ? scale : Math.fround(scale * (1 - 2 ** -23));
}

/**
 * Codes and scales of finite values laid out as `tensors`. The error of a value is at most half its
 * tensor's scale, and float32's rounding.
 */
export function quantizeInt8(
  values: ArrayLike<number>,
  tensors: readonly TensorSpec[],
): { readonly codes: Int8Array; readonly scales: Float32Array } {
  const codes = new Int8Array(values.length);
  const scales = Float32Array.from(tensors, ({ offset, size }) => {
    let most = 0;
    for (let i = offset; i < offset + size; i++) most = Math.max(most, Math.abs(Number(values[i])));
    const scale = scaleFor(most);
    if (scale === 0) return 0;
    for (let i = offset; i < offset + size; i++) {
      const code = Math.round(Number(values[i]) / scale);
      codes[i] = Math.max(-LARGEST, Math.min(LARGEST, code));
    }
    return scale;
  });
  return { codes, scales };
}

/** The values that codes stand for, as 32-bit floats. */
export function dequantizeInt8(
  codes: Int8Array,
  scales: Float32Array,
  tensors: readonly TensorSpec[],
): Float32Array {
  const values = new Float32Array(codes.length);
  tensors.forEach(({ offset, size }, tensor) => {
    const scale = scales[tensor] ?? 0;
    for (let i = offset; i < offset + size; i++) values[i] = (codes[i] as number) * scale;
  });
  return values;
}
