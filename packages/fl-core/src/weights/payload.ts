/** What follows a frame's fixed header: how to read the numbers, and the numbers, little-endian. */
import type { Dtype } from '../lib/dtype.ts';
import { readFloats, writeFloats } from '../model/float-bytes.ts';
import { type Network, parameterCount, type TensorSpec, weightLayout } from '../model/network.ts';
import { DTYPE_BYTES } from './dtype.ts';
import { FLOAT16_MAX, fromFloat16, toFloat16 } from './float16.ts';
import { dequantizeInt8, quantizeInt8 } from './int8.ts';
import { bestRice, createBitReader, createBitWriter, PLAIN } from './rice.ts';

/** Bytes that tell how to read one tensor of an int8 frame: its scale, and the parameter of its Rice code. */
const SCALE_BYTES = 4;
export const TENSOR_BYTES = SCALE_BYTES + 1;

/** Bytes of the header's second part: for each tensor of an int8 frame, none otherwise. */
export const extensionBytes = (dtype: Dtype, network: Network): number =>
  dtype === 'int8' ? TENSOR_BYTES * 2 * network.layers.length : 0;

/** The most bytes that follow the fixed header; as many for any numbers, but for int8. */
export const mostPayloadBytes = (dtype: Dtype, network: Network): number =>
  extensionBytes(dtype, network) + DTYPE_BYTES[dtype] * parameterCount(network);

/** Values beyond what a half can hold become its largest. */
export function encodePayload(values: ArrayLike<number>, dtype: Dtype, network: Network): Uint8Array {
  if (dtype === 'int8') return encodeInt8(values, weightLayout(network));
  const bytes = new Uint8Array(DTYPE_BYTES[dtype] * values.length);
  if (dtype === 'float32') writeFloats(values, bytes);
  else {
    const view = new DataView(bytes.buffer);
    for (let i = 0; i < values.length; i++) {
      const value = Math.max(-FLOAT16_MAX, Math.min(FLOAT16_MAX, Number(values[i])));
      view.setUint16(2 * i, toFloat16(value), true);
    }
  }
  return bytes;
}

/** Any bytes give numbers, which need not be finite, or null. */
export function decodePayload(bytes: Uint8Array, dtype: Dtype, network: Network): Float32Array | null {
  const count = parameterCount(network);
  if (dtype === 'int8') return decodeInt8(bytes, weightLayout(network), count);
  if (bytes.length !== DTYPE_BYTES[dtype] * count) return null;
  if (dtype === 'float32') return readFloats(bytes, count);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Float32Array.from({ length: count }, (_, i) => fromFloat16(view.getUint16(2 * i, true)));
}

const part = (codes: Int8Array, { offset, size }: TensorSpec) => codes.subarray(offset, offset + size);

function encodeInt8(values: ArrayLike<number>, tensors: readonly TensorSpec[]): Uint8Array {
  const { codes, scales } = quantizeInt8(values, tensors);
  const rice = tensors.map((tensor) => bestRice(part(codes, tensor)));
  const bits = rice.reduce((sum, one) => sum + one.bits, 0);
  const begin = TENSOR_BYTES * tensors.length;
  const bytes = new Uint8Array(begin + Math.ceil(bits / 8));
  writeFloats(scales, bytes);
  const writer = createBitWriter(bytes.subarray(begin));
  tensors.forEach((tensor, at) => {
    const k = rice[at]?.k ?? PLAIN;
    bytes[SCALE_BYTES * tensors.length + at] = k;
    for (const code of part(codes, tensor)) writer.write(code, k);
  });
  return bytes;
}

function decodeInt8(bytes: Uint8Array, tensors: readonly TensorSpec[], count: number): Float32Array | null {
  const begin = TENSOR_BYTES * tensors.length;
  if (bytes.length < begin || bytes.length > begin + count) return null;
  const scales = readFloats(bytes, tensors.length);
  const codes = new Int8Array(count);
  const reader = createBitReader(bytes.subarray(begin));
  for (const [at, { offset, size }] of tensors.entries()) {
    const k = bytes[SCALE_BYTES * tensors.length + at] ?? PLAIN;
    if (k > PLAIN) return null;
    for (let i = offset; i < offset + size; i++) {
      const code = reader.read(k);
      if (code === null) return null;
      codes[i] = code;
    }
  }
  return reader.isAtEnd() ? dequantizeInt8(codes, scales, tensors) : null;
}
