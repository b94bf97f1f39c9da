/** Random updates for property tests. */
import fc from 'fast-check';
import type { ClientUpdate } from '../strategy.ts';

export const weight = fc.float({ min: -1000, max: 1000, noNaN: true }).map((x) => Math.fround(x) + 0);

export const vectorOf = (length: number) => fc.array(weight, { minLength: length, maxLength: length });

/** From `fewest` to 14 updates of `length` weights, named when `ids`. */
export const updatesOf = (length: number, ids: boolean, fewest = 1) =>
  fc
    .array(
      fc.record({
        weights: vectorOf(length),
        examples: fc.integer({ min: 0, max: 100_000 }),
        steps: fc.integer({ min: 0, max: 1000 }),
      }),
      { minLength: fewest, maxLength: 14 },
    )
    .map((list) => list.map((update, i): ClientUpdate => (ids ? { ...update, id: `site-${i}` } : update)));
