// e^x, tanh and the logistic function of four numbers, in operations that every machine rounds alike.
// Range reduction and polynomials are those of Cephes (Moshier 1989) for single precision, good to about 2 ulp.

const LOG2E: f32 = 1.44269504088896341;
/** ln 2 in two parts, the first exact in few bits. */
const LN2_HIGH: f32 = 0.693359375;
const LN2_LOW: f32 = -2.12194440e-4;

// @ts-ignore: decorator
@inline
function times(a: v128, b: v128): v128 {
  return f32x4.mul(a, b);
}

// @ts-ignore: decorator
@inline
function plus(a: v128, b: v128): v128 {
  return f32x4.add(a, b);
}

/** e^x for x in [−87, 88]; beyond, its value at the nearer end. */
export function exponential(x: v128): v128 {
  x = f32x4.max(f32x4.min(x, f32x4.splat(88.0)), f32x4.splat(-87.0));
  const n = f32x4.nearest(times(x, f32x4.splat(LOG2E)));
  x = f32x4.sub(x, times(n, f32x4.splat(LN2_HIGH)));
  x = f32x4.sub(x, times(n, f32x4.splat(LN2_LOW)));
  let y = f32x4.splat(1.9875691500e-4);
  y = plus(times(y, x), f32x4.splat(1.3981999507e-3));
  y = plus(times(y, x), f32x4.splat(8.3334519073e-3));
  y = plus(times(y, x), f32x4.splat(4.1665795894e-2));
  y = plus(times(y, x), f32x4.splat(1.6666665459e-1));
  y = plus(times(y, x), f32x4.splat(5.0000001201e-1));
  y = plus(plus(times(y, times(x, x)), x), f32x4.splat(1));
  const power = i32x4.shl(i32x4.add(i32x4.trunc_sat_f32x4_s(n), i32x4.splat(127)), 23);
  return times(y, power);
}

/** 1 / (1 + e^−x) */
export function logistic(x: v128): v128 {
  const one = f32x4.splat(1);
  return f32x4.div(one, plus(one, exponential(f32x4.neg(x))));
}

/** tanh: an odd polynomial near 0, where the quotient of exponentials would lose digits. */
export function hyperbolicTangent(x: v128): v128 {
  const size = f32x4.abs(x);
  const t = exponential(times(size, f32x4.splat(-2)));
  const one = f32x4.splat(1);
  const far = f32x4.div(f32x4.sub(one, t), plus(one, t));
  const signed = v128.bitselect(x, far, i32x4.splat(0x80000000));
  const z = times(x, x);
  let y = f32x4.splat(-5.70498872745e-3);
  y = plus(times(y, z), f32x4.splat(2.06390887954e-2));
  y = plus(times(y, z), f32x4.splat(-5.37397155531e-2));
  y = plus(times(y, z), f32x4.splat(1.33314422036e-1));
  y = plus(times(y, z), f32x4.splat(-3.33332819422e-1));
  const near = plus(times(times(y, z), x), x);
  return v128.bitselect(near, signed, f32x4.lt(size, f32x4.splat(0.625)));
}
