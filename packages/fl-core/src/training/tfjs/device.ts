/** A tfjs backend, opened and driven kernel by kernel. */
import type { KernelBackend, TensorInfo } from '@tensorflow/tfjs-core';

export type TfjsBackend = 'wasm' | 'cpu' | 'webgl' | 'webgpu';
export type Tensor = TensorInfo;

type Kernel = (call: {
  inputs: Readonly<Record<string, Tensor>> | readonly Tensor[];
  backend: KernelBackend;
  attrs: Readonly<Record<string, unknown>>;
}) => Tensor | Tensor[];

/**
 * Kernels of one backend, called straight. The ops of tfjs check, wrap and track
 * every tensor for gradients that are not needed here; for a small network that
 * takes several times longer than the sums themselves. A kernel is also told its
 * backend, so trainers of different backends can work side by side.
 *
 * Every tensor made inside `scope` is freed when it ends, but for the one it
 * returns; tensors made outside are freed by `free`.
 */
export interface Device {
  readonly name: TfjsBackend;
  /** True where tensors lie in the machine's own memory, so that writing one costs next to nothing. */
  readonly host: boolean;
  write(values: Float32Array | Int32Array, shape: number[]): Tensor;
  /** Waits for the device to catch up. Rejects when the device was lost: what it holds is then rubbish. */
  read(tensor: Tensor): Promise<Float32Array>;
  run(
    kernel: string,
    inputs: Readonly<Record<string, Tensor>> | readonly Tensor[],
    attrs?: Readonly<Record<string, unknown>>,
  ): Tensor;
  scope(body: () => Tensor[]): Tensor[];
  free(tensors: readonly Tensor[]): void;
}

export function createDevice(
  name: TfjsBackend,
  backend: KernelBackend,
  kernelOf: (kernel: string) => unknown,
  isLost: () => boolean = () => false,
  /** Settles when the device is lost: a read that waits for it would never end. */
  lost: Promise<unknown> = new Promise(() => undefined),
): Device {
  const kernels = new Map<string, Kernel>();
  const reading = new Set<() => void>();
  let gone = false;
  void lost.then(() => {
    gone = true;
    for (const giveUp of reading) giveUp();
  });
  let made: Tensor[] | null = null;
  const find = (name: string): Kernel => {
    const known = kernels.get(name);
    if (known) return known;
    const found = kernelOf(name);
    if (typeof found !== 'function')
      throw new Error(`The ${backend.constructor.name} has no kernel ${name}.`);
    const kernel = found as Kernel;
    kernels.set(name, kernel);
    return kernel;
  };
  const keep = (tensor: Tensor): Tensor => {
    made?.push(tensor);
    return tensor;
  };
  const free = (tensors: readonly Tensor[]): void => {
    for (const { dataId } of tensors) backend.disposeData(dataId);
  };
  return {
    name,
    host: name === 'wasm' || name === 'cpu',
    write(values, shape) {
      const dtype = values instanceof Int32Array ? 'int32' : 'float32';
      return keep({ dataId: backend.write(values, shape, dtype), shape, dtype });
    },
    async read(tensor) {
      // One listener to the loss for all reads: a race with `lost` would stay in memory for each.
      const values = await new Promise<unknown>((resolve, reject) => {
        const giveUp = (): void => resolve(null);
        if (gone) return giveUp();
        reading.add(giveUp);
        backend
          .read(tensor.dataId)
          .then(resolve, reject)
          .finally(() => reading.delete(giveUp));
      });
      if (values === null || isLost()) throw new Error('the graphics card was lost');
      if (!(values instanceof Float32Array)) throw new Error('A tensor of 32-bit floats was expected.');
      return values;
    },
    run(kernel, inputs, attrs = {}) {
      const output = find(kernel)({ inputs, backend, attrs });
      if (Array.isArray(output))
        throw new Error(`The kernel ${kernel} gave several tensors where one was expected.`);
      return keep(output);
    },
    scope(body) {
      const outer = made;
      const inner: Tensor[] = [];
      made = inner;
      let kept: Tensor[] = [];
      try {
        kept = body();
        return kept;
      } finally {
        made = outer;
        const survivors = new Set(kept);
        free(inner.filter((tensor) => !survivors.has(tensor)));
      }
    },
    free,
  };
}
