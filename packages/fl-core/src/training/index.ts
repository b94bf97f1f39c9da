export * from './batch-plan.ts';
export * from './engines.ts';
export * from './fit-options.ts';
export * from './simd/predictor.ts';
export * from './simd/trainer.ts';
export * from './tfjs/trainer.ts';
export * from './train-locally.ts';
export * from './trainer.ts';
