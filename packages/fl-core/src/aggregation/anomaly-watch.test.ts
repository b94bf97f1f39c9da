import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRng } from '../lib/rng.ts';
import { createAnomalyWatch, oddUpdates, updateFigures } from './index.ts';

const LENGTH = 200;
const global = new Float32Array(LENGTH);

/** Honest steps share a direction; each has its own part, 0.7 as large as that, and its own length. */
function honest(sites: number, seed: number) {
  const rng = createRng(seed);
  const common = Float32Array.from({ length: LENGTH }, () => rng.normal());
  return Array.from({ length: sites }, (_, at) => {
    const length = 1 + rng.next();
    return { id: `site ${at}`, weights: common.map((one) => length * (one + 0.7 * rng.normal())) };
  });
}
type Updates = ReturnType<typeof honest>;
const spoil = (updates: Updates, change: (weight: number, i: number) => number): Updates =>
  updates.map((update, at) => (at === 0 ? { ...update, weights: update.weights.map(change) } : update));
const odd = (updates: Updates) =>
  oddUpdates(updateFigures(global, updates)).map(({ site, why }) => [site, why]);

describe('the figures of updates', () => {
  it('are the length of each step and its cosine to the mean direction of the others', () => {
    const updates = [
      { id: 'a', weights: [3, 4] },
      { id: 'b', weights: [0, 100] },
      { id: 'c', weights: [7, 0] },
      { id: 'd', weights: [0, 0] },
    ];
    const [a, b, c, d] = updateFigures([0, 0], updates).sites;
    expect([a?.norm, b?.norm, c?.norm, d?.norm]).toEqual([5, 100, 7, 0]);
    expect(a?.cosine).toBeCloseTo((0.6 + 0.8) / Math.SQRT2, 12);
    expect(b?.cosine).toBeCloseTo(0.8 / Math.hypot(1.6, 0.8), 12);
    expect(d?.cosine).toBeNull();
    expect(updateFigures([0], [{ id: 'alone', weights: [1] }])).toEqual({
      sites: [{ site: 'alone', norm: 1, cosine: null }],
      agreement: 1,
    });
    expect(updateFigures([0, 0], updates).agreement).toBeCloseTo(Math.hypot(10, 104) / 112, 12);
    expect(updateFigures([0], []).agreement).toBe(0);
  });
});

describe('an odd update', () => {
  it('[G9] is none among honest sites, of three or of thirty', () => {
    fc.assert(
      fc.property(fc.integer(), fc.constantFrom(3, 5, 30), (seed, sites) => {
        expect(odd(honest(sites, seed))).toEqual([]);
      }),
    );
  });

  it.each([3, 5, 30])('[G9] is a step turned around, scaled or left out, of %d sites', (sites) => {
    for (let seed = 0; seed < 20; seed++) {
      const updates = honest(sites, seed);
      expect(odd(spoil(updates, (weight) => -weight))).toEqual([['site 0', 'against']]);
      expect(odd(spoil(updates, (weight) => 100 * weight))).toEqual([['site 0', 'longer']]);
      expect(odd(spoil(updates, (weight) => weight / 100))).toEqual([['site 0', 'shorter']]);
      expect(odd(spoil(updates, () => 0))).toEqual([['site 0', 'shorter']]);
    }
  });

  it('[G9] is not one of steps that cancel out, as at the end of training', () => {
    const [a = global, b = global] = honest(2, 3).map(({ weights }) => weights);
    const c = a.map((one, i) => -one - (b[i] ?? 0));
    const figures = updateFigures(global, [
      { id: 'a', weights: a },
      { id: 'b', weights: b },
      { id: 'c', weights: c },
    ]);
    for (const { cosine } of figures.sites) expect(cosine).toBeLessThan(-0.4);
    expect(oddUpdates(figures)).toEqual([]);
  });

  it('[G9] of two sites cannot be told', () => {
    expect(odd(spoil(honest(2, 1), (weight) => -100 * weight))).toEqual([]);
  });
});

describe('the watch over rounds', () => {
  const round = (seed: number, bad: boolean) =>
    updateFigures(global, bad ? spoil(honest(4, seed), (weight) => -weight) : honest(4, seed));

  it('[G9] alerts once, at the third odd round of five, and again only after it was usual', () => {
    const watch = createAnomalyWatch();
    const story = 'x.x..x.xxx.....xxx';
    const alerts = [...story].flatMap((mark, at) =>
      watch.observe(round(at, mark === 'x')).map((alert) => [at, alert.site, alert.odd, alert.of]),
    );
    expect(alerts).toEqual([
      [8, 'site 0', 3, 5],
      [17, 'site 0', 3, 5],
    ]);
  });

  it('[G9] counts the rounds that a site was part of', () => {
    const watch = createAnomalyWatch();
    const alerts = [0, 1, 2].flatMap((seed) => {
      const away = round(seed + 10, false);
      watch.observe({ ...away, sites: away.sites.slice(1) });
      return watch.observe(round(seed, true));
    });
    expect(alerts).toMatchObject([{ site: 'site 0', odd: 3, of: 3, last: { why: 'against' } }]);
  });
});
