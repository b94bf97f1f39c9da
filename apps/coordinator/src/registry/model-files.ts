/** A kept model as the files that it can be taken away in. */
import { encodeArtifact, type Model, sealArtifact, toBinaryFile, toJsonFile } from '@fedhealth/fl-core/model';
import { zipSync } from 'fflate';

export const MODEL_FORMATS = ['json', 'binary', 'onnx', 'tfjs'] as const;
export type ModelFormat = (typeof MODEL_FORMATS)[number];

/** A file by its name within its folder. */
export interface NamedBytes {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** How the one file of a format ends; a TensorFlow.js model is two files. */
export const FILE_ENDING: Readonly<Record<Exclude<ModelFormat, 'tfjs'>, string>> = {
  json: 'json',
  binary: 'fhmodel',
  onnx: 'onnx',
};

/** The model in a format of one file. */
export async function modelFile(model: Model, format: Exclude<ModelFormat, 'tfjs'>): Promise<Uint8Array> {
  if (format === 'onnx') {
    const { toOnnx } = await import('@fedhealth/fl-core/model/export');
    return toOnnx(model);
  }
  const artifact = await sealArtifact(encodeArtifact(model));
  return format === 'json' ? toJsonFile(artifact) : toBinaryFile(artifact);
}

/** `model.json` and the weights beside it. */
export async function tfjsFiles(model: Model): Promise<[json: NamedBytes, weights: NamedBytes]> {
  const { TFJS_WEIGHTS, toTfjs } = await import('@fedhealth/fl-core/model/export');
  const { modelJson, weights } = toTfjs(model);
  return [
    { name: 'model.json', bytes: new TextEncoder().encode(modelJson) },
    { name: TFJS_WEIGHTS, bytes: weights },
  ];
}

/** The earliest date that a ZIP archive can tell. */
const ZIP_EPOCH = Date.UTC(1980, 0, 2);

/** The TensorFlow.js files in one archive; the same bytes for the same model. */
export async function tfjsArchive(model: Model): Promise<Uint8Array> {
  const files = await tfjsFiles(model);
  const mtime = Math.max(Date.parse(model.lineage.createdAt) || 0, ZIP_EPOCH);
  return zipSync(Object.fromEntries(files.map(({ name, bytes }) => [name, bytes])), { mtime });
}
