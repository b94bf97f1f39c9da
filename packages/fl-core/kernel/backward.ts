// From the derivative by the log-odds back to every weight's gradient.

import { backThrough } from './activation';
import { product } from './matrix';
import {
  kernelBytes, layerActivation, layerDelta, layerInput, layerInputs, layerOffset, layerOutput, layerUnits, layers, weights,
} from './network';

/** Fills every layer's deltas from those of the last. */
export function deltas(rows: i32): void {
  for (let layer = layers - 1; layer > 0; layer--) {
    const units = layerUnits(layer);
    const width = layerInputs(layer);
    const before = layerDelta(layer - 1);
    product(
      layerDelta(layer), (<usize>units) << 2, 4,
      weights + layerOffset(layer), 4, (<usize>units) << 2,
      0, before, rows, width, units,
    );
    backThrough(layerActivation(layer - 1), layerOutput(layer - 1), before, rows * width);
  }
}

/** The gradient summed over the batch's rows, in the layout of the weights. */
export function gradients(gradient: usize, rows: i32): void {
  for (let layer = 0; layer < layers; layer++) {
    const units = layerUnits(layer);
    const width = layerInputs(layer);
    const to = gradient + layerOffset(layer);
    const delta = layerDelta(layer);
    product(layerInput(layer), 4, (<usize>width) << 2, delta, (<usize>units) << 2, 4, 0, to, width, units, rows);
    columnSums(delta, to + kernelBytes(layer), rows, units);
  }
}

function columnSums(values: usize, to: usize, rows: i32, columns: i32): void {
  const stride = (<usize>columns) << 2;
  let column = 0;
  for (; column + 4 <= columns; column += 4) {
    let sum = f32x4.splat(0);
    let at = values + ((<usize>column) << 2);
    for (let row = 0; row < rows; row++, at += stride) sum = f32x4.add(sum, v128.load(at));
    v128.store(to + ((<usize>column) << 2), sum);
  }
  for (; column < columns; column++) {
    let sum: f32 = 0;
    let at = values + ((<usize>column) << 2);
    for (let row = 0; row < rows; row++, at += stride) sum += f32.load(at);
    f32.store(to + ((<usize>column) << 2), sum);
  }
}

/**
 * Scales each row's deltas so that its own gradient is at most `bound` long (Abadi et al. 2016). The length of
 * a dense layer's gradient for one row is ‖input‖·‖delta‖ (Goodfellow 2015), so no gradient is made for it.
 * @returns how many rows were shortened
 */
export function clipRows(bound: f32, rows: i32): i32 {
  let clipped = 0;
  for (let row = 0; row < rows; row++) {
    let squares: f64 = 0;
    for (let layer = 0; layer < layers; layer++) {
      squares += (1 + rowSquares(layerInput(layer), row, layerInputs(layer))) * rowSquares(layerDelta(layer), row, layerUnits(layer));
    }
    const length = Math.sqrt(squares);
    if (!(length > bound)) continue;
    clipped++;
    const factor = <f32>(bound / length);
    for (let layer = 0; layer < layers; layer++) {
      const units = layerUnits(layer);
      let at = layerDelta(layer) + ((<usize>row * <usize>units) << 2);
      for (let unit = 0; unit < units; unit++, at += 4) f32.store(at, f32.load(at) * factor);
    }
  }
  return clipped;
}

function rowSquares(matrix: usize, row: i32, columns: i32): f64 {
  let at = matrix + ((<usize>row * <usize>columns) << 2);
  let sum: f64 = 0;
  for (let column = 0; column < columns; column++, at += 4) {
    const value = <f64>f32.load(at);
    sum += value * value;
  }
  return sum;
}
