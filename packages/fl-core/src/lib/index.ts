export * from './dataset.ts';
export * from './dtype.ts';
export * from './held-shares.ts';
export * from './result.ts';
export * from './rng.ts';
