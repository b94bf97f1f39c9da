/**
 * A site's update on its way to the coordinator: whole weights as 32-bit floats, or their difference
 * from the round's global model in a smaller type. A difference is small and centred on zero, so eight bits
 * tell much more of it than of the weights.
 */

import type { Dtype } from '../lib/dtype.ts';
import { fail, ok, type Result } from '../lib/result.ts';
import { firstNonFinite } from '../model/float-bytes.ts';
import type { Network } from '../model/network.ts';
import { encodeFrame, type FrameLimits, type FrameProblem, readFrame } from './frame.ts';

export interface EncodedUpdate {
  readonly frame: Uint8Array<ArrayBuffer>;
  /** What the frame does not tell: to be added to this site's next update. Null when it tells all. */
  readonly residual: Float32Array | null;
}

const LARGEST = 3.4028234663852886e38;

/**
 * Encodes trained weights, with error feedback: what rounding loses is given back as the residual, and
 * `residual` of the round before is added first, so that over rounds nothing is lost (Seide et al. 2014,
 * "1-bit stochastic gradient descent"; Karimireddy et al. 2019, "Error feedback fixes SignSGD"). A step
 * that outgrows the type is cut off, and what was cut follows in the next rounds.
 * @param base the round's global model as the site received it
 */
export function encodeUpdate(
  weights: Float32Array,
  base: Float32Array,
  network: Network,
  dtype: Dtype,
  residual: Float32Array | null = null,
): EncodedUpdate {
  if (dtype === 'float32') return { frame: encodeFrame(weights, network), residual: null };
  const wanted = weights.map((weight, i) => {
    const step = weight - (base[i] ?? 0) + (residual?.[i] ?? 0);
    return Math.max(-LARGEST, Math.min(LARGEST, step));
  });
  const frame = encodeFrame(wanted, network, { dtype, difference: true });
  const told = readFrame(frame, network);
  if (!told.ok) throw new RangeError(told.error.message);
  const { values } = told.value;
  return { frame, residual: wanted.map((step, i) => step - (values[i] ?? 0)) };
}

/** The site's weights from an update's frame, whichever way it tells them. */
export function decodeUpdate(
  input: unknown,
  base: Float32Array,
  network: Network,
  limits: FrameLimits = {},
): Result<Float32Array, FrameProblem> {
  const frame = readFrame(input, network, limits);
  if (!frame.ok) return frame;
  const { difference, values } = frame.value;
  if (!difference) return ok(values);
  const weights = values.map((step, i) => step + (base[i] ?? 0));
  const bad = firstNonFinite(weights);
  if (bad < 0) return ok(weights);
  return fail({ code: 'NOT_FINITE', message: `Weight ${bad} is not a finite number.` });
}
