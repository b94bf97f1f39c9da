/** Optimizers on a device, each on the one flat vector of all parameters. */
import { type Network, parameterCount, weightLayout } from '../../model/network.ts';
import type { FitOptions } from '../trainer.ts';
import type { Device, Tensor } from './device.ts';

const MOMENTUM = 0.9;
const BETA_1 = 0.9;
const BETA_2 = 0.999;
/** Added outside the square root, after bias correction, as in Kingma and Ba 2015 and PyTorch. */
const EPSILON = 1e-8;

export interface DeviceOptimizer {
  /** Vectors of running means, zero at the start: `[parameters]` each. */
  readonly slots: number;
  /** One step. @returns the new parameters and the new slots. */
  step(parameters: Tensor, gradient: Tensor, slots: readonly Tensor[], time: number): Tensor[];
}

/** A number to multiply a whole vector by. The cpu backend is slow at broadcasting: there it is spread out. */
function constant(device: Device, value: number, length: number): Tensor {
  const size = device.name === 'cpu' ? length : 1;
  return device.write(new Float32Array(size).fill(value), [size]);
}

/** 1 where a parameter belongs to a kernel, 0 where to a bias: what the L2 penalty acts on. */
export function kernelMask(network: Network): Float32Array {
  const mask = new Float32Array(parameterCount(network));
  for (const { shape, offset, size } of weightLayout(network)) {
    if (shape.length === 2) mask.fill(1, offset, offset + size);
  }
  return mask;
}

/**
 * `sgd`: x − ηg. `momentum`: u = 0.9u + g, x − ηu. `adam` (Kingma and Ba 2015):
 * β₁ 0.9, β₂ 0.999, bias-corrected, ε 1e-8.
 */
export function createDeviceOptimizer(
  device: Device,
  options: Pick<FitOptions, 'optimizer' | 'learningRate'>,
  length: number,
): DeviceOptimizer {
  const { run } = device;
  const { learningRate } = options;
  const times = (x: Tensor, factor: number): Tensor =>
    run('Multiply', { a: x, b: constant(device, factor, length) });
  const plus = (a: Tensor, b: Tensor): Tensor => run('Add', { a, b });
  const minus = (a: Tensor, b: Tensor): Tensor => run('Sub', { a, b });
  const slot = (slots: readonly Tensor[], index: number): Tensor => {
    const found = slots[index];
    if (!found) throw new RangeError('The optimizer was given too few slots.');
    return found;
  };

  switch (options.optimizer) {
    case 'sgd':
      return { slots: 0, step: (parameters, gradient) => [minus(parameters, times(gradient, learningRate))] };
    case 'momentum':
      return {
        slots: 1,
        step(parameters, gradient, slots) {
          const velocity = plus(times(slot(slots, 0), MOMENTUM), gradient);
          return [minus(parameters, times(velocity, learningRate)), velocity];
        },
      };
    case 'adam':
      return {
        slots: 2,
        step(parameters, gradient, slots, time) {
          // The slots hold m / (1 − β₁) and v / (1 − β₂): two products fewer a step. All
          // constants of the textbook formula then gather in `rate` and `epsilon`.
          const first = plus(times(slot(slots, 0), BETA_1), gradient);
          const second = plus(times(slot(slots, 1), BETA_2), run('Multiply', { a: gradient, b: gradient }));
          const root = Math.sqrt((1 - BETA_2) / (1 - BETA_2 ** time));
          const rate = (learningRate * (1 - BETA_1)) / ((1 - BETA_1 ** time) * root);
          const epsilon = constant(device, EPSILON / root, length);
          const divisor = plus(run('Sqrt', { x: second }), epsilon);
          const update = times(run('RealDiv', { a: first, b: divisor }), rate);
          return [minus(parameters, update), first, second];
        },
      };
  }
}
