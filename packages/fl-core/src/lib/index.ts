export * from './dataset.ts';
export * from './result.ts';
export * from './rng.ts';
