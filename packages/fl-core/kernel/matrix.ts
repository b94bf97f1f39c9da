// C[m × n] = A[m × k] · B[k × n], single precision. B is repacked in panels of 8 (or 4) columns, as in
// Goto and van de Geijn 2008; a panel begins with the bias, which every row of C starts from. Each element's sum
// runs over k in order, so results do not depend on where a row lies. Strides are in bytes.

import { allocate } from './memory';

/** Depth of a panel: with 8 columns it fills a quarter of a 32 KB first-level cache. */
const DEPTH: i32 = 256;
/** An A spread over more than this is repacked: walked as it lies it would miss the caches. */
const REPACK_BYTES: usize = 65536;

let panel: usize = 0;
let corner: usize = 0;
let packedA: usize = 0;
let packedABytes: usize = 0;

/** Scratch for products of at most `mostM` rows. Called once for each set of buffers; false when memory does not suffice. */
export function prepareProducts(mostM: i32, mostK: i32): bool {
  panel = allocate((DEPTH + 1) * 32);
  corner = allocate(4 * 32);
  packedABytes = (<usize>((mostM + 3) & ~3)) * (<usize>min(mostK, DEPTH)) * 4;
  packedA = packedABytes > REPACK_BYTES ? allocate(packedABytes) : 1;
  return panel != 0 && corner != 0 && packedA != 0;
}

// @ts-ignore: decorator
@inline
function repacks(aM: usize, aK: usize, m: i32, n: i32, depth: i32): bool {
  const spread = max(<usize>m * aM, <usize>depth * aK);
  return spread > REPACK_BYTES && n >= 32 && (<usize>((m + 3) & ~3)) * (<usize>depth) * 4 <= packedABytes;
}

/**
 * @param a element (m, k) at a + m·aM + k·aK
 * @param b element (k, n) at b + k·bK + n·bN; one of bK and bN is 4
 * @param bias n numbers that each row starts from, or 0 for zeros
 * @param c rows one after the other, n numbers each
 */
export function product(
  a: usize, aM: usize, aK: usize,
  b: usize, bK: usize, bN: usize,
  bias: usize, c: usize, m: i32, n: i32, k: i32,
): void {
  const rowOfC = (<usize>n) << 2;
  for (let from = 0; from < k; from += DEPTH) {
    const depth = min(DEPTH, k - from);
    let left = a + <usize>from * aK;
    let leftM = aM;
    let leftK = aK;
    let leftTile = aM << 2;
    if (repacks(aM, aK, m, n, depth)) {
      packLeft(left, aM, aK, m, depth);
      left = packedA;
      leftM = 4;
      leftK = 16;
      leftTile = (<usize>depth) << 4;
    }
    const start = from == 0 ? bias : 0;
    for (let column = 0; column < n; column += 8) {
      const width = min(8, n - column);
      const wide = width > 4;
      packRight(b + <usize>from * bK + <usize>column * bN, bK, bN, start ? start + (<usize>column << 2) : 0, depth, width, wide);
      const to = c + ((<usize>column) << 2);
      let row = 0;
      for (; row + 4 <= m; row += 4) {
        const tileA = left + (<usize>(row >> 2)) * leftTile;
        const tileC = to + <usize>row * rowOfC;
        if (width == 8) tile4x8(tileA, leftM, leftK, tileC, rowOfC, depth, from > 0);
        else if (wide) {
          tile4x8(tileA, leftM, leftK, corner, 32, depth, false);
          unload(tileC, rowOfC, 4, width, 32, from > 0);
        } else {
          tile4x4(tileA, leftM, leftK, corner, 16, depth);
          unload(tileC, rowOfC, 4, width, 16, from > 0);
        }
      }
      for (; row < m; row++) {
        const tileA = left + (<usize>(row >> 2)) * leftTile + (<usize>(row & 3)) * leftM;
        const tileC = to + <usize>row * rowOfC;
        if (width == 8) tile1x8(tileA, leftK, tileC, depth, from > 0);
        else {
          if (wide) tile1x8(tileA, leftK, corner, depth, false);
          else tile1x4(tileA, leftK, corner, depth);
          unload(tileC, rowOfC, 1, width, 32, from > 0);
        }
      }
    }
  }
}

