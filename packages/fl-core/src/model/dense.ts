/** The sums of a dense layer in plain float64. */
import type { Network } from './network.ts';

const FLOAT32_MAX = 3.4028234663852886e38;

/** Absurd but finite weights must not become Infinity, and one layer later NaN. */
const withinFloat32 = (z: number): number => Math.min(Math.max(z, -FLOAT32_MAX), FLOAT32_MAX);

/** A layer's numbers as the loops below read them. */
export interface DenseWeights {
  readonly inputs: number;
  readonly units: number;
  /** `[units, inputs]`, the transpose of the stored kernel: each unit's weights lie together. */
  readonly kernel: Float64Array;
  readonly bias: Float64Array;
}

/**
 * out[rows × units] = in[rows × inputs] · kernel + bias. Four rows share each weight
 * that is read; every sum runs in the same order, so a row's answer does not
 * depend on its neighbours.
 */
export function dense(input: Float64Array, output: Float64Array, rows: number, layer: DenseWeights): void {
  const { inputs, units, kernel, bias } = layer;
  let r = 0;
  for (; r + 4 <= rows; r += 4) {
    const row0 = r * inputs;
    const row1 = row0 + inputs;
    const row2 = row1 + inputs;
    const row3 = row2 + inputs;
    for (let j = 0; j < units; j++) {
      const from = j * inputs;
      let sum0 = bias[j] as number;
      let sum1 = sum0;
      let sum2 = sum0;
      let sum3 = sum0;
      for (let i = 0; i < inputs; i++) {
        const w = kernel[from + i] as number;
        sum0 += w * (input[row0 + i] as number);
        sum1 += w * (input[row1 + i] as number);
        sum2 += w * (input[row2 + i] as number);
        sum3 += w * (input[row3 + i] as number);
      }
      output[r * units + j] = withinFloat32(sum0);
      output[(r + 1) * units + j] = withinFloat32(sum1);
      output[(r + 2) * units + j] = withinFloat32(sum2);
      output[(r + 3) * units + j] = withinFloat32(sum3);
    }
  }
  for (; r < rows; r++) {
    for (let j = 0; j < units; j++) {
      let sum = bias[j] as number;
      for (let i = 0; i < inputs; i++) {
        sum += (kernel[j * inputs + i] as number) * (input[r * inputs + i] as number);
      }
      output[r * units + j] = withinFloat32(sum);
    }
  }
}

/** The layers of a flat weight vector, copied to float64. */
export function denseWeights(network: Network, weights: ArrayLike<number>): DenseWeights[] {
  let offset = 0;
  return network.layers.map(({ inputs, units }) => {
    const kernel = new Float64Array(inputs * units);
    for (let i = 0; i < inputs; i++) {
      for (let j = 0; j < units; j++) kernel[j * inputs + i] = Number(weights[offset + i * units + j]);
    }
    offset += inputs * units;
    const bias = Float64Array.from({ length: units }, (_, j) => Number(weights[offset + j]));
    offset += units;
    return { inputs, units, kernel, bias };
  });
}
