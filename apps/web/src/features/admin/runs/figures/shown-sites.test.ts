import { describe, expect, it } from 'vitest';
import type { SiteFigures } from '../rounds/round-figures.ts';
import { MOST_LINES, shownSites } from './shown-sites.ts';

const figures = (count: number): SiteFigures => ({
  sites: Array.from({ length: count }, (_, index) => ({ siteId: `s${index}`, name: `Hospital ${index}` })),
  points: [
    { round: 0, aucs: Array.from({ length: count }, () => 0.5) },
    // The last site sent nothing in the newest round: its earlier figure counts.
    {
      round: 1,
      aucs: Array.from({ length: count }, (_, index) => (index === count - 1 ? null : 0.9 - index / 100)),
    },
  ],
});

describe('shownSites', () => {
  it('draws every hospital when they are few', () => {
    expect(shownSites(figures(3), ['s1'])).toEqual([0, 1, 2]);
  });

  it('draws the lowest of many until a person chooses', () => {
    expect(shownSites(figures(20), [])).toEqual([19, 18, 17, 16]);
    expect(shownSites(figures(20), ['s4', 's2'])).toEqual([2, 4]);
  });

  it('never draws more lines than can be told apart', () => {
    const chosen = Array.from({ length: 20 }, (_, index) => `s${index}`);
    expect(shownSites(figures(20), chosen)).toHaveLength(MOST_LINES);
  });
});
