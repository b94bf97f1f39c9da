/** What a round's strategy asks of the sites' training, as it travels: words in the task, c as a frame. */
import type { FitInstructions } from '@fedhealth/fl-core/protocol';
import type { Work } from '@fedhealth/fl-core/round';
import type { RunContext } from '../run/context.ts';

export interface Instructed {
  /** Null when the strategy asks for nothing beyond the study. */
  readonly instructions: FitInstructions | null;
  /** SCAFFOLD's c; null when it is zero, as in the first round. */
  readonly control: Float32Array | null;
}

export function instructionsFor(
  { strategy, memory, parts }: Pick<RunContext, 'strategy' | 'memory' | 'parts'>,
  { work, round }: { readonly work: Work; readonly round: number },
): Instructed {
  if (work !== 'fit' || memory.model === null) return { instructions: null, control: null };
  const { control, ...words } = strategy.configure(round, memory.model.strategyState);
  const { personalization } = parts.study.federation;
  const instructions: FitInstructions = {
    ...words,
    ...(strategy.controlVariates && { controlVariates: true }),
    ...(personalization && { personalEpochs: personalization.epochs }),
  };
  return {
    instructions: Object.keys(instructions).length > 0 ? instructions : null,
    control: control ? Float32Array.from(control) : null,
  };
}
