import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sampleSites } from './sampling.ts';

const names = (count: number) => Array.from({ length: count }, (_, index) => `s${index}`);
const base = { seed: 1, round: 1, history: {}, minSites: 1 };

describe('sampleSites', () => {
  it('[C1] chooses the fraction, rounded up, and at least the fewest', () => {
    expect(sampleSites({ ...base, sites: names(10), fraction: 0.25 }).chosen).toHaveLength(3);
    expect(sampleSites({ ...base, sites: names(10), fraction: 0.3 }).chosen).toHaveLength(3);
    expect(sampleSites({ ...base, sites: names(10), fraction: 0.1, minSites: 4 }).chosen).toHaveLength(4);
    expect(sampleSites({ ...base, sites: names(3), fraction: 0.1, minSites: 5 }).chosen).toHaveLength(3);
    expect(sampleSites({ ...base, sites: names(7), fraction: 1 }).chosen).toEqual(names(7));
    expect(sampleSites({ ...base, sites: [], fraction: 0.5 }).chosen).toEqual([]);
  });

  it('[C1] is the same for the same seed and round, whatever the order of the sites, and differs with the seed', () => {
    const sites = names(20);
    const one = sampleSites({ ...base, sites, fraction: 0.5 }).chosen;
    expect(sampleSites({ ...base, sites: [...sites].reverse(), fraction: 0.5 }).chosen).toEqual(one);
    expect(sampleSites({ ...base, sites, fraction: 0.5, seed: 2 }).chosen).not.toEqual(one);
    expect(sampleSites({ ...base, sites, fraction: 0.5, round: 2 }).chosen).not.toEqual(one);
  });

  it('[C2] is fair: while the sites stay the same, counts differ by at most one after any round', () => {
    fc.assert(
      fc.property(
        fc.record({
          count: fc.integer({ min: 1, max: 12 }),
          fraction: fc.double({ min: 0.01, max: 1, noNaN: true }),
          minSites: fc.integer({ min: 1, max: 5 }),
          seed: fc.integer(),
          rounds: fc.integer({ min: 1, max: 40 }),
        }),
        ({ count, fraction, minSites, seed, rounds }) => {
          const sites = names(count);
          let history: Readonly<Record<string, number>> = {};
          const times = new Map<string, number>();
          for (let round = 1; round <= rounds; round++) {
            const sample = sampleSites({ sites, fraction, minSites, seed, round, history });
            history = sample.history;
            for (const site of sample.chosen) times.set(site, (times.get(site) ?? 0) + 1);
            const counts = sites.map((site) => times.get(site) ?? 0);
            expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
            expect(sites.map((site) => history[site])).toEqual(counts);
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it('[C2] a newcomer begins with the least chosen, so it is not asked in every round', () => {
    const history = { a: 50, b: 50, c: 51 };
    const { history: after } = sampleSites({
      ...base,
      sites: ['a', 'b', 'c', 'new'],
      fraction: 0.25,
      history,
    });
    expect((after.new ?? 0) - 50).toBeLessThanOrEqual(1);
    expect(after.new).toBeGreaterThanOrEqual(50);
  });

  it('[R16] asks more than it needs where the study says so, at most all', () => {
    const sites = Array.from({ length: 10 }, (_, i) => `s${i}`);
    const sample = (fraction: number, overSelection: number, minSites = 1) => {
      const { chosen, needed } = sampleSites({
        ...{ sites, fraction, minSites, overSelection, seed: 1, round: 1, history: {} },
      });
      return [needed, chosen.length];
    };
    expect(sample(0.4, 0.3)).toEqual([4, 6]);
    expect(sample(0.4, 0)).toEqual([4, 4]);
    expect(sample(0.1, 0.3, 5)).toEqual([5, 7]);
    expect(sample(0.9, 1)).toEqual([9, 10]);
  });
});
