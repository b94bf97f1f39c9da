export { type EarlyStopping, scoreOf, WATCHED_METRICS } from './early-stopping.ts';
export { reduce } from './reduce.ts';
export { type KeptRound, type KeptRun, restoreRound } from './restore.ts';
export { type Sample, type Sampling, sampleSites } from './sampling.ts';
export * from './state.ts';
export { thinHistory } from './thin-history.ts';
