/** Whether a global model lies where the federation's updates can have brought it (SPEC.md, Q13). */
import { fail, ok, type Result } from '../../lib/result.ts';
import { type Network, weightLayout } from '../../model/index.ts';
import { updateNorm } from '../../weights/index.ts';

export interface SeenModel {
  readonly weights: Float32Array;
  /** Rounds that led to it; 0 is the start. */
  readonly rounds: number;
}

/** Rounds that a hospital may have missed, or not been told of: the coordinator's word counts no further. */
const MOST_ROUNDS = 8;
/** So many of them for the length of one layer. */
const LAYER_ROUNDS = 2;
/** In a round a model moves at most by its own length, or by so many of this hospital's longest update. */
const UPDATES = 10;
/** Nor does the length of a layer's kernel change more than so many times in a round. */
const FACTOR = 10;
/** Below it a kernel is as good as zero, and proportions say nothing. */
const SMALL = 1e-3;

const refuse = (why: string) =>
  fail({
    code: 'MODEL_OUT_OF_REACH',
    message: `The model that came is not one that the last one can have become: ${why}. This hospital did not train on it and did not measure it.`,
  });

const zero = (length: number) => new Float32Array(length);

/** @param longest this hospital's longest update in the run; 0 before it sent one */
export function checkReach(network: Network, now: SeenModel, last: SeenModel, longest: number): Result<null> {
  const rounds = Math.min(MOST_ROUNDS, Math.max(1, Math.abs(now.rounds - last.rounds)));
  const moved = updateNorm(now.weights, last.weights);
  const length = updateNorm(last.weights, zero(last.weights.length));
  const most = rounds * Math.max(length, UPDATES * longest);
  if (!(moved <= most))
    return refuse(`it is ${moved.toPrecision(3)} away, and ${most.toPrecision(3)} would be possible`);
  const factor = FACTOR ** Math.min(rounds, LAYER_ROUNDS);
  const whole = updateNorm(now.weights, zero(now.weights.length)) / Math.max(length, SMALL);
  for (const { name, shape, offset, size } of weightLayout(network)) {
    if (shape.length < 2) continue;
    const part = (weights: Float32Array) => updateNorm(weights.subarray(offset, offset + size), zero(size));
    const [before, after] = [part(last.weights), part(now.weights)];
    // A penalty may shrink all layers together; one alone is out of proportion.
    const isLarger = after > factor * Math.max(before, SMALL);
    const isSmaller = before * Math.min(1, whole) > factor * Math.max(after, SMALL);
    if (isLarger || isSmaller)
      return refuse(`${name} went from a length of ${before.toPrecision(3)} to ${after.toPrecision(3)}`);
  }
  return ok(null);
}
