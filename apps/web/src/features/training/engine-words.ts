/** Training engines by the names people know them by. */
const ENGINES: Readonly<Record<string, string>> = {
  simd: 'WebAssembly SIMD',
  'tfjs-wasm': 'TensorFlow.js, WebAssembly',
  'tfjs-cpu': 'TensorFlow.js, JavaScript',
  'tfjs-webgl': 'TensorFlow.js, WebGL',
  'tfjs-webgpu': 'TensorFlow.js, WebGPU',
};

export const engineWords = (engine: string | null): string =>
  engine === null ? '—' : (ENGINES[engine] ?? engine);
