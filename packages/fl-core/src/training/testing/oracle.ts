/** What training should do, computed slowly from the forward pass alone. */
import type { Dataset } from '../../lib/dataset.ts';
import { forwardLogits } from '../../model/forward.ts';
import { weightLayout } from '../../model/network.ts';
import { createBatchPlan } from '../batch-plan.ts';
import type { FitOptions } from '../trainer.ts';
import { addWeightedLoss } from '../weighted-loss.ts';

/** Mean weighted cross-entropy of some rows, and l2 · ‖kernels‖² / 2 on top. */
function oracleLoss(
  dataset: Dataset,
  weights: Float64Array,
  options: Pick<FitOptions, 'network' | 'l2' | 'classWeights'>,
  rows: Int32Array,
): number {
  const { width } = dataset;
  const features = new Float64Array(rows.length * width);
  rows.forEach((row, i) => {
    features.set(dataset.features.subarray(row * width, (row + 1) * width), i * width);
  });
  const logits = forwardLogits(options.network, weights, features, rows.length);
  let squares = 0;
  for (const { shape, offset, size } of weightLayout(options.network)) {
    if (shape.length === 2) for (const w of weights.subarray(offset, offset + size)) squares += w * w;
  }
  return (
    addWeightedLoss(0, logits, rows, dataset.labels, options.classWeights) / rows.length +
    (options.l2 * squares) / 2
  );
}

/** The loss's gradient by central differences. */
export function oracleGradient(
  dataset: Dataset,
  weights: Float64Array,
  options: Pick<FitOptions, 'network' | 'l2' | 'classWeights'>,
  rows: Int32Array,
): Float64Array {
  const step = 1e-5;
  const at = weights.slice();
  return weights.map((weight, i) => {
    at[i] = weight + step;
    const above = oracleLoss(dataset, at, options, rows);
    at[i] = weight - step;
    const below = oracleLoss(dataset, at, options, rows);
    at[i] = weight;
    return (above - below) / (2 * step);
  });
}

/** A whole fit by SGD on the oracle's gradient, batch by batch as the plan has it. */
export function oracleSgd(dataset: Dataset, start: Float32Array, options: FitOptions): Float64Array {
  const plan = createBatchPlan(dataset.rows, options);
  let weights = Float64Array.from(start);
  let order = new Int32Array(0);
  for (let step = 0; step < plan.steps; step++) {
    const place = step % plan.stepsPerEpoch;
    if (place === 0) order = plan.nextOrder().slice();
    const rows = order.subarray(place * options.batchSize, (place + 1) * options.batchSize);
    const gradient = oracleGradient(dataset, weights, options, rows);
    weights = weights.map((weight, i) => weight - options.learningRate * (gradient[i] ?? 0));
  }
  return weights;
}
