/** A network of dense layers, as data, and where its weights lie in one flat vector. */
import type { Study } from '../study/schema.ts';

export type Activation = 'relu' | 'tanh' | 'sigmoid' | 'linear';

export interface DenseLayer {
  readonly inputs: number;
  readonly units: number;
  readonly activation: Activation;
}

export interface Network {
  readonly inputs: number;
  /** The last layer is Dense 1 sigmoid, its loss binary cross-entropy. */
  readonly layers: readonly DenseLayer[];
}

/** One tensor in the flat weight vector: row-major, at `offset`. */
export interface TensorSpec {
  readonly name: string;
  readonly shape: readonly number[];
  readonly offset: number;
  readonly size: number;
}

/** The network a study asks for, on `inputs` preprocessed columns. */
export function createNetwork(model: Study['model'], inputs: number): Network {
  const layers: DenseLayer[] = [];
  let width = inputs;
  for (const units of model.hidden) {
    layers.push({ inputs: width, units, activation: model.activation });
    width = units;
  }
  layers.push({ inputs: width, units: 1, activation: 'sigmoid' });
  return { inputs, layers };
}

/**
 * Kernel `[inputs, units]` then bias `[units]` of each layer in order: the order
 * of Keras, so that weights travel to other tools as they are.
 */
export function weightLayout(network: Network): TensorSpec[] {
  const tensors: TensorSpec[] = [];
  let offset = 0;
  network.layers.forEach((layer, index) => {
    for (const [kind, shape] of [
      ['kernel', [layer.inputs, layer.units]],
      ['bias', [layer.units]],
    ] as const) {
      const size = shape.reduce((product, side) => product * side, 1);
      tensors.push({ name: `dense_${index}/${kind}`, shape, offset, size });
      offset += size;
    }
  });
  return tensors;
}

/** How many numbers the network learns. */
export function parameterCount(network: Network): number {
  return network.layers.reduce((sum, layer) => sum + (layer.inputs + 1) * layer.units, 0);
}
