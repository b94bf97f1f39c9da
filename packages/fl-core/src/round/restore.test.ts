import { describe, expect, it } from 'vitest';
import { unwrap } from '../lib/result.ts';
import { reduce } from './reduce.ts';
import { type KeptRound, type KeptRun, restoreRound } from './restore.ts';
import { createRound, type RoundEffect, type RoundEvent, type RoundPlan, type RoundState } from './state.ts';

const plan: RoundPlan = { rounds: 3, minSites: 2, roundTimeoutSeconds: 10, attempts: 3, seed: 4 };
const kept = (changes: Partial<KeptRun> = {}): KeptRun => ({
  paused: false,
  reason: null,
  committed: 1,
  prepared: true,
  recruited: ['a', 'b', 'c'],
  rounds: [done(1, { a: 'done', b: 'done', c: 'done' })],
  answered: [],
  names: {},
  ...changes,
});
const done = (round: number, work: KeptRound['work'], resting: readonly string[] = []): KeptRound => ({
  round,
  attempt: 1,
  status: 'completed',
  work,
  resting,
});
const open = (round: number, attempt: number, work: KeptRound['work']): KeptRound => ({
  round,
  attempt,
  status: 'fitting',
  work,
  resting: [],
});
function play(state: RoundState, ...events: RoundEvent[]): { state: RoundState; effects: RoundEffect[] } {
  const effects: RoundEffect[] = [];
  for (const event of events) {
    const [next, asked] = unwrap(reduce(state, event));
    state = next;
    effects.push(...asked);
  }
  return { state, effects };
}
const back = (...sites: string[]): RoundEvent[] => sites.map((site) => ({ kind: 'siteReady', site }));
const answer = (round: number, ...sites: string[]): RoundEvent[] =>
  sites.map((site) => ({ kind: 'answered', site, work: 'fit', round }));

