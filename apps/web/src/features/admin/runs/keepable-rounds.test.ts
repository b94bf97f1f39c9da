import type { RoundView } from '@fedhealth/fl-core/protocol';
import { expect, it } from 'vitest';
import { keepableRounds } from './keepable-rounds.ts';

const round = (number: number, status: RoundView['status'], auc: number | null): RoundView =>
  ({
    round: number,
    attempt: 1,
    status,
    validation: auc === null ? null : { auc },
    combined: null,
    trainLoss: null,
    sites: [],
  }) as unknown as RoundView;
const run = (...roundList: RoundView[]) => ({ roundList, finalCombined: null, finalSites: [] });
const words = (...roundList: RoundView[]) => keepableRounds(run(...roundList)).map((kept) => kept.words);

it('[V7] completed rounds can be kept, the best and the last named; one that failed or goes on cannot', () => {
  expect(
    words(
      round(1, 'completed', 0.7),
      round(2, 'completed', 0.9),
      round(3, 'completed', 0.8),
      round(4, 'failed', null),
    ),
  ).toEqual(['Round 3, the last: AUC 0.800', 'Round 2, the best: AUC 0.900', 'Round 1: AUC 0.700']);
  expect(words(round(1, 'completed', 0.7), round(2, 'fitting', null))).toEqual([
    'Round 1, the last and the best: AUC 0.700',
  ]);
  expect(words(round(1, 'failed', null))).toEqual([]);
});

it('[V7] without figures no round is called the best', () => {
  expect(words(round(1, 'completed', null), round(2, 'completed', null))).toEqual([
    'Round 2, the last',
    'Round 1',
  ]);
});
