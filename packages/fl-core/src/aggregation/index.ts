export * from './anomaly-watch.ts';
export * from './create-strategy.ts';
export type { StrategyDescription } from './definition.ts';
export * from './limits.ts';
export * from './odd-updates.ts';
export { type ChoiceParameter, isNamed, type NumberParameter, type Parameter } from './parameter.ts';
export {
  absurdLength,
  controlOutOfReach,
  growthFor,
  reachOf,
  type Stride,
  stepsOfWay,
  type Usual,
  usualStride,
} from './reach.ts';
export * from './site-control.ts';
export { type Sketch, sketchStep } from './sketch.ts';
export * from './strategies.ts';
export * from './strategy.ts';
export * from './update-figures.ts';
