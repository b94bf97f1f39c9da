import { describe, expect, it } from 'vitest';
import type { FederatedStatistics, MomentsSummary } from '../preprocessing/index.ts';
import { summariseFederation } from './federation-summary.ts';

const age = { count: 40, mean: 50, m2: 4000 };
const site = (changes: Partial<MomentsSummary> = {}): MomentsSummary => ({
  rows: 40,
  positives: 20,
  numeric: { age },
  categorical: { ward: { icu: 20, er: 20 } },
  ...changes,
});
const statistics = (
  values: Readonly<Record<string, number>>,
  counts = [5, 35, 60, 20],
): FederatedStatistics => ({
  rows: 120,
  positives: 60,
  features: [
    {
      kind: 'numeric',
      name: 'age',
      count: 120,
      mean: 50,
      sd: 10,
      median: 50,
      histogram: { edges: [20, 40, 50, 60, 90], counts },
    },
    { kind: 'categorical', name: 'ward', count: 120, values, mostFrequent: 'icu' },
  ],
});

describe('what goes back to hospitals', () => {
  it('[Q9] nothing that fewer than three of them stand behind', () => {
    const { sites, features } = summariseFederation(statistics({ icu: 40, er: 40 }), [site(), site()]);
    expect(sites).toBe(2);
    expect(features.map(({ kind }) => kind)).toEqual(['withheld', 'withheld']);
    const silent = site({ numeric: {}, withheld: { age: 'few' } });
    const one = summariseFederation(statistics({ icu: 60, er: 60 }), [site(), site(), silent]);
    expect(one.features.map(({ kind }) => kind)).toEqual(['withheld', 'choices']);
    expect(JSON.stringify(one.features[0])).toMatch(/Only 2 hospitals/);
  });

  it('[Q9] [Q1] merged figures and histogram cells of ten or more', () => {
    const [first] = summariseFederation(statistics({ icu: 60, er: 60 }), [site(), site(), site()]).features;
    expect(first).toMatchObject({ kind: 'numeric', sites: 3, count: 120, mean: 50, sd: 10 });
    expect(first?.kind === 'numeric' && first.cells).toEqual([
      [0, 1, 40],
      [2, 2, 60],
      [3, 3, 20],
    ]);
  });

  it('[Q9] the name of a value only where three hospitals named it', () => {
    const rare = site({ categorical: { ward: { icu: 20, burns: 12 } } });
    const { features } = summariseFederation(statistics({ icu: 80, er: 60, burns: 12 }), [
      site(),
      site(),
      site(),
      rare,
    ]);
    expect(features[1]).toEqual({
      kind: 'choices',
      name: 'ward',
      sites: 4,
      values: { icu: 80, er: 60 },
      other: 12,
    });
  });
});
