import { parseStrategy } from '@fedhealth/fl-core/aggregation';
import type { Study } from '@fedhealth/fl-core/study';

/** Whether the study makes a version of the model for each hospital, by Ditto or fine-tuning. */
export function personalises({ federation }: Study): boolean {
  const strategy = parseStrategy(federation.strategy);
  return (
    Boolean(federation.personalization) ||
    (strategy.ok && strategy.value.configure(1).personalLambda !== undefined)
  );
}
