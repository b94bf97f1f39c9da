export * from './dataset.ts';
export * from './dtype.ts';
export * from './held-shares.ts';
export * from './name.ts';
export * from './record-of.ts';
export * from './result.ts';
export * from './rng.ts';
