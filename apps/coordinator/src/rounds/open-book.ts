import type { RoundState } from '@fedhealth/fl-core/round';
import type { RunContext } from './context.ts';
import { createRoundBook, type RoundBook } from './round-book.ts';

/** The book of an attempt, in which updates add up to the next model as they come. */
export function openBook(
  { strategy, memory, nameOf }: Pick<RunContext, 'strategy' | 'memory' | 'nameOf'>,
  { round, attempt }: Pick<RoundState, 'round' | 'attempt'>,
): RoundBook {
  const { model, recruited } = memory;
  if (model === null) return createRoundBook(round, attempt);
  const { weights, strategyState } = model;
  const aggregation = strategy.begin(weights, strategyState, { sites: recruited.size });
  return createRoundBook(round, attempt, { global: weights, aggregation, nameOf });
}
