// One step of an optimizer over the flat vector. Blocks are a multiple of 16 bytes, their tails hold harmless numbers.

export const SGD: i32 = 0;
export const MOMENTUM: i32 = 1;
export const ADAM: i32 = 2;

const MOMENTUM_FACTOR: f32 = 0.9;
const BETA_1: f32 = 0.9;
const BETA_2: f32 = 0.999;
/** Added outside the square root, after bias correction, as in Kingma and Ba 2015 and PyTorch. */
const EPSILON: f32 = 1e-8;

/** x ← x − ηg */
export function sgdStep(x: usize, g: usize, count: i32, rate: f32): void {
  const eta = f32x4.splat(rate);
  for (let at: usize = 0; at < (<usize>count) << 2; at += 16) {
    v128.store(x + at, f32x4.sub(v128.load(x + at), f32x4.mul(eta, v128.load(g + at))));
  }
}

/** u ← 0.9u + g, x ← x − ηu */
export function momentumStep(x: usize, g: usize, u: usize, count: i32, rate: f32): void {
  const eta = f32x4.splat(rate);
  const keep = f32x4.splat(MOMENTUM_FACTOR);
  for (let at: usize = 0; at < (<usize>count) << 2; at += 16) {
    const velocity = f32x4.add(f32x4.mul(keep, v128.load(u + at)), v128.load(g + at));
    v128.store(u + at, velocity);
    v128.store(x + at, f32x4.sub(v128.load(x + at), f32x4.mul(eta, velocity)));
  }
}

/** Adam. `time` counts steps from 1. */
export function adamStep(x: usize, g: usize, m: usize, v: usize, count: i32, rate: f64, time: i32): void {
  const correction1 = 1 - power(0.9, time);
  const correction2 = 1 - power(0.999, time);
  const eta = f32x4.splat(<f32>(rate / correction1));
  const root = f32x4.splat(<f32>(1 / Math.sqrt(correction2)));
  const epsilon = f32x4.splat(EPSILON);
  const b1 = f32x4.splat(BETA_1);
  const b2 = f32x4.splat(BETA_2);
  const rest1 = f32x4.splat(<f32>0.1);
  const rest2 = f32x4.splat(<f32>0.001);
  for (let at: usize = 0; at < (<usize>count) << 2; at += 16) {
    const gradient = v128.load(g + at);
    const first = f32x4.add(f32x4.mul(b1, v128.load(m + at)), f32x4.mul(rest1, gradient));
    const second = f32x4.add(f32x4.mul(b2, v128.load(v + at)), f32x4.mul(rest2, f32x4.mul(gradient, gradient)));
    v128.store(m + at, first);
    v128.store(v + at, second);
    const divisor = f32x4.add(f32x4.mul(f32x4.sqrt(second), root), epsilon);
    v128.store(x + at, f32x4.sub(v128.load(x + at), f32x4.div(f32x4.mul(eta, first), divisor)));
  }
}

/** base^exponent by repeated squaring. */
function power(base: f64, exponent: i32): f64 {
  let result: f64 = 1;
  for (; exponent > 0; exponent >>= 1, base *= base) if (exponent & 1) result *= base;
  return result;
}