/** Four values of m side by side for each k. */
function packLeft(a: usize, aM: usize, aK: usize, m: i32, depth: i32): void {
  let to = packedA;
  for (let row = 0; row < m; row += 4) {
    let from = a + <usize>row * aM;
    let k = 0;
    if (row + 4 <= m && aM == 4) {
      for (; k < depth; k++, from += aK, to += 16) v128.store(to, v128.load(from));
    } else if (row + 4 <= m) {
      for (; k + 4 <= depth; k += 4, from += 16, to += 64) transpose(from, aM, to, 16);
    }
    const count = min(4, m - row);
    for (; k < depth; k++, from += aK, to += 16) {
      for (let i = 0; i < count; i++) f32.store(to + (i << 2), f32.load(from + <usize>i * aM));
    }
  }
}

/** The bias, then `depth` rows of 8 (or 4) numbers, zeros where the matrix ends before. */
function packRight(b: usize, bK: usize, bN: usize, bias: usize, depth: i32, width: i32, wide: bool): void {
  const size: usize = wide ? 32 : 16;
  const zero = f32x4.splat(0);
  v128.store(panel, zero);
  if (wide) v128.store(panel, zero, 16);
  if (bias) for (let n = 0; n < width; n++) f32.store(panel + (n << 2), f32.load(bias + (n << 2)));
  let to = panel + size;
  if (width == 8 && bN == 4) {
    for (let k = 0; k < depth; k++, b += bK, to += 32) {
      v128.store(to, v128.load(b));
      v128.store(to, v128.load(b, 16), 16);
    }
    return;
  }
  if (width == 8) {
    let k = 0;
    for (; k + 4 <= depth; k += 4, to += 128) {
      transpose(b + ((<usize>k) << 2), bN, to, 32);
      transpose(b + ((<usize>k) << 2) + (bN << 2), bN, to + 16, 32);
    }
    for (; k < depth; k++, to += 32) {
      for (let n = 0; n < 8; n++) f32.store(to + (n << 2), f32.load(b + ((<usize>k) << 2) + <usize>n * bN));
    }
    return;
  }
  for (let k = 0; k < depth; k++, b += bK, to += size) {
    v128.store(to, zero);
    if (wide) v128.store(to, zero, 16);
    for (let n = 0; n < width; n++) f32.store(to + (n << 2), f32.load(b + <usize>n * bN));
  }
}

/** Four rows of four, `stride` apart, written as columns `apart` bytes from each other. */
// @ts-ignore: decorator
@inline
function transpose(from: usize, stride: usize, to: usize, apart: usize): void {
  const a = v128.load(from);
  const b = v128.load(from + stride);
  const c = v128.load(from + stride * 2);
  const d = v128.load(from + stride * 3);
  const ab = v128.shuffle<f32>(a, b, 0, 4, 1, 5);
  const cd = v128.shuffle<f32>(c, d, 0, 4, 1, 5);
  const ab2 = v128.shuffle<f32>(a, b, 2, 6, 3, 7);
  const cd2 = v128.shuffle<f32>(c, d, 2, 6, 3, 7);
  v128.store(to, v128.shuffle<f32>(ab, cd, 0, 1, 4, 5));
  v128.store(to + apart, v128.shuffle<f32>(ab, cd, 2, 3, 6, 7));
  v128.store(to + 2 * apart, v128.shuffle<f32>(ab2, cd2, 0, 1, 4, 5));
  v128.store(to + 3 * apart, v128.shuffle<f32>(ab2, cd2, 2, 3, 6, 7));
}

/** Copies (or adds) the used columns of the corner tile to where they belong. */
function unload(to: usize, stride: usize, rows: i32, width: i32, rowBytes: usize, add: bool): void {
  for (let row = 0; row < rows; row++) {
    const from = corner + <usize>row * rowBytes;
    const at = to + <usize>row * stride;
    for (let n: usize = 0; n < <usize>width << 2; n += 4) {
      const value = f32.load(from + n);
      f32.store(at + n, add ? f32.load(at + n) + value : value);
    }
  }
}

// @ts-ignore: decorator
@inline
function addTimes(sum: v128, x: v128, y: v128): v128 {
  return f32x4.add(sum, f32x4.mul(x, y));
}

