import { describe, expect, it } from 'vitest';
import { choiceProblem, hospitalsOf, standingOf, startBlocked } from './run-hospitals.ts';

const site = (id: string, more: object = {}) => ({ id, connected: true, ready: true, run: null, ...more });
const busy = { run: { id: 'r3', number: 3 } };
const sites = [site('a'), site('b', busy), site('c', { ready: false }), site('d', { connected: false })];
const plan = { rounds: 1, minSites: 1, roundTimeoutSeconds: 1 };

describe('the hospitals of a new run', () => {
  it('are all that are free, or those chosen', () => {
    expect(hospitalsOf(sites, null).map(({ id }) => id)).toEqual(['a', 'c', 'd']);
    expect(hospitalsOf(sites, ['d', 'b']).map(({ id }) => id)).toEqual(['b', 'd']);
  });

  it('stand in words', () => {
    expect(sites.map(standingOf)).toEqual(['ready', 'in run 3', 'connected, not ready', 'not connected']);
  });

  it('are enough, and in no other run', () => {
    expect(choiceProblem(sites, null, 9)).toBeNull();
    expect(choiceProblem(sites, ['a', 'c'], 2)).toBeNull();
    expect(choiceProblem(sites, [], 1)).toMatch(/^Choose the hospitals/);
    expect(choiceProblem(sites, ['a'], 2)).toMatch(/^1 hospital is chosen, and the run needs at least 2/);
    expect(choiceProblem(sites, ['a', 'b'], 2)).toMatch(/^1 chosen hospital is in another run/);
  });
});

describe('startBlocked', () => {
  it('names the run that has every hospital of this study', () => {
    const runs = [
      { number: 4, studyId: 'risk', status: 'fitting', plan: { ...plan, sites: ['a'] } },
      { number: 3, studyId: 'other', status: 'fitting', plan },
      { number: 2, studyId: 'risk', status: 'paused', plan },
      { number: 1, studyId: 'risk', status: 'completed', plan },
    ] as const;
    expect(startBlocked(runs as never, 'risk')).toContain('Run 2');
    expect(startBlocked([runs[0], runs[1], runs[3]] as never, 'risk')).toBeNull();
  });
});
