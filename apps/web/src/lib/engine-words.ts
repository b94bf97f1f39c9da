/** Training engines by the names people know them by. */
import { ENGINE_NAMES, type EngineName } from '@fedhealth/fl-core/study';

const ENGINES: Readonly<Record<EngineName, string>> = {
  simd: 'WebAssembly SIMD',
  'tfjs-webgpu': 'TensorFlow.js, WebGPU',
  'tfjs-webgl': 'TensorFlow.js, WebGL',
  'tfjs-wasm': 'TensorFlow.js, WebAssembly',
  'tfjs-cpu': 'TensorFlow.js, JavaScript',
};

export const asEngine = (name: string | null): EngineName | null =>
  ENGINE_NAMES.find((engine) => engine === name) ?? null;

export const engineWords = (engine: string | null): string => {
  const known = asEngine(engine);
  return known ? ENGINES[known] : (engine ?? '—');
};

/** All of them, as a list to choose from. */
export const engineChoices = (): { value: string; label: string }[] =>
  ENGINE_NAMES.map((value) => ({ value, label: ENGINES[value] }));

/** A sentence of the engines themselves, with the names people know. */
export const withEngineWords = (text: string): string =>
  text.replace(/\b(?:tfjs-(?:webgpu|webgl|wasm|cpu)|simd)\b/g, (name) => engineWords(name));

/** Passes over a site's training rows in a minute. */
export const epochsPerMinute = (stepsPerSecond: number, trainRows: number, batchSize: number): number =>
  (60 * stepsPerSecond) / Math.max(1, Math.ceil(trainRows / batchSize));