function tile4x8(a: usize, aM: usize, aK: usize, c: usize, rowOfC: usize, depth: i32, add: bool): void {
  let c00 = v128.load(panel);
  let c01 = v128.load(panel, 16);
  let c10 = c00;
  let c11 = c01;
  let c20 = c00;
  let c21 = c01;
  let c30 = c00;
  let c31 = c01;
  let p = panel + 32;
  const end = p + ((<usize>depth) << 5);
  let a1 = a + aM;
  let a2 = a1 + aM;
  let a3 = a2 + aM;
  for (; p < end; p += 32) {
    const p0 = v128.load(p);
    const p1 = v128.load(p, 16);
    let x = v128.load32_splat(a);
    c00 = addTimes(c00, x, p0);
    c01 = addTimes(c01, x, p1);
    x = v128.load32_splat(a1);
    c10 = addTimes(c10, x, p0);
    c11 = addTimes(c11, x, p1);
    x = v128.load32_splat(a2);
    c20 = addTimes(c20, x, p0);
    c21 = addTimes(c21, x, p1);
    x = v128.load32_splat(a3);
    c30 = addTimes(c30, x, p0);
    c31 = addTimes(c31, x, p1);
    a += aK;
    a1 += aK;
    a2 += aK;
    a3 += aK;
  }
  if (add) {
    c00 = f32x4.add(c00, v128.load(c));
    c01 = f32x4.add(c01, v128.load(c, 16));
  }
  v128.store(c, c00);
  v128.store(c, c01, 16);
  c += rowOfC;
  if (add) {
    c10 = f32x4.add(c10, v128.load(c));
    c11 = f32x4.add(c11, v128.load(c, 16));
  }
  v128.store(c, c10);
  v128.store(c, c11, 16);
  c += rowOfC;
  if (add) {
    c20 = f32x4.add(c20, v128.load(c));
    c21 = f32x4.add(c21, v128.load(c, 16));
  }
  v128.store(c, c20);
  v128.store(c, c21, 16);
  c += rowOfC;
  if (add) {
    c30 = f32x4.add(c30, v128.load(c));
    c31 = f32x4.add(c31, v128.load(c, 16));
  }
  v128.store(c, c30);
  v128.store(c, c31, 16);
}

function tile4x4(a: usize, aM: usize, aK: usize, c: usize, rowOfC: usize, depth: i32): void {
  let c0 = v128.load(panel);
  let c1 = c0;
  let c2 = c0;
  let c3 = c0;
  let p = panel + 16;
  const end = p + ((<usize>depth) << 4);
  let a1 = a + aM;
  let a2 = a1 + aM;
  let a3 = a2 + aM;
  for (; p < end; p += 16) {
    const p0 = v128.load(p);
    c0 = addTimes(c0, v128.load32_splat(a), p0);
    c1 = addTimes(c1, v128.load32_splat(a1), p0);
    c2 = addTimes(c2, v128.load32_splat(a2), p0);
    c3 = addTimes(c3, v128.load32_splat(a3), p0);
    a += aK;
    a1 += aK;
    a2 += aK;
    a3 += aK;
  }
  v128.store(c, c0);
  v128.store(c + rowOfC, c1);
  v128.store(c + 2 * rowOfC, c2);
  v128.store(c + 3 * rowOfC, c3);
}

function tile1x8(a: usize, aK: usize, c: usize, depth: i32, add: bool): void {
  let c0 = v128.load(panel);
  let c1 = v128.load(panel, 16);
  let p = panel + 32;
  const end = p + ((<usize>depth) << 5);
  for (; p < end; p += 32, a += aK) {
    const x = v128.load32_splat(a);
    c0 = addTimes(c0, x, v128.load(p));
    c1 = addTimes(c1, x, v128.load(p, 16));
  }
  if (add) {
    c0 = f32x4.add(c0, v128.load(c));
    c1 = f32x4.add(c1, v128.load(c, 16));
  }
  v128.store(c, c0);
  v128.store(c, c1, 16);
}

function tile1x4(a: usize, aK: usize, c: usize, depth: i32): void {
  let c0 = v128.load(panel);
  let p = panel + 16;
  const end = p + ((<usize>depth) << 4);
  for (; p < end; p += 16, a += aK) c0 = addTimes(c0, v128.load32_splat(a), v128.load(p));
  v128.store(c, c0);
}
