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

/** Quick where all is well: only a finite number times zero is zero. */
export function allFinite(values: Float32Array | Float64Array): boolean {
  const { length } = values;
  const whole = length - (length % 4);
  let [a, b, c, d] = [0, 0, 0, 0];
  for (let i = 0; i < whole; i += 4) {
    a += (values[i] as number) * 0;
    b += (values[i + 1] as number) * 0;
    c += (values[i + 2] as number) * 0;
    d += (values[i + 3] as number) * 0;
  }
  for (let i = whole; i < length; i++) a += (values[i] as number) * 0;
  return a + b + c + d === 0;
}

/** Where the first value that is infinite or NaN as a 32-bit float stands; −1 when there is none. */
export function firstNonFinite(values: ArrayLike<number>): number {
  if (values instanceof Float32Array && allFinite(values)) return -1;
  for (let i = 0; i < values.length; i++) {
    if (!Number.isFinite(Math.fround(Number(values[i])))) return i;
  }
  return -1;
}
