// Activations of hidden units, in place, and their derivatives, which follow from the activation's output.

import { hyperbolicTangent, logistic } from './exponential';

export const LINEAR: i32 = 0;
export const RELU: i32 = 1;
export const TANH: i32 = 2;
export const SIGMOID: i32 = 3;

/** Blocks are a multiple of 16 bytes long: the last vector may reach past `count`, never past its block. */
export function activate(kind: i32, values: usize, count: i32): void {
  const end = values + ((<usize>count) << 2);
  if (kind == RELU) {
    const zero = f32x4.splat(0);
    for (let at = values; at < end; at += 16) v128.store(at, f32x4.max(v128.load(at), zero));
  } else if (kind == TANH) {
    for (let at = values; at < end; at += 16) v128.store(at, hyperbolicTangent(v128.load(at)));
  } else if (kind == SIGMOID) {
    for (let at = values; at < end; at += 16) v128.store(at, logistic(v128.load(at)));
  }
}

/** delta ← delta · derivative at the unit's output. */
export function backThrough(kind: i32, outputs: usize, deltas: usize, count: i32): void {
  const bytes = (<usize>count) << 2;
  const one = f32x4.splat(1);
  if (kind == RELU) {
    const zero = f32x4.splat(0);
    for (let at: usize = 0; at < bytes; at += 16) {
      const open = f32x4.gt(v128.load(outputs + at), zero);
      v128.store(deltas + at, v128.and(v128.load(deltas + at), open));
    }
  } else if (kind == TANH) {
    for (let at: usize = 0; at < bytes; at += 16) {
      const h = v128.load(outputs + at);
      v128.store(deltas + at, f32x4.mul(v128.load(deltas + at), f32x4.sub(one, f32x4.mul(h, h))));
    }
  } else if (kind == SIGMOID) {
    for (let at: usize = 0; at < bytes; at += 16) {
      const h = v128.load(outputs + at);
      v128.store(deltas + at, f32x4.mul(v128.load(deltas + at), f32x4.mul(h, f32x4.sub(one, h))));
    }
  }
}
