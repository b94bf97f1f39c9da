/** Every training engine, the likely fastest first. */
export const ENGINE_NAMES = ['simd', 'tfjs-webgpu', 'tfjs-webgl', 'tfjs-wasm', 'tfjs-cpu'] as const;
export type EngineName = (typeof ENGINE_NAMES)[number];
