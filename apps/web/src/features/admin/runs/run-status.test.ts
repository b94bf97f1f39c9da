import { runStatusSchema } from '@fedhealth/fl-core/protocol';
import { describe, expect, it } from 'vitest';
import { isOver, RUN_STATUS, runHeadline, runProgress } from './run-status.ts';

const plan = { rounds: 5, minSites: 2, roundTimeoutSeconds: 60 };
const standing = { status: 'fitting', round: 2, sites: 3, plan } as const;

describe('run status', () => {
  it('has its own words for every status', () => {
    const words = runStatusSchema.options.map((status) => RUN_STATUS[status].words);
    expect(new Set(words).size).toBe(runStatusSchema.options.length);
  });

  it('is over when completed, failed or cancelled', () => {
    expect(runStatusSchema.options.filter(isOver)).toEqual(['completed', 'failed', 'cancelled']);
  });

  it('says which round is being worked on, or how many are through when it is over', () => {
    expect(runHeadline(standing)).toBe('Round 3 of 5');
    expect(runHeadline({ ...standing, status: 'recruiting' })).toBe('Round 3 of 5');
    expect(runHeadline({ ...standing, round: 0 })).toBe('Round 1 of 5');
    expect(runHeadline({ ...standing, status: 'cancelled' })).toBe('Round 2 of 5');
    expect(runHeadline({ ...standing, status: 'completed', round: 5 })).toBe('Round 5 of 5');
    // The last round is written down a moment before the run is.
    expect(runHeadline({ ...standing, status: 'evaluating', round: 5 })).toBe('Round 5 of 5');
  });

  it('says what comes before the first round', () => {
    const before = { ...standing, round: 0, sites: 1 };
    expect(runHeadline({ ...before, status: 'recruiting' })).toBe('1 of at least 2 hospitals recruited');
    expect(runHeadline({ ...before, status: 'statistics' })).toBe('Preparing the first round');
    expect(runHeadline({ ...before, status: 'failed' })).toBe('None of 5 rounds is through');
  });
});

describe('runProgress', () => {
  it('grows through a round and never jumps back when the next begins', () => {
    const steps = [
      runProgress(standing),
      runProgress(standing, 0.5),
      runProgress({ ...standing, status: 'evaluating' }, 1),
      runProgress({ ...standing, round: 3 }),
    ];
    expect(steps).toEqual([...steps].sort((a, b) => a - b));
    expect(steps[0]).toBeCloseTo(2 / 5);
    expect(steps[3]).toBeCloseTo(3 / 5);
  });

  it('is whole only when completed, and stays where a stopped run stopped', () => {
    expect(runProgress({ ...standing, status: 'completed', round: 5 })).toBe(1);
    expect(runProgress({ ...standing, status: 'cancelled' })).toBeCloseTo(2 / 5);
    expect(runProgress({ ...standing, round: 0 })).toBe(0);
    expect(runProgress({ ...standing, round: 9 }, 7)).toBe(1);
  });
});
