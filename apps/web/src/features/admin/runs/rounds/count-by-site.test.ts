import { describe, expect, it } from 'vitest';
import { countBySite } from './count-by-site.ts';

describe('refusals counted', () => {
  it('[G7] names each hospital, most refused first', () => {
    const sites = [
      { id: 'a', name: 'North' },
      { id: 'b', name: 'South' },
    ];
    const of = (...ids: (string | null)[]) => ids.map((siteId) => ({ siteId }));
    expect(countBySite(of('b', 'a', 'b', 'gone', null), sites)).toBe(
      '5 in all: South 2, North 1, gone 1, unknown 1',
    );
    expect(countBySite(of('a', 'b'), sites)).toBe('2 in all: North 1, South 1');
  });
});
