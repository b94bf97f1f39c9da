/** Whether a result that came in belongs to what the run is asking right now. */
import type { Result } from '@fedhealth/fl-core/lib';
import { ok } from '@fedhealth/fl-core/lib';
import { type ProtocolError, refuse, type TaskResult } from '@fedhealth/fl-core/protocol';
import type { RoundState, Work } from '@fedhealth/fl-core/round';
import { isOpenFor, type RoundBook } from './round-book.ts';

/** The round a result speaks of; statistics are round 0. */
export const roundOf = (result: TaskResult): number => ('round' in result ? result.round : 0);

/** One key for each question a site can be asked in a run. */
export const answerKey = (kind: TaskResult['kind'] | Work, round: number): string => `${kind}/${round}`;

/** A site that only measures answers the question for an update. */
const workOf = (kind: Exclude<TaskResult['kind'], 'failed'>): Work => (kind === 'measured' ? 'fit' : kind);

export function belongs(
  state: RoundState,
  book: RoundBook,
  site: string,
  result: TaskResult,
): Result<null, ProtocolError> {
  const round = roundOf(result);
  if (round > state.round)
    return refuse('WRONG_ROUND', `The run is in round ${state.round}, the update says ${round}.`);
  if (round < state.round || state.asked === null) return refuse('ROUND_CLOSED');
  if (result.kind !== 'failed' && workOf(result.kind) !== state.asked) return refuse('ROUND_CLOSED');
  if (state.asked === 'fit' && !isOpenFor(book, state)) return refuse('ROUND_CLOSED');
  const status = state.work[site];
  if (status === undefined) return refuse('NOT_RECRUITED');
  return status === 'working' || status === 'aside' || status === 'lost' ? ok(null) : refuse('ROUND_CLOSED');
}
