// Training steps: gather a batch, forward, loss, backward, what the options add to the gradient, optimizer.

import { clipRows, deltas, gradients } from './backward';
import { binaryCrossEntropy } from './loss';
import { allocate } from './memory';
import {
  allocateBatch, batchFeatures, forward, inputs, kernelBytes, layerDelta, layerOffset, layerOutput, layers, parameters, weights,
} from './network';
import { ADAM, adamStep, MOMENTUM, momentumStep, sgdStep } from './optimizer';
import { add, addScaled, addScaledDifference, length, scale } from './vector';

let gradient: usize = 0;
let first: usize = 0;
let second: usize = 0;
let anchor: usize = 0;
let correction: usize = 0;
let batchLabels: usize = 0;
let batch: i32 = 0;

let optimizer: i32 = 0;
let rate: f64 = 0;
let l2: f32 = 0;
let negative: f64 = 1;
let positive: f64 = 1;
let mu: f32 = 0;
let clipNorm: f64 = 0;
let clipRow: f32 = 0;
let corrected: bool = false;

let time: i32 = 0;
let lossSum: f64 = 0;
let clippedRows: i32 = 0;

export function setObjective(negativeWeight: f64, positiveWeight: f64, penalty: f32): void {
  negative = negativeWeight;
  positive = positiveWeight;
  l2 = penalty;
}

export function setOptimizer(kind: i32, learningRate: f64): void {
  optimizer = kind;
  rate = learningRate;
}

/** 0 switches a bound off, and so does mu 0 the proximal term. */
export function setExtras(proximal: f32, norm: f64, rowNorm: f32, withCorrection: bool): void {
  mu = proximal;
  clipNorm = norm;
  clipRow = rowNorm;
  corrected = withCorrection;
}

/** Buffers for a fit with batches of up to `rows` rows. False when memory does not suffice. */
export function allocateFit(rows: i32): bool {
  batch = rows;
  time = 0;
  lossSum = 0;
  clippedRows = 0;
  const bytes = ((<usize>parameters) << 2) + 16;
  gradient = allocate(bytes);
  first = allocate(bytes);
  second = allocate(bytes);
  anchor = allocate(bytes);
  correction = allocate(bytes);
  batchLabels = allocate((<usize>rows) << 2);
  if (!gradient || !first || !second || !anchor || !correction || !batchLabels || !allocateBatch(rows)) return false;
  memory.fill(gradient, 0, bytes);
  memory.fill(first, 0, bytes);
  memory.fill(second, 0, bytes);
  memory.fill(anchor, 0, bytes);
  memory.fill(correction, 0, bytes);
  return true;
}

export function gradientAt(): usize {
  return gradient;
}
export function anchorAt(): usize {
  return anchor;
}
export function correctionAt(): usize {
  return correction;
}
/** Summed weighted loss since the last call. */
export function takeLoss(): f64 {
  const sum = lossSum;
  lossSum = 0;
  return sum;
}
/** Rows whose gradient was shortened since the last call. */
export function takeClippedRows(): i32 {
  const rows = clippedRows;
  clippedRows = 0;
  return rows;
}

/** Runs batches over `rows` rows of the order from `order` on. */
export function trainRows(features: usize, labels: usize, order: usize, rows: i32): void {
  for (let from = 0; from < rows; from += batch) {
    const count = min(batch, rows - from);
    batchGradient(features, labels, order + ((<usize>from) << 2), count, false);
    addToGradient();
    takeStep();
  }
}

/**
 * The gradient of the cross-entropy of `rows` rows: their mean, or with `summed` their sum. With a bound for
 * rows each row's own is clipped first, so that noise of a known scale can be added to the sum.
 */
export function batchGradient(features: usize, labels: usize, order: usize, rows: i32, summed: bool): void {
  gather(features, labels, order, rows);
  forward(batchFeatures, rows);
  const mean: f64 = 1 / <f64>rows;
  const eachRow = clipRow > 0;
  const last = layers - 1;
  const share: f64 = eachRow || summed ? 1 : mean;
  lossSum = binaryCrossEntropy(layerOutput(last), batchLabels, layerDelta(last), rows, negative, positive, share, lossSum);
  deltas(rows);
  if (eachRow) clippedRows += clipRows(clipRow, rows);
  gradients(gradient, rows);
  if (eachRow && !summed) scale(gradient, parameters, <f32>mean);
}

function gather(features: usize, labels: usize, order: usize, rows: i32): void {
  const bytes = (<usize>inputs) << 2;
  let to = batchFeatures;
  for (let i: usize = 0; i < (<usize>rows) << 2; i += 4) {
    const row = <usize>load<u32>(order + i);
    let from = features + row * bytes;
    const end = from + bytes;
    for (; from < end; from += 4, to += 4) f32.store(to, f32.load(from));
    f32.store(batchLabels + i, f32.load(labels + (row << 2)));
  }
}

/** Penalties are part of the loss and of what is clipped; the control variate is added after. */
function addToGradient(): void {
  if (l2 > 0) {
    for (let layer = 0; layer < layers; layer++) {
      const at = layerOffset(layer);
      addScaled(gradient + at, weights + at, <i32>(kernelBytes(layer) >> 2), l2);
    }
  }
  if (mu > 0) addScaledDifference(gradient, weights, anchor, parameters, mu);
  if (clipNorm > 0) {
    const size = length(gradient, parameters);
    if (size > clipNorm) scale(gradient, parameters, <f32>(clipNorm / size));
  }
  if (corrected) add(gradient, correction, parameters);
}

function takeStep(): void {
  time++;
  if (optimizer == ADAM) adamStep(weights, gradient, first, second, parameters, rate, time);
  else if (optimizer == MOMENTUM) momentumStep(weights, gradient, first, parameters, <f32>rate);
  else sgdStep(weights, gradient, parameters, <f32>rate);
}
