/** The network on a device: its answer to a batch, and the gradient of the loss by hand. */
import { type Activation, type Network, type TensorSpec, weightLayout } from '../../model/network.ts';
import { rowFactors } from './clip.ts';
import type { Device, Tensor } from './device.ts';

/** One batch on the device; all tensors have a leading 1, as fused kernels want it. */
export interface DeviceBatch {
  readonly rows: number;
  /** `[1, rows, inputs]` */
  readonly features: Tensor;
  /** `[1, rows, 1]`: the weight of each row: class weight, divided by rows where gradients are a mean. */
  readonly weights: Tensor;
  /** `[1, rows, 1]`: label × weight. */
  readonly targets: Tensor;
}

export interface DeviceNetwork {
  /**
   * Log-odds `[1, rows, 1]` for a batch, and the gradient of its mean weighted
   * cross-entropy for every parameter, `[parameters]`. With `perExampleClip` each row's own
   * gradient is shortened first; its length is found without making it (Goodfellow 2015).
   */
  gradient(parameters: Tensor, batch: DeviceBatch): { readonly logits: Tensor; readonly gradient: Tensor };
}

export function createDeviceNetwork(device: Device, network: Network, perExampleClip = 0): DeviceNetwork {
  const { run } = device;
  const layout = weightLayout(network);
  const reshape = (x: Tensor, shape: number[]): Tensor => run('Reshape', { x }, { shape });
  const transpose = (x: Tensor): Tensor => run('Transpose', { x }, { perm: [0, 2, 1] });
  // The wasm backend multiplies transposed operands with plain loops, three times
  // slower than transposing first and using its SIMD product.
  const transposesFirst = device.name === 'wasm';
  const product = (a: Tensor, b: Tensor, flip: 'a' | 'b' | 'none'): Tensor => {
    const first = transposesFirst && flip === 'a' ? transpose(a) : a;
    const second = transposesFirst && flip === 'b' ? transpose(b) : b;
    const attrs = {
      transposeA: !transposesFirst && flip === 'a',
      transposeB: !transposesFirst && flip === 'b',
    };
    return run('BatchMatMul', { a: first, b: second }, attrs);
  };
  const multiply = (a: Tensor, b: Tensor): Tensor => run('Multiply', { a, b });
  const part = (parameters: Tensor, spec: TensorSpec | undefined, shape: number[]): Tensor => {
    if (!spec) throw new RangeError('The network has no such layer.');
    const slice = run('Slice', { x: parameters }, { begin: [spec.offset], size: [spec.size] });
    return reshape(slice, shape);
  };

  /** A layer's output: the activation that kernels do not fuse comes after. */
  const dense = (input: Tensor, kernel: Tensor, bias: Tensor, activation: Activation): Tensor => {
    const fused = activation === 'relu' ? 'relu' : 'linear';
    const attrs = { transposeA: false, transposeB: false, activation: fused };
    const sum = run('_FusedMatMul', { a: input, b: kernel, bias }, attrs);
    if (activation === 'tanh') return run('Tanh', { x: sum });
    return activation === 'sigmoid' ? run('Sigmoid', { x: sum }) : sum;
  };

  /** The derivative of an activation times `upstream`, from the activation's output. */
  const backThrough = (activation: Activation, output: Tensor, upstream: Tensor): Tensor => {
    switch (activation) {
      case 'relu':
        return multiply(upstream, run('Step', { x: output }, { alpha: 0 }));
      case 'tanh': // 1 − h²
        return run('Sub', { a: upstream, b: multiply(upstream, multiply(output, output)) });
      case 'sigmoid': // h − h²
        return multiply(upstream, run('Sub', { a: output, b: multiply(output, output) }));
      case 'linear':
        return upstream;
    }
  };

  return {
    gradient(parameters, batch) {
      const layers = network.layers.map((layer, index) => ({
        ...layer,
        activation: index === network.layers.length - 1 ? ('linear' as const) : layer.activation,
        kernel: part(parameters, layout[2 * index], [1, layer.inputs, layer.units]),
        bias: part(parameters, layout[2 * index + 1], [layer.units]),
      }));
      const passes: { layer: (typeof layers)[number]; input: Tensor; output: Tensor }[] = [];
      let output = batch.features;
      for (const layer of layers) {
        const input = output;
        output = dense(input, layer.kernel, layer.bias, layer.activation);
        passes.push({ layer, input, output });
      }
      const logits = output;

      // For a sigmoid under cross-entropy the derivative is (p − y) · weight.
      const scores = run('Sigmoid', { x: logits });
      let delta = run('Sub', { a: multiply(scores, batch.weights), b: batch.targets });
      const deltas: Tensor[] = [];
      for (const [index, { layer, output }] of [...passes.entries()].reverse()) {
        if (index < passes.length - 1) delta = backThrough(layer.activation, output, delta);
        deltas.unshift(delta);
        if (index > 0) delta = product(delta, layer.kernel, 'b');
      }
      const inputs = passes.map(({ input }) => input);
      const factors = perExampleClip > 0 ? rowFactors(device, inputs, deltas, perExampleClip) : null;
      const ones = device.write(new Float32Array(batch.rows).fill(1), [1, 1, batch.rows]);
      const gradients = passes.flatMap(({ layer, input }, index) => {
        const own = deltas[index] as Tensor;
        const clipped = factors ? multiply(own, factors) : own;
        const kernel = reshape(product(input, clipped, 'a'), [layer.inputs * layer.units]);
        return [kernel, reshape(product(ones, clipped, 'none'), [layer.units])];
      });
      return { logits, gradient: run('Concat', gradients, { axis: 0 }) };
    },
  };
}
