import type { EventView } from '@fedhealth/fl-core/protocol';
import { describe, expect, it } from 'vitest';
import { filterEvents, refusals } from './filter-events.ts';

const event = (id: number, part: Partial<EventView>): EventView => ({
  id,
  at: '2026-01-01T00:00:00Z',
  level: 'info',
  kind: 'round-completed',
  message: 'A round is through.',
  runId: null,
  siteId: null,
  round: null,
  code: null,
  ...part,
});
const events = [
  event(4, {
    level: 'error',
    kind: 'update-refused',
    message: 'St. Mary sent numbers.',
    code: 'NOT_FINITE',
    round: 3,
  }),
  event(3, { level: 'warning', kind: 'site-lost', message: 'Node B is gone.' }),
  event(2, { round: 12 }),
  event(1, { kind: 'site-joined', message: 'Node B has joined.' }),
];
const ids = (level: Parameters<typeof filterEvents>[1]['level'], text: string) =>
  filterEvents(events, { level, text }).map(({ id }) => id);

describe('filterEvents', () => {
  it('lets everything pass without a filter', () => {
    expect(ids('all', '  ')).toEqual([4, 3, 2, 1]);
  });

  it('filters by level', () => {
    expect(ids('warning', '')).toEqual([3]);
  });

  it('looks for all words, in any order, in message, kind, code and round', () => {
    expect(ids('all', 'joined NODE')).toEqual([1]);
    expect(ids('all', 'not_finite')).toEqual([4]);
    expect(ids('all', 'round 12')).toEqual([2]);
    expect(ids('info', 'refused')).toEqual([]);
  });

  it('takes brackets and dots as they are', () => {
    expect(ids('all', 'st. mary')).toEqual([4]);
    expect(ids('all', '(')).toEqual([]);
  });
});

describe('refusals', () => {
  it('are the events with a code', () => {
    expect(refusals(events).map(({ id }) => id)).toEqual([4]);
  });
});
