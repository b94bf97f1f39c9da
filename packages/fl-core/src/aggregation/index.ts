export * from './create-strategy.ts';
export * from './strategy.ts';
