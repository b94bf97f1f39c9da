// The training kernel: dense networks in WebAssembly SIMD. JavaScript places rows and weights in linear memory
// and calls once for many batches. No relaxed instruction and no function of the host: every machine gives the
// same bits.

import { sigmoidScores } from './loss';
import { forward, layerOutput, layers, weights } from './network';

export { allocate, mark, release } from './memory';
export { addLayer, allocateBatch, beginNetwork } from './network';
export {
  allocateFit, anchorAt, batchGradient, correctionAt, gradientAt, setExtras, setObjective, setOptimizer, takeClippedRows, takeLoss,
  trainRows,
} from './step';

export function weightsAt(): usize {
  return weights;
}

/** Scores of `rows` rows, in blocks of up to `block` rows for which buffers were allocated. */
export function predict(features: usize, width: i32, scores: usize, rows: i32, block: i32): void {
  for (let from = 0; from < rows; from += block) {
    const count = min(block, rows - from);
    forward(features + ((<usize>from * <usize>width) << 2), count);
    sigmoidScores(layerOutput(layers - 1), scores + ((<usize>from) << 2), count);
  }
}

/** One matrix product as the layers do it: the benchmark measures how near it comes to the machine's peak. */
export { product } from './matrix';
