export * from './create-strategy.ts';
export type { StrategyDescription } from './definition.ts';
export { type ChoiceParameter, isNamed, type NumberParameter, type Parameter } from './parameter.ts';
export * from './site-control.ts';
export * from './strategies.ts';
export * from './strategy.ts';
