import type { Dataset } from '../../lib/dataset.ts';
import type { FitOptions } from '../trainer.ts';
import type { Device, Tensor } from './device.ts';
import type { DeviceBatch } from './network.ts';

/** Brings a dataset's rows to a device, batch by batch. */
export interface DeviceFeed {
  /** The rows of one batch, in order. To be called inside a scope. */
  batch(rows: Int32Array): DeviceBatch;
  dispose(): void;
}

/**
 * Where tensors lie in the machine's own memory, a batch is copied together and
 * written. On a GPU the whole dataset is uploaded once and batches are gathered
 * there, so that a step sends row numbers instead of rows.
 */
export function createDeviceFeed(
  device: Device,
  dataset: Dataset,
  options: Pick<FitOptions, 'classWeights' | 'perExampleClip'>,
): DeviceFeed {
  const { features, labels, width } = dataset;
  // Rows that are clipped one by one are averaged afterwards.
  const sums = (options.perExampleClip ?? 0) > 0;
  const uploaded = device.host ? null : device.write(features, [dataset.rows, width]);

  const featuresOf = (rows: Int32Array): Tensor => {
    const shape = [1, rows.length, width];
    if (uploaded) {
      const indices = device.write(rows.slice(), [rows.length]);
      const gathered = device.run('GatherV2', { x: uploaded, indices }, { axis: 0, batchDims: 0 });
      return device.run('Reshape', { x: gathered }, { shape });
    }
    const values = new Float32Array(rows.length * width);
    for (let i = 0; i < rows.length; i++) {
      const from = (rows[i] as number) * width;
      for (let j = 0; j < width; j++) values[i * width + j] = features[from + j] as number;
    }
    return device.write(values, shape);
  };

  return {
    batch(rows) {
      const weights = new Float32Array(rows.length);
      const targets = new Float32Array(rows.length);
      for (let i = 0; i < rows.length; i++) {
        const positive = labels[rows[i] as number] === 1;
        weights[i] = options.classWeights[positive ? 1 : 0] / (sums ? 1 : rows.length);
        targets[i] = positive ? (weights[i] as number) : 0;
      }
      const shape = [1, rows.length, 1];
      return {
        rows: rows.length,
        features: featuresOf(rows),
        weights: device.write(weights, shape),
        targets: device.write(targets, shape),
      };
    },
    dispose() {
      if (uploaded) device.free([uploaded]);
    },
  };
}
