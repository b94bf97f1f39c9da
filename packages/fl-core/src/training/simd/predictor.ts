import { ok, type Result } from '../../lib/result.ts';
import { requireShapes } from '../../model/forward.ts';
import type { Network } from '../../model/network.ts';
import { type Kernel, openKernel } from './kernel.ts';
import { allocateOrThrow, describeNetwork, floatsAt, outOfMemory } from './kernel-network.ts';

/** Rows whose layers are worked out together. */
const BLOCK = 64;
/** Rows brought to the kernel at a time: its memory does not grow with the table. */
const CHUNK = 8192;

export interface Predictor {
  /**
   * Scores in [0, 1], the probability of "yes" for each row; the same bits on every machine.
   * @param weights `parameterCount(network)` numbers
   * @param features row-major `rows × network.inputs`
   * @throws RangeError when lengths do not fit the network
   */
  predict(network: Network, weights: Float32Array, features: Float32Array, rows: number): Float32Array;
}

function predict(
  kernel: Kernel,
  network: Network,
  weights: Float32Array,
  features: Float32Array,
  rows: number,
): Float32Array {
  const width = network.inputs;
  describeNetwork(kernel, network);
  if (!kernel.allocateBatch(BLOCK)) throw outOfMemory();
  const input = allocateOrThrow(kernel, 4 * width * Math.min(rows, CHUNK));
  const output = allocateOrThrow(kernel, 4 * Math.min(rows, CHUNK));
  floatsAt(kernel, kernel.weightsAt(), weights.length).set(weights);
  const scores = new Float32Array(rows);
  for (let from = 0; from < rows; from += CHUNK) {
    const count = Math.min(CHUNK, rows - from);
    floatsAt(kernel, input, count * width).set(features.subarray(from * width, (from + count) * width));
    kernel.predict(input, width, output, count, BLOCK);
    scores.set(floatsAt(kernel, output, count), from);
  }
  return scores;
}

/** Batched prediction in the kernel. Errors: `ENGINE_UNAVAILABLE` where WebAssembly SIMD is missing. */
export async function createPredictor(): Promise<Result<Predictor>> {
  const opened = await openKernel();
  if (!opened.ok) return opened;
  const kernel = opened.value;
  const bottom = kernel.mark();
  return ok({
    predict(network, weights, features, rows) {
      requireShapes(network, weights, features, rows);
      try {
        return predict(kernel, network, weights, features, rows);
      } finally {
        kernel.release(bottom);
      }
    },
  });
}
