// The network: its layers, where each one's weights lie in the flat vector, and the buffers of one batch.

import { activate } from './activation';
import { allocate } from './memory';
import { prepareProducts, product } from './matrix';

/** No objects: the runtime's own heap would lie where the stack of blocks begins. */
// @ts-ignore: decorator
@inline
const MOST_LAYERS: i32 = 16;

export let layers: i32 = 0;
export let parameters: i32 = 0;
export let inputs: i32 = 0;
const inputsOf = memory.data(MOST_LAYERS * 4, 4);
const unitsOf = memory.data(MOST_LAYERS * 4, 4);
const activationOf = memory.data(MOST_LAYERS * 4, 4);
const offsetOf = memory.data(MOST_LAYERS * 4, 4);
const outputOf = memory.data(MOST_LAYERS * 4, 4);
const deltaOf = memory.data(MOST_LAYERS * 4, 4);

/** The flat vector: kernel `[inputs, units]` then bias `[units]` of each layer. */
export let weights: usize = 0;
/** The batch's rows, `[rows, inputs]`. */
export let batchFeatures: usize = 0;

// @ts-ignore: decorator
@inline
export function layerInputs(layer: i32): i32 {
  return load<i32>(inputsOf + ((<usize>layer) << 2));
}
// @ts-ignore: decorator
@inline
export function layerUnits(layer: i32): i32 {
  return load<i32>(unitsOf + ((<usize>layer) << 2));
}
// @ts-ignore: decorator
@inline
export function layerActivation(layer: i32): i32 {
  return load<i32>(activationOf + ((<usize>layer) << 2));
}
// @ts-ignore: decorator
@inline
export function kernelBytes(layer: i32): usize {
  return ((<usize>layerInputs(layer)) * <usize>layerUnits(layer)) << 2;
}
/** Where a layer's kernel begins in the flat vector, in bytes; its bias follows after `kernelBytes`. */
// @ts-ignore: decorator
@inline
export function layerOffset(layer: i32): usize {
  return load<usize>(offsetOf + ((<usize>layer) << 2));
}
/** `[rows, units]` after the activation; the last layer's are the log-odds. */
// @ts-ignore: decorator
@inline
export function layerOutput(layer: i32): usize {
  return load<usize>(outputOf + ((<usize>layer) << 2));
}
/** `[rows, units]`: the loss's derivative by each sum before the activation. */
// @ts-ignore: decorator
@inline
export function layerDelta(layer: i32): usize {
  return load<usize>(deltaOf + ((<usize>layer) << 2));
}
// @ts-ignore: decorator
@inline
export function layerInput(layer: i32): usize {
  return layer == 0 ? batchFeatures : layerOutput(layer - 1);
}

/** Forgets every layer; the next ones begin a network of `width` inputs. */
export function beginNetwork(width: i32): void {
  layers = 0;
  parameters = 0;
  inputs = width;
}

/** False when there are too many layers. */
export function addLayer(units: i32, activation: i32): bool {
  if (layers == MOST_LAYERS) return false;
  const width = layers == 0 ? inputs : layerUnits(layers - 1);
  store<i32>(inputsOf + ((<usize>layers) << 2), width);
  store<i32>(unitsOf + ((<usize>layers) << 2), units);
  store<i32>(activationOf + ((<usize>layers) << 2), activation);
  store<usize>(offsetOf + ((<usize>layers) << 2), (<usize>parameters) << 2);
  parameters += (width + 1) * units;
  layers++;
  return true;
}

/** Buffers for batches of up to `rows` rows. False when memory does not suffice. */
export function allocateBatch(rows: i32): bool {
  weights = allocate((<usize>parameters) << 2);
  batchFeatures = allocate(((<usize>rows) * <usize>inputs) << 2);
  if (!weights || !batchFeatures) return false;
  let widest = inputs;
  for (let layer = 0; layer < layers; layer++) {
    const bytes = ((<usize>rows) * <usize>layerUnits(layer)) << 2;
    store<usize>(outputOf + ((<usize>layer) << 2), allocate(bytes));
    store<usize>(deltaOf + ((<usize>layer) << 2), allocate(bytes));
    if (!layerOutput(layer) || !layerDelta(layer)) return false;
    widest = max(widest, layerUnits(layer));
  }
  return prepareProducts(max(widest, rows), max(widest, rows));
}

/** From `features` (`[rows, inputs]`) to the log-odds in the last layer's output. */
export function forward(features: usize, rows: i32): void {
  let input = features;
  for (let layer = 0; layer < layers; layer++) {
    const units = layerUnits(layer);
    const width = layerInputs(layer);
    const kernel = weights + layerOffset(layer);
    const output = layerOutput(layer);
    product(
      input, (<usize>width) << 2, 4,
      kernel, (<usize>units) << 2, 4,
      kernel + kernelBytes(layer), output, rows, units, width,
    );
    if (layer < layers - 1) activate(layerActivation(layer), output, rows * units);
    input = output;
  }
}
