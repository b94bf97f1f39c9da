import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRng } from '../lib/rng.ts';
import { createAnomalyWatch, oddUpdates, sketchStep, updateFigures } from './index.ts';

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
const figuresOf = (updates: Updates, from = global) =>
  updateFigures(updates.map(({ id, weights }) => ({ id, ...sketchStep(from, weights) })));
const odd = (updates: Updates) => oddUpdates(figuresOf(updates)).map(({ site, why }) => [site, why]);

describe('the figures of updates', () => {
  it('[G13] are the length of each step and how far half of the others go its way', () => {
    const updates = [
      { id: 'a', weights: Float32Array.of(3, 4) },
      { id: 'b', weights: Float32Array.of(0, 100) },
      { id: 'c', weights: Float32Array.of(7, 0) },
      { id: 'd', weights: Float32Array.of(0, 0) },
    ];
    const { sites, agreement } = figuresOf(updates, new Float32Array(2));
    const [a, b, c, d] = sites;
    expect(agreement).toBeCloseTo(Math.hypot(10, 104) / 112, 6);
    expect([a?.norm, b?.norm, c?.norm, d?.norm]).toEqual([5, 100, 7, 0]);
    // Of three others the second: for a it is c.
    expect(a?.cosine).toBeCloseTo(0.6, 6);
    expect(b?.cosine).toBeCloseTo(0, 6);
    expect(d?.cosine).toBeNull();
    expect(figuresOf([{ id: 'alone', weights: Float32Array.of(1) }], new Float32Array(1))).toEqual({
      sites: [{ site: 'alone', norm: 1, steps: 1, share: null, cosine: null }],
      agreement: 1,
    });
    expect(figuresOf([], global)).toEqual({ sites: [], agreement: 0 });
  });

  it('[G13] of a thousand are those of a few witnesses, spread over all', () => {
    const { sites } = figuresOf(honest(1000, 5));
    for (const { cosine } of sites) expect(cosine).toBeGreaterThan(0.4);
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

  it('[G13] is one in a direction of its own, and two that agree on another than the rest of seven', () => {
    for (let seed = 0; seed < 20; seed++) {
      const rng = createRng(seed + 500);
      const own = Float32Array.from({ length: LENGTH }, () => rng.normal());
      for (const sites of [3, 7, 30])
        expect(odd(spoil(honest(sites, seed), (_, i) => own[i] ?? 0))).toEqual([['site 0', 'astray']]);
      const two = honest(7, seed).map((update, at) => (at < 2 ? { ...update, weights: own } : update));
      expect(odd(two).map(([site]) => site)).toEqual(['site 0', 'site 1']);
    }
  });

  it('[G13] is the same however many times as long it is, and however small', () => {
    for (const size of [1e-40, 1e-6, 1e6, 1e38]) {
      const updates = spoil(honest(5, 1), (weight) => (-weight * size) / 10);
      expect(odd(updates)).toEqual([['site 0', size < 1 ? 'shorter' : 'longer']]);
    }
  });

  it('[G9] is not one of steps that cancel out, as at the end of training', () => {
    const [a = global, b = global] = honest(2, 3).map(({ weights }) => weights);
    const c = a.map((one, i) => -one - (b[i] ?? 0));
    const rng = createRng(9);
    const apart = Array.from({ length: 9 }, (_, at) => ({
      id: `${at}`,
      weights: Float32Array.from({ length: LENGTH }, () => rng.normal()),
    }));
    for (const updates of [[a, b, c].map((weights, at) => ({ id: `${at}`, weights })), apart])
      expect(oddUpdates(figuresOf(updates))).toEqual([]);
  });

  it('[G9] of two sites cannot be told', () => {
    expect(odd(spoil(honest(2, 1), (weight) => -100 * weight))).toEqual([]);
  });
});

describe('the watch over rounds', () => {
  const round = (seed: number, bad: boolean) =>
    figuresOf(bad ? spoil(honest(4, seed), (weight) => 9 * weight) : honest(4, seed));

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

  it('[G13] alerts at the second round of a direction that is clearly another, not of one that led', () => {
    const flipped = (seed: number) => figuresOf(spoil(honest(7, seed), (weight) => -weight));
    const own = (seed: number) => {
      const rng = createRng(seed + 900);
      return figuresOf(spoil(honest(7, seed), () => rng.normal()));
    };
    for (const make of [flipped, own]) {
      const watch = createAnomalyWatch();
      const alerts = [1, 2, 3].map((seed) => watch.observe(make(seed)).map(({ site, of }) => [site, of]));
      expect(alerts).toEqual([[], [['site 0', 2]], []]);
    }
    const watch = createAnomalyWatch();
    const leading = ({ sites, ...rest }: ReturnType<typeof own>) => ({
      ...rest,
      sites: sites.map((one, at) => ({ ...one, share: at === 0 ? 1 : 0 })),
    });
    watch.observe(leading(figuresOf(honest(7, 9))));
    expect([1, 2, 3].flatMap((seed) => watch.observe(own(seed)))).toEqual([]);
  });

  it('[G9] counts the rounds that a site was part of', () => {
    const watch = createAnomalyWatch();
    const alerts = [0, 1, 2].flatMap((seed) => {
      const away = round(seed + 10, false);
      watch.observe({ ...away, sites: away.sites.slice(1) });
      return watch.observe(round(seed, true));
    });
    expect(alerts).toMatchObject([{ site: 'site 0', odd: 3, of: 3, last: { why: 'longer' } }]);
  });
});
