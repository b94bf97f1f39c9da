/** A finished model in the files of a TensorFlow.js LayersModel, which `tf.loadLayersModel` loads. */
import type { Model } from '../artifact.ts';
import { writeFloats } from '../float-bytes.ts';
import { weightLayout } from '../network.ts';
import { exportMetadata } from './metadata.ts';

/** How `model.json` names the file of weights beside it. */
export const TFJS_WEIGHTS = 'weights.bin';

export interface TfjsFiles {
  /** The text of `model.json`. */
  readonly modelJson: string;
  /** The bytes of `weights.bin`. */
  readonly weights: Uint8Array;
}

/**
 * The two files of the model. Its input is `[rows, pipeline.inputs.length]` of prepared values in the order
 * of `pipeline.inputs`, its output `[rows, 1]`, the probability of the label's positive value.
 *
 * TensorFlow.js has no layer that tells a missing value or reads a text, so the preparation is not inside: the
 * pipeline is in `userDefinedMetadata.fedhealth` (`model.getUserDefinedMetadata()` after loading).
 */
export function toTfjs(model: Model): TfjsFiles {
  const { network, study } = model;
  const weights = new Uint8Array(4 * model.weights.length);
  writeFloats(model.weights, weights);
  const layers = network.layers.map(({ inputs, units, activation }, index) => ({
    class_name: 'Dense',
    config: {
      name: `dense_${index}`,
      trainable: true,
      ...(index === 0 ? { batch_input_shape: [null, inputs] } : {}),
      dtype: 'float32',
      units,
      activation,
      use_bias: true,
      kernel_initializer: { class_name: 'Zeros', config: {} },
      bias_initializer: { class_name: 'Zeros', config: {} },
    },
  }));
  const modelJson = JSON.stringify({
    format: 'layers-model',
    generatedBy: 'fedhealth',
    convertedBy: null,
    modelTopology: {
      class_name: 'Sequential',
      config: { name: layerName(study.id), layers },
      keras_version: 'tfjs-layers 4.22.0',
      backend: 'tensor_flow.js',
    },
    weightsManifest: [
      {
        paths: [TFJS_WEIGHTS],
        weights: weightLayout(network).map(({ name, shape }) => ({ name, shape, dtype: 'float32' })),
      },
    ],
    userDefinedMetadata: { fedhealth: exportMetadata(model) },
  });
  return { modelJson, weights };
}

const layerName = (id: string): string => id.replace(/[^A-Za-z0-9]+/g, '_');
