import type { RoundView } from '@fedhealth/fl-core/protocol';
import { describe, expect, it } from 'vitest';
import { countLive, filterLive, liveSites } from './live-sites.ts';

const site = (id: string, activity = 'training round 2', percent: number | null = null) => ({
  id,
  name: `Hospital ${id}`,
  studyId: 's',
  connected: true,
  ready: true,
  activity,
  percent,
  run: { id: 'r', number: 1 },
});
const round = (outcomes: Record<string, RoundView['sites'][number]['outcome']>): RoundView =>
  ({
    round: 2,
    attempt: 1,
    status: 'fitting',
    sites: Object.entries(outcomes).map(([siteId, outcome]) => ({
      siteId,
      name: `Hospital ${siteId}`,
      outcome,
    })),
  }) as RoundView;

describe('hospitals of a run as it goes', () => {
  const run = {
    id: 'r',
    studyId: 's',
    roundList: [round({ b: 'working', a: 'done', c: 'lost', d: 'rested' })],
  };
  const sites = [
    site('a', 'waiting'),
    site('b', 'training round 2', 20),
    site('d', 'sits round 2 out'),
    site('e', 'waiting'),
  ];

  it('shows how far each is; what was pushed is newer than the list', () => {
    const percents = (pushed: Parameters<typeof liveSites>[2]) =>
      liveSites(run, sites, pushed).map(({ siteId, percent }) => [siteId, percent]);
    expect(percents(new Map())).toEqual([
      ['a', 100],
      ['b', 20],
      ['c', null],
      ['d', null],
      ['e', null],
    ]);
    const news = { siteId: 'b', run: 'r', round: 2, percent: 55 };
    expect(percents(new Map([['b', news]]))[1]).toEqual(['b', 55]);
    for (const old of [
      { ...news, round: 1 },
      { ...news, run: 'q' },
    ])
      expect(percents(new Map([['b', old]]))[1]).toEqual(['b', 20]);
  });

  it('knows who has answered before the round says what came of it', () => {
    const [, b] = liveSites(run, [site('b', 'waiting')], new Map());
    expect(b).toMatchObject({ outcome: 'working', activity: 'has answered', percent: 100 });
  });

  it('shows those that are ready while no round is under way, of this study alone', () => {
    const others = [
      ...sites,
      { ...site('x'), studyId: 'other' },
      { ...site('y'), ready: false },
      { ...site('z'), run: { id: 'q', number: 2 } },
    ];
    const rows = liveSites({ ...run, roundList: [] }, others, new Map());
    expect(rows.map(({ siteId, outcome }) => [siteId, outcome])).toEqual([
      ['a', null],
      ['b', null],
      ['d', null],
      ['e', null],
    ]);
  });

  it('is found by name and by state', () => {
    const rows = liveSites(run, sites, new Map());
    expect(countLive(rows)).toEqual({ all: 5, working: 1, done: 1, trouble: 1 });
    expect(filterLive(rows, { name: '', state: 'trouble' }).map(({ siteId }) => siteId)).toEqual(['c']);
    expect(filterLive(rows, { name: 'hospital B', state: 'all' }).map(({ siteId }) => siteId)).toEqual(['b']);
  });
});
