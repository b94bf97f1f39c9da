/** 32-bit floats as little-endian bytes, whatever the machine's own order. */

/** Writes `values` into `bytes` from `offset` on; four bytes each. */
export function writeFloats(values: ArrayLike<number>, bytes: Uint8Array, offset = 0): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let i = 0; i < values.length; i++) view.setFloat32(offset + 4 * i, Number(values[i]), true);
}

/** Reads `count` floats from `offset` on. The bytes may start anywhere in their buffer: they are copied. */
export function readFloats(bytes: Uint8Array, count: number, offset = 0): Float32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const values = new Float32Array(count);
  for (let i = 0; i < count; i++) values[i] = view.getFloat32(offset + 4 * i, true);
  return values;
}

/** Where the first value that is infinite or NaN as a 32-bit float stands; −1 when there is none. */
export function firstNonFinite(values: ArrayLike<number>): number {
  for (let i = 0; i < values.length; i++) {
    if (!Number.isFinite(Math.fround(Number(values[i])))) return i;
  }
  return -1;
}
