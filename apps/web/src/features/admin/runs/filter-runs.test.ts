import { describe, expect, it } from 'vitest';
import { filterRuns } from './filter-runs.ts';

const runs = [
  { studyId: 'a', status: 'fitting' },
  { studyId: 'a', status: 'paused' },
  { studyId: 'b', status: 'completed' },
  { studyId: 'b', status: 'failed' },
  { studyId: 'a', status: 'cancelled' },
] as const;
const found = (study: string, state: Parameters<typeof filterRuns>[1]['state']) =>
  filterRuns(runs, { study, state }).map(({ status }) => status);

describe('filter of runs', () => {
  it('lets through by state and study, in the order they came', () => {
    expect(found('', 'all')).toHaveLength(5);
    expect(found('', 'going')).toEqual(['fitting', 'paused']);
    expect(found('', 'completed')).toEqual(['completed']);
    expect(found('', 'stopped')).toEqual(['failed', 'cancelled']);
    expect(found('a', 'stopped')).toEqual(['cancelled']);
    expect(found('c', 'all')).toEqual([]);
  });
});
