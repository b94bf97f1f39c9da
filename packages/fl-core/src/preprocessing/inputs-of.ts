import type { FeatureStep } from './types.ts';

/** Names of the inputs that a step makes, in their order. */
export function inputsOf(step: FeatureStep): string[] {
  if (step.kind === 'time') {
    return step.parts.flatMap((part) => [`${step.name} ${part} sin`, `${step.name} ${part} cos`]);
  }
  const own =
    step.kind === 'categorical' ? step.categories.map((category) => `${step.name}=${category}`) : [step.name];
  return step.indicator ? [...own, `${step.name} missing`] : own;
}
