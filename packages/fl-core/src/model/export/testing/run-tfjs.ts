/** Scores prepared inputs with TensorFlow.js's own loader of LayersModels. */
import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { loadLayersModel } from '@tensorflow/tfjs-layers';
import type { TfjsFiles } from '../tfjs-layers-model.ts';

/** @param features row-major `rows × width` */
export async function runTfjs(files: TfjsFiles, features: Float32Array, rows: number) {
  await tf.setBackend('cpu');
  const json = JSON.parse(files.modelJson) as tf.io.ModelJSON;
  const weights = files.weights.slice().buffer;
  const model = await loadLayersModel({
    load: () =>
      tf.io.getModelArtifactsForJSON(json, async (manifest) => [
        manifest.flatMap((group) => group.weights),
        weights,
      ]),
  });
  const input = tf.tensor2d(features, [rows, features.length / rows]);
  const output = model.predict(input) as tf.Tensor;
  const scores = (await output.data()) as Float32Array;
  const metadata = model.getUserDefinedMetadata();
  tf.dispose([input, output]);
  model.dispose();
  return { scores, metadata, shape: output.shape };
}
