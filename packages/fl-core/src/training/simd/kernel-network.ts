import type { Activation, Network } from '../../model/network.ts';
import type { Kernel } from './kernel.ts';

/** Numbers of the activations in `kernel/activation.ts`. */
const ACTIVATIONS: Readonly<Record<Activation, number>> = { linear: 0, relu: 1, tanh: 2, sigmoid: 3 };

/** Tells the kernel the layers. The last one's sigmoid is the loss's part: it gives log-odds. @throws RangeError */
export function describeNetwork(kernel: Kernel, network: Network): void {
  kernel.beginNetwork(network.inputs);
  network.layers.forEach((layer, index) => {
    const last = index === network.layers.length - 1;
    if (!kernel.addLayer(layer.units, last ? ACTIVATIONS.linear : ACTIVATIONS[layer.activation])) {
      throw new RangeError(`The kernel has room for ${index} layers; the network has more.`);
    }
  });
}

/** Floats of the kernel's memory. To be asked for anew after every allocation: growing moves the memory. */
export function floatsAt(kernel: Kernel, address: number, count: number): Float32Array {
  return new Float32Array(kernel.memory.buffer, address, count);
}

/** A block of memory. @throws Error when there is none left. */
export function allocateOrThrow(kernel: Kernel, bytes: number): number {
  const address = kernel.allocate(bytes);
  if (address === 0) throw outOfMemory();
  return address;
}

export const outOfMemory = (): Error =>
  new Error(
    'There is not enough memory on this machine for these rows and this network. Close other pages, or use a smaller file.',
  );
