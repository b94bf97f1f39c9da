import { runStatusSchema } from '@fedhealth/fl-core/protocol';
import { describe, expect, it } from 'vitest';
import type { SiteSnapshot } from '../../worker/api/api.ts';
import { roundText, runDone, runWords } from './run-words.ts';

type Run = NonNullable<SiteSnapshot['run']>;
const run = (over: Partial<Run>): Run => ({
  run: 'r',
  status: 'fitting',
  round: 3,
  rounds: 5,
  sites: 2,
  history: [],
  modelVersion: null,
  message: null,
  ...over,
});
const idle = { kind: 'idle' } as const;
const training = {
  kind: 'training',
  round: 3,
  progress: { epoch: 1, epochs: 2, done: 0.5, loss: 0.4 },
} as const;
const history: SiteSnapshot['history'] = [
  {
    round: 2,
    trainLoss: null,
    metrics: {
      n: 1,
      accuracy: 1,
      precision: 1,
      recall: 1,
      f1: 1,
      auc: 1,
      logLoss: 0,
      brier: 0,
      confusion: { tp: 1, fp: 0, tn: 0, fn: 0 },
    },
  },
];

describe('runWords', () => {
  it('[C3] says that a hospital which was not chosen sits the round out', () => {
    const words = runWords({ run: run({ sitsOut: true }), activity: idle, history, past: false });
    expect(words.state).toBe('Sits this round out');
    expect(runWords({ run: run({ sitsOut: false }), activity: idle, history, past: false }).state).toBe(
      'Waiting for others',
    );
  });

  it('[R31] tells a hospital that is not waited for, and why', () => {
    const aside = run({ aside: true, message: 'Its answer did not come.', sitsOut: true });
    const words = runWords({ run: aside, activity: idle, history, past: false });
    expect(words.state).toBe('The run goes on without this hospital');
    expect(words.text).toBe('Its answer did not come.');
  });

  it('has words for every status', () => {
    for (const status of runStatusSchema.options) {
      const words = runWords({ run: run({ status }), history, activity: idle, past: false });
      expect(words.state).not.toBe('');
      expect(words.text).not.toBe('');
    }
  });

  it('waits for the administrator before a run, and for hospitals while recruiting', () => {
    expect(runWords({ run: null, history, activity: idle, past: false }).state).toBe('Waiting to start');
    expect(runWords({ run: run({ status: 'recruiting' }), history, activity: idle, past: false }).state).toBe(
      'Waiting for hospitals',
    );
  });

  it('tells training here from waiting for others', () => {
    expect(runWords({ run: run({}), history, activity: training, past: false }).state).toBe('Training here');
    expect(runWords({ run: run({}), history, activity: idle, past: false }).state).toBe('Waiting for others');
  });

  it('says what a pause here means for the round, and for one that has not begun', () => {
    const plan = { rounds: 5, minSites: 2, roundTimeoutSeconds: 60 };
    const within = runWords({ run: run({}), history, activity: training, paused: true, plan, past: false });
    expect(within.state).toBe('Paused here');
    expect(within.text).toMatch(/60 seconds.*goes on without it/);
    const before = runWords({ run: null, history, activity: idle, paused: true, past: false });
    expect(before.text).toMatch(/When a run starts/);
  });

  it('keeps the coordinator’s reason when a run failed', () => {
    const words = runWords({
      run: run({ status: 'failed', message: 'Too few answered.' }),
      history,
      activity: idle,
      past: false,
    });
    expect(words).toMatchObject({ tone: 'bad' });
    expect(words.text).toContain('Too few answered.');
  });
});

describe('a run this hospital was not part of', () => {
  it('waits for the next one when the last was over before it joined', () => {
    const past = {
      run: run({ status: 'completed', round: 5, modelVersion: 1 }),
      history: [],
      activity: idle,
      past: true,
    };
    expect(runWords(past).state).toBe('Waiting to start');
    expect(roundText(past)).toBeNull();
    expect(runDone(past)).toBe(0);
  });

  it('does not claim to have done its part of a round that it came too late for', () => {
    expect(runWords({ run: run({ round: 2 }), history: [], activity: idle, past: false }).state).toBe(
      'Round under way',
    );
  });
});

describe('roundText and runDone', () => {
  it('names the round from the first on', () => {
    expect(roundText({ run: null, past: false })).toBeNull();
    expect(roundText({ run: run({ round: 0 }), past: false })).toBeNull();
    expect(roundText({ run: run({}), past: false })).toBe('Round 3 of 5');
  });

  it('counts finished rounds and this hospital’s part of the current one', () => {
    expect(runDone({ run: null, activity: idle, past: false })).toBe(0);
    expect(runDone({ run: run({ round: 0 }), activity: idle, past: false })).toBe(0);
    expect(runDone({ run: run({}), activity: training, past: false })).toBeCloseTo(0.5);
    expect(runDone({ run: run({ status: 'aggregating' }), activity: idle, past: false })).toBeCloseTo(0.6);
    expect(runDone({ run: run({ status: 'completed', round: 5 }), activity: idle, past: false })).toBe(1);
  });
});
