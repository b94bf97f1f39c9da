/** The numbers of a frame, and the scales before them, as little-endian bytes of each type. */

import type { Dtype } from '../lib/dtype.ts';
import { readFloats, writeFloats } from '../model/float-bytes.ts';
import { type Network, parameterCount, weightLayout } from '../model/network.ts';
import { DTYPE_BYTES } from './dtype.ts';
import { FLOAT16_MAX, fromFloat16, toFloat16 } from './float16.ts';
import { dequantizeInt8, quantizeInt8 } from './int8.ts';

/** Bytes of scales: one 32-bit float for each tensor of an int8 frame, none otherwise. */
export const scaleBytes = (dtype: Dtype, network: Network): number =>
  dtype === 'int8' ? 8 * network.layers.length : 0;

/** Writes scales, then numbers, from `offset` on. Values beyond what a half can hold become its largest. */
export function writePayload(
  values: ArrayLike<number>,
  dtype: Dtype,
  network: Network,
  bytes: Uint8Array,
  offset: number,
): void {
  if (dtype === 'float32') writeFloats(values, bytes, offset);
  else if (dtype === 'float16') {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (let i = 0; i < values.length; i++) {
      const value = Math.max(-FLOAT16_MAX, Math.min(FLOAT16_MAX, Number(values[i])));
      view.setUint16(offset + 2 * i, toFloat16(value), true);
    }
  } else {
    const { codes, scales } = quantizeInt8(values, weightLayout(network));
    writeFloats(scales, bytes, offset);
    bytes.set(new Uint8Array(codes.buffer), offset + 4 * scales.length);
  }
}

/** Reads what `writePayload` wrote; any bytes give numbers, which need not be finite. */
export function readPayload(bytes: Uint8Array, dtype: Dtype, network: Network, offset: number): Float32Array {
  const count = parameterCount(network);
  if (dtype === 'float32') return readFloats(bytes, count, offset);
  if (dtype === 'float16') {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    return Float32Array.from({ length: count }, (_, i) => fromFloat16(view.getUint16(offset + 2 * i, true)));
  }
  const tensors = weightLayout(network);
  const scales = readFloats(bytes, tensors.length, offset);
  const begin = offset + 4 * tensors.length;
  const codes = new Int8Array(bytes.slice(begin, begin + count).buffer);
  return dequantizeInt8(codes, scales, tensors);
}

/** Bytes of a frame's scales and numbers. */
export const payloadBytes = (dtype: Dtype, network: Network): number =>
  scaleBytes(dtype, network) + DTYPE_BYTES[dtype] * parameterCount(network);