describe('a run after a restart', () => {
  it('[R11] goes on with the round that was under way: the same try, and every one of its sites is asked', () => {
    const rounds = [
      done(1, { a: 'done', b: 'done', c: 'done' }),
      open(2, 2, { a: 'done', b: 'working', c: 'refused' }),
    ];
    const [state, effects] = restoreRound(plan, kept({ rounds }));
    expect(state).toMatchObject({ phase: 'fitting', round: 2, attempt: 2, asked: 'fit' });
    expect(effects).toEqual([{ kind: 'setDeadline', deadline: state.deadline, seconds: 10 }]);
    const on = play(state, ...back('a'), ...answer(2, 'a'), ...back('b'));
    expect(on.state.phase).toBe('fitting');
    expect(on.effects.filter(({ kind }) => kind === 'ask')).toEqual([
      { kind: 'ask', work: 'fit', round: 2, attempt: 2, sites: ['a'] },
      { kind: 'ask', work: 'fit', round: 2, attempt: 2, sites: ['b'] },
    ]);
    expect(play(on.state, ...answer(2, 'b')).effects.at(-1)).toEqual({
      kind: 'aggregate',
      round: 2,
      sites: ['a', 'b'],
    });
  });

  it('[R11] counts the updates that were kept, and asks the others only', () => {
    const rounds = [open(2, 1, { a: 'working', b: 'working', c: 'working' })];
    const [state] = restoreRound(plan, kept({ rounds, answered: ['a'] }));
    expect(state.work).toEqual({ a: 'done', b: 'working', c: 'working' });
    const on = play(state, ...back('a', 'b'), ...answer(2, 'b'), { kind: 'returnTimePassed' });
    expect(on.effects.filter(({ kind }) => kind === 'ask')).toMatchObject([{ sites: ['b'] }]);
    expect(on.effects.at(-1)).toEqual({ kind: 'aggregate', round: 2, sites: ['a', 'b'] });
  });

  it('[R11] [R8] adds up at once when all had answered, but not while it is paused', () => {
    const rounds = [open(2, 1, { a: 'working', b: 'lost', c: 'refused' })];
    const all = kept({ rounds, answered: ['a', 'b'] });
    const [state, effects] = restoreRound(plan, all);
    expect(state).toMatchObject({ phase: 'aggregating', round: 2 });
    expect(effects.at(-1)).toEqual({ kind: 'aggregate', round: 2, sites: ['a', 'b'] });
    const [paused, none] = restoreRound(plan, { ...all, paused: true });
    expect(none).toEqual([]);
    expect(play(paused, { kind: 'resume' }).effects.at(-1)).toMatchObject({ kind: 'aggregate' });
  });

  it('[R11] waits between two rounds for those of before, and no longer than they need', () => {
    const [state] = restoreRound(plan, kept());
    const two = play(state, ...back('a', 'b'));
    expect(two.state).toMatchObject({ phase: 'recruiting', round: 2, attempt: 1, awaited: ['c'] });
    const all = play(two.state, ...back('c'));
    expect(all.effects[0]).toMatchObject({ kind: 'ask', work: 'fit', round: 2, sites: ['a', 'b', 'c'] });
    const late = play(two.state, { kind: 'returnTimePassed' });
    expect(late.effects[0]).toMatchObject({ kind: 'ask', work: 'fit', round: 2, sites: ['a', 'b'] });
  });

  it('[R11] does not wait for a site of the round that stays away once the others are enough', () => {
    const rounds = [open(2, 1, { a: 'working', b: 'working', c: 'working' })];
    const [state] = restoreRound(plan, kept({ rounds }));
    const on = play(state, ...back('a', 'b'), ...answer(2, 'a', 'b'));
    expect(on.state.phase).toBe('fitting');
    const passed = play(on.state, { kind: 'returnTimePassed' });
    expect(passed.effects.at(-1)).toEqual({ kind: 'aggregate', round: 2, sites: ['a', 'b'] });
  });

  it('[R8] stays paused with its reason, and goes on from there when told to', () => {
    const rounds = [open(2, 1, { a: 'working', b: 'done' })];
    const [state, effects] = restoreRound(plan, kept({ paused: true, reason: 'Lunch.', rounds }));
    expect(effects).toEqual([]);
    const quiet = play(state, ...back('a', 'b'), { kind: 'returnTimePassed' });
    expect(quiet).toMatchObject({
      state: { phase: 'paused', pausedFrom: 'fitting', reason: 'Lunch.' },
      effects: [],
    });
    const on = play(quiet.state, { kind: 'resume' });
    expect(on.effects[0]).toMatchObject({ kind: 'ask', work: 'fit', round: 2, sites: ['a', 'b'] });
  });

  it('[R11] makes statistics that were not finished anew, and measures the final model again', () => {
    const [early] = restoreRound(plan, kept({ committed: 0, prepared: false, rounds: [] }));
    const statistics = play(early, ...back('a', 'b', 'c'));
    expect(statistics.effects[0]).toMatchObject({ kind: 'ask', work: 'moments', round: 0 });
    const [end] = restoreRound(plan, kept({ committed: 3, rounds: [done(3, { a: 'done', b: 'done' })] }));
    const measured = play(
      end,
      ...back('a'),
      { kind: 'answered', site: 'a', work: 'evaluate', round: 3 },
      {
        kind: 'returnTimePassed',
      },
    );
    expect(measured.state.phase).toBe('completed');
  });

  it('[R4] counts the tries that were made before', () => {
    const failed: KeptRound = { ...open(2, 2, { a: 'failed', b: 'failed' }), status: 'failed' };
    const [state] = restoreRound(plan, kept({ rounds: [done(1, { a: 'done', b: 'done' }), failed] }));
    expect(state).toMatchObject({ phase: 'recruiting', round: 2, attempt: 3 });
  });

  it('[C2] remembers how often each site was chosen', () => {
    const sampling: RoundPlan = { ...plan, rounds: 9, minSites: 1, sampleFraction: 0.5 };
    const names = { a: 'North', b: 'South', c: 'East', d: 'West', e: 'Late' };
    const sites = ['a', 'b', 'c'];
    let now = play(
      { ...createRound(sampling, sites, names), phase: 'recruiting', prepared: true, round: 1 },
      ...back('d'),
    );
    const rounds: KeptRound[] = [];
    for (let round = 1; round <= 5; round++) {
      if (round === 3) now = play(now.state, ...back('e'));
      const { work } = now.state;
      now = play(
        now.state,
        ...answer(round, ...Object.keys(work)),
        { kind: 'aggregated', round },
        { kind: 'evaluated', round },
      );
      const commit = now.effects.find((effect) => effect.kind === 'commit');
      rounds.push(done(round, commit?.work ?? {}, commit?.resting));
    }
    const { work, resting, attempt } = now.state;
    rounds.push({ round: 6, attempt, status: 'fitting', work, resting });
    const [restored] = restoreRound(sampling, kept({ committed: 5, rounds, names }));
    expect(restored.chosen).toEqual(now.state.chosen);
    expect(restored.resting).toEqual(now.state.resting);
  });

  it('[R17] remembers the best round, and a run that had stalled does not train on', () => {
    const watched: RoundPlan = {
      ...plan,
      rounds: 9,
      earlyStopping: { metric: 'auc', patience: 2, minDelta: 0 },
    };
    const scored = (scores: readonly number[]) =>
      scores.map((score, i) => ({ ...done(i + 1, { a: 'done', b: 'done' }), score }));
    const [on, nothing] = restoreRound(watched, kept({ committed: 2, rounds: scored([0.8, 0.7]) }));
    expect(on).toMatchObject({ round: 3, best: { round: 1, score: 0.8 } });
    expect(nothing).toEqual([]);
    const [over, effects] = restoreRound(watched, kept({ committed: 3, rounds: scored([0.8, 0.7, 0.6]) }));
    expect(over).toMatchObject({ phase: 'evaluating', round: 3, asked: 'evaluate' });
    expect(effects[0]).toEqual({ kind: 'restore', round: 1 });
  });

  it('[R16] a round under over-selection needs as many as before', () => {
    const more: RoundPlan = { ...plan, sampleFraction: 0.5, overSelection: 0.5 };
    const rounds: KeptRound[] = [
      { ...open(1, 1, { a: 'working', b: 'done', c: 'working' }), resting: ['d'] },
    ];
    const [state] = restoreRound(more, kept({ committed: 0, rounds }));
    expect(state).toMatchObject({ phase: 'fitting', wanted: 2 });
  });
});
