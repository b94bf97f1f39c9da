export * from './classification-metrics.ts';
export * from './evaluation.ts';
export * from './held-evaluations.ts';
export * from './roc.ts';
export * from './score-counts.ts';
export * from './types.ts';
