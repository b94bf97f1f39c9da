/** Shortening of gradients on a device, without reading anything back. */
import type { Device, Tensor } from './device.ts';

const one = (device: Device, value: number): Tensor => device.write(Float32Array.of(value), [1]);

/** min(1, bound / length) from squared lengths. */
function factorsOf(device: Device, squares: Tensor, bound: number): Tensor {
  const length = device.run('Sqrt', { x: squares });
  const divisor = device.run('Maximum', { a: length, b: one(device, bound) });
  return device.run('RealDiv', { a: one(device, bound), b: divisor });
}

/** A vector shortened to at most `bound`. */
export function clipVector(device: Device, vector: Tensor, bound: number): Tensor {
  const products = device.run('Multiply', { a: vector, b: vector });
  const sum = device.run('Sum', { x: products }, { axis: [0], keepDims: false });
  const factor = factorsOf(device, device.run('Reshape', { x: sum }, { shape: [1] }), bound);
  return device.run('Multiply', { a: vector, b: factor });
}

/**
 * What each row's deltas are multiplied by so that its gradient is at most `bound` long, `[1, rows, 1]`. The
 * length of a dense layer's gradient for one row is ‖delta‖ · √(‖input‖² + 1), the 1 being the bias's input.
 */
export function rowFactors(
  device: Device,
  inputs: readonly Tensor[],
  deltas: readonly Tensor[],
  bound: number,
): Tensor {
  const squares = (x: Tensor): Tensor => {
    const products = device.run('Multiply', { a: x, b: x });
    const sums = device.run('Sum', { x: products }, { axis: [2], keepDims: false });
    return device.run('Reshape', { x: sums }, { shape: [1, x.shape[1] ?? 0, 1] });
  };
  const parts = deltas.map((delta, layer) => {
    const input = device.run('Add', { a: squares(inputs[layer] as Tensor), b: one(device, 1) });
    return device.run('Multiply', { a: input, b: squares(delta) });
  });
  const total = parts.reduce((a, b) => device.run('Add', { a, b }));
  return factorsOf(device, total, bound);
}
