export { reduce } from './reduce.ts';
export { type Sample, type Sampling, sampleSites } from './sampling.ts';
export * from './state.ts';
