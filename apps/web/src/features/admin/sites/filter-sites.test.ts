import { describe, expect, it } from 'vitest';
import { countSites, filterSites } from './filter-sites.ts';

const sites = [
  { name: 'Node A', connected: true, ready: true },
  { name: 'Node B', connected: true, ready: false },
  { name: 'St. Mary', connected: false, ready: true },
];
const names = (name: string, state: Parameters<typeof filterSites>[1]['state']) =>
  filterSites(sites, { name, state }).map((site) => site.name);

describe('filterSites', () => {
  it('filters by name and state together', () => {
    expect(names('', 'all')).toHaveLength(3);
    expect(names(' node ', 'all')).toEqual(['Node A', 'Node B']);
    expect(names('node', 'ready')).toEqual(['Node A']);
    expect(names('', 'offline')).toEqual(['St. Mary']);
  });

  it('does not call a hospital ready that is not connected', () => {
    expect(names('', 'ready')).toEqual(['Node A']);
    expect(countSites(sites)).toEqual({ all: 3, connected: 2, ready: 1 });
  });
});
