import { stepsOfWay } from '@fedhealth/fl-core/aggregation';
import type { FitReport } from '@fedhealth/fl-core/protocol';
import type { RoundState } from '@fedhealth/fl-core/round';
import type { Study } from '@fedhealth/fl-core/study';
import type { RunContext } from '../run/context.ts';
import { createPendingUpdates } from './pending-updates.ts';
import { createRoundBook, type RoundBook } from './round-book.ts';

/** How far an update's steps may take it: no more of them count than the study asks for on its rows. */
export function wayOf(
  { localSteps, localEpochs, batchSize, optimizer }: Study['training'],
  { steps, examples }: Pick<FitReport, 'steps' | 'examples'>,
): number {
  const asked = localSteps ?? localEpochs * Math.ceil(examples / batchSize);
  return stepsOfWay(Math.min(steps, asked), optimizer);
}

type OfRun = Pick<RunContext, 'strategy' | 'memory' | 'nameOf'> & {
  readonly parts: Pick<RunContext['parts'], 'study'>;
};

/** The book of an attempt, in which updates add up to the next model as they come. */
export function openBook(
  { strategy, memory, parts, nameOf }: OfRun,
  { round, attempt }: Pick<RoundState, 'round' | 'attempt'>,
): RoundBook {
  const { model, recruited } = memory;
  if (model === null) return createRoundBook(round, attempt);
  const { weights, strategyState } = model;
  const { training, federation } = parts.study;
  const { maxShare, maxRelativeNorm } = federation.gate;
  const pending = createPendingUpdates({
    global: weights,
    state: strategyState,
    begin: () => strategy.begin(weights, strategyState, { sites: recruited.size, maxShare }),
    fewestUpdates: strategy.fewestUpdates,
    maxRelativeNorm,
    maxShare,
    past: memory.strides.flat(),
  });
  return createRoundBook(round, attempt, {
    global: weights,
    pending,
    maxShare,
    wayOf: (report) => wayOf(training, report),
    nameOf,
  });
}
