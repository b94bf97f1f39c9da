// Sums over whole vectors of floats. Blocks are a multiple of 16 bytes.

/** x ← x · factor */
export function scale(x: usize, count: i32, factor: f32): void {
  const f = f32x4.splat(factor);
  for (let at: usize = 0; at < (<usize>count) << 2; at += 16) v128.store(x + at, f32x4.mul(v128.load(x + at), f));
}

/** x ← x + y */
export function add(x: usize, y: usize, count: i32): void {
  for (let at: usize = 0; at < (<usize>count) << 2; at += 16) {
    v128.store(x + at, f32x4.add(v128.load(x + at), v128.load(y + at)));
  }
}

/** x ← x + factor · y, of `count` numbers and no more */
export function addScaled(x: usize, y: usize, count: i32, factor: f32): void {
  for (let at: usize = 0; at < (<usize>count) << 2; at += 4) f32.store(x + at, f32.load(x + at) + factor * f32.load(y + at));
}

/** x ← x + factor · (y − z) */
export function addScaledDifference(x: usize, y: usize, z: usize, count: i32, factor: f32): void {
  const f = f32x4.splat(factor);
  for (let at: usize = 0; at < (<usize>count) << 2; at += 16) {
    const difference = f32x4.sub(v128.load(y + at), v128.load(z + at));
    v128.store(x + at, f32x4.add(v128.load(x + at), f32x4.mul(f, difference)));
  }
}

/** Euclidean length, in double precision. */
export function length(x: usize, count: i32): f64 {
  let sum: f64 = 0;
  for (let at: usize = 0; at < (<usize>count) << 2; at += 4) {
    const value = <f64>f32.load(x + at);
    sum += value * value;
  }
  return Math.sqrt(sum);
}
