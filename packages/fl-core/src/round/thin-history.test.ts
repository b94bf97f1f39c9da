import { describe, expect, it } from 'vitest';
import { HISTORY_POINTS, thinHistory } from './thin-history.ts';

const rounds = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => ({ round: from + index }));

describe('[R23] the curve of a run', () => {
  it('is whole while it is short', () => {
    const short = rounds(1, HISTORY_POINTS - 3);
    expect(thinHistory(short)).toEqual(short);
    expect(thinHistory([])).toEqual([]);
  });

  it.each([0, 1])(
    'from round %d on stays short however long the run, with its first and newest point',
    (first) => {
      let kept: readonly { round: number }[] = [];
      for (const point of rounds(first, 10_000)) {
        kept = thinHistory([...kept, point]);
        expect(kept.length).toBeLessThanOrEqual(HISTORY_POINTS);
        expect([kept[0]?.round, kept.at(-1)]).toEqual([first, point]);
      }
      expect(kept).toEqual(thinHistory(rounds(first, 10_000)));
      const gaps = kept.slice(1).map(({ round }, i) => round - (kept[i]?.round ?? 0));
      expect(Math.max(...gaps)).toBeLessThanOrEqual(64);
      expect(kept.length).toBeGreaterThan(HISTORY_POINTS / 2 - 1);
    },
  );
});
