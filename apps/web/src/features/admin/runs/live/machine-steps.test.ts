import type { RoundView, RunStatus } from '@fedhealth/fl-core/protocol';
import { describe, expect, it } from 'vitest';
import { machineEnd, machineSteps } from './machine-steps.ts';

const plan = { rounds: 5, minSites: 2, roundTimeoutSeconds: 60 };
const fitting = [{ round: 1, status: 'fitting' } as RoundView];
const steps = (status: RunStatus, round = 0, roundList: RoundView[] = []) =>
  machineSteps({ status, round, roundList, plan });

describe('the states of a run', () => {
  it('move on one by one in the first round', () => {
    expect(steps('idle')).toEqual(['next', 'next', 'next', 'next', 'next']);
    expect(steps('recruiting')).toEqual(['now', 'next', 'next', 'next', 'next']);
    expect(steps('statistics')).toEqual(['done', 'now', 'next', 'next', 'next']);
    expect(steps('fitting')).toEqual(['done', 'done', 'now', 'next', 'next']);
    expect(steps('aggregating')).toEqual(['done', 'done', 'done', 'now', 'next']);
    expect(steps('evaluating')).toEqual(['done', 'done', 'done', 'done', 'now']);
  });

  it('begin the loop anew with each round', () => {
    expect(steps('fitting', 3)).toEqual(['done', 'done', 'now', 'next', 'next']);
    expect(steps('recruiting', 3)).toEqual(['now', 'done', 'next', 'next', 'next']);
  });

  it('hold where a paused run stands', () => {
    expect(steps('paused', 0, fitting)).toEqual(['done', 'done', 'held', 'next', 'next']);
    expect(steps('paused')).toEqual(['done', 'held', 'next', 'next', 'next']);
    expect(steps('paused', 2)).toEqual(['held', 'done', 'next', 'next', 'next']);
  });

  it('are all through when the run is, and none goes on after another end', () => {
    expect(steps('completed', 5)).toEqual(['done', 'done', 'done', 'done', 'done']);
    for (const status of ['failed', 'cancelled'] as const) expect(machineEnd(status)).toBe(status);
    expect(machineEnd('paused')).toBeNull();
  });

  it.each(['failed', 'cancelled'] as const)(
    '[V7] of a run that %s are reached or not, and none is still to come',
    (status) => {
      expect(steps(status)).toEqual(Array(5).fill('unreached'));
      expect(steps(status, 0, fitting)).toEqual(['done', 'done', 'done', 'unreached', 'unreached']);
      expect(steps(status, 2, fitting)).toEqual(Array(5).fill('done'));
    },
  );
});
