import { describe, expect, it } from 'vitest';
import { readiness, startBlocked } from './readiness.ts';

const site = (connected: boolean, ready: boolean, studyId = 'risk') => ({ connected, ready, studyId });

describe('readiness', () => {
  it('counts connected and ready hospitals of the study only', () => {
    const sites = [site(true, true), site(false, true), site(true, false), site(true, true, 'other')];
    const { ready, enough, words } = readiness(sites, 'risk', 3);
    expect({ ready, enough }).toEqual({ ready: 1, enough: false });
    expect(words).toContain('1 hospital is ready');
    expect(words).toContain('2 more have joined');
  });

  it('speaks plainly of none, of one missing and of enough', () => {
    expect(readiness([], 'risk', 2).words).toMatch(
      /^No hospital is ready, .* when 2 hospitals have joined\.$/,
    );
    expect(readiness([site(true, true)], 'risk', 2).words).toContain('1 more has joined');
    expect(readiness([site(true, true)], 'risk', 1)).toMatchObject({ enough: true });
  });
});

describe('startBlocked', () => {
  it('names the run that is still going, of this study only', () => {
    const runs = [
      { number: 3, studyId: 'other', status: 'fitting' },
      { number: 2, studyId: 'risk', status: 'paused' },
      { number: 1, studyId: 'risk', status: 'completed' },
    ] as const;
    expect(startBlocked(runs, 'risk')).toContain('Run 2');
    expect(startBlocked(runs.slice(2), 'risk')).toBeNull();
  });
});
