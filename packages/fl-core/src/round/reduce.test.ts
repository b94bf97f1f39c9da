import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unwrap } from '../lib/result.ts';
import { reduce } from './reduce.ts';
import { type KeptRound, restoreRound } from './restore.ts';
import {
  createRound,
  isOver,
  type RoundEffect,
  type RoundEvent,
  type RoundPlan,
  type RoundState,
} from './state.ts';

const plan: RoundPlan = { rounds: 2, minSites: 2, roundTimeoutSeconds: 10, attempts: 3 };

/** Plays events and keeps every effect. */
function play(
  state: RoundState,
  events: readonly RoundEvent[],
): { state: RoundState; effects: RoundEffect[] } {
  const effects: RoundEffect[] = [];
  for (const event of events) {
    const [next, asked] = unwrap(reduce(state, event));
    state = next;
    effects.push(...asked);
  }
  return { state, effects };
}

const ready = (...sites: string[]): RoundEvent[] => sites.map((site) => ({ kind: 'siteReady', site }));
const answered = (
  work: 'moments' | 'histograms' | 'fit' | 'evaluate',
  round: number,
  ...sites: string[]
): RoundEvent[] => sites.map((site) => ({ kind: 'answered', site, work, round }));
const prepared = (...sites: string[]): RoundEvent[] => [
  { kind: 'start' },
  ...answered('moments', 0, ...sites),
  { kind: 'momentsMerged' },
  ...answered('histograms', 0, ...sites),
  { kind: 'pipelineFitted' },
];
const kinds = (effects: readonly RoundEffect[]) => effects.map((effect) => effect.kind);

/** What a coordinator makes of the state that its store kept. */
function afterRestart(
  state: RoundState,
  committed: number,
  recruited: readonly string[],
  rounds: readonly KeptRound[],
): RoundState {
  const { round, attempt, work, resting, asked } = state;
  const open: KeptRound[] = asked === 'fit' ? [{ round, attempt, status: 'fitting', work, resting }] : [];
  const [restored] = restoreRound(state.plan, {
    paused: state.phase === 'paused',
    reason: state.reason,
    committed,
    prepared: state.prepared,
    recruited,
    rounds: [...rounds, ...open],
    answered: [],
    names: state.names,
  });
  return restored;
}

/** Where a restart found a round of three sites under way, of which `a` had answered. */
function threeAfterRestart() {
  const of: RoundPlan = { ...plan, minSites: 2 };
  const [restored] = restoreRound(of, {
    paused: false,
    reason: null,
    committed: 0,
    prepared: true,
    recruited: ['a', 'b', 'c'],
    rounds: [
      {
        round: 1,
        attempt: 1,
        status: 'fitting',
        work: { a: 'done', b: 'working', c: 'working' },
        resting: [],
      },
    ],
    answered: ['a'],
    names: {},
  });
  return restored;
}

describe('the round machine', () => {
  it('[R11] counts a site that had answered though it stays away past the return time, and gives up who had not', () => {
    const { state, effects } = play(threeAfterRestart(), [
      ...ready('b'),
      { kind: 'returnTimePassed' },
      ...answered('fit', 1, 'b'),
    ]);
    expect(state.work).toEqual({ a: 'done', b: 'done', c: 'lost' });
    expect(state.awaited).toEqual([]);
    expect(effects.filter(({ kind }) => kind === 'aggregate')).toEqual([
      { kind: 'aggregate', round: 1, sites: ['a', 'b'] },
    ]);
  });

  it('[R1] walks statistics, every round and the final evaluation, then completes', () => {
    const { state, effects } = play(createRound(plan, ['a', 'b']), [
      ...prepared('a', 'b'),
      ...answered('fit', 1, 'a', 'b'),
      { kind: 'aggregated', round: 1 },
      { kind: 'evaluated', round: 1 },
      ...answered('fit', 2, 'b', 'a'),
      { kind: 'aggregated', round: 2 },
      { kind: 'evaluated', round: 2 },
      ...answered('evaluate', 2, 'a', 'b'),
    ]);
    expect(state.phase).toBe('completed');
    expect(effects.filter((effect) => effect.kind === 'commit').map((effect) => effect.round)).toEqual([
      1, 2,
    ]);
    expect(effects.at(-1)).toEqual({ kind: 'finish', status: 'completed', reason: null });
    expect(effects.filter((effect) => effect.kind === 'aggregate').map((effect) => effect.sites)).toEqual([
      ['a', 'b'],
      ['a', 'b'],
    ]);
  });

  it('[R2] recruits only once the fewest sites are ready', () => {
    const waiting = play(createRound(plan), [{ kind: 'start' }, ...ready('a')]);
    expect(waiting.state.phase).toBe('recruiting');
    expect(waiting.effects).toEqual([]);
    const going = play(waiting.state, ready('b'));
    expect(going.state.phase).toBe('statistics');
    expect(going.effects[0]).toEqual({
      kind: 'ask',
      work: 'moments',
      round: 0,
      attempt: 1,
      sites: ['a', 'b'],
    });
  });

  it('[R3] goes on at the deadline with those who answered when they are enough', () => {
    const start = play(createRound(plan, ['a', 'b', 'c']), [
      ...prepared('a', 'b', 'c'),
      ...answered('fit', 1, 'a', 'b'),
    ]);
    expect(start.state.phase).toBe('fitting');
    const { state, effects } = play(start.state, [
      { kind: 'deadlinePassed', deadline: start.state.deadline },
    ]);
    expect(state.phase).toBe('aggregating');
    expect(effects.at(-1)).toEqual({ kind: 'aggregate', round: 1, sites: ['a', 'b'] });
  });

  it('[R3] does not wait for a vanished site when the others are enough', () => {
    const { state } = play(createRound(plan, ['a', 'b', 'c']), [
      ...prepared('a', 'b', 'c'),
      ...answered('fit', 1, 'a'),
      { kind: 'siteLost', site: 'c' },
      ...answered('fit', 1, 'b'),
    ]);
    expect(state.phase).toBe('aggregating');
  });

  it('[R4] retries a round that had too few answers, then fails with the reason', () => {
    let now = play(createRound(plan, ['a', 'b']), prepared('a', 'b'));
    for (let attempt = 1; attempt <= 2; attempt++) {
      now = play(now.state, [
        ...answered('fit', 1, 'a'),
        { kind: 'deadlinePassed', deadline: now.state.deadline },
      ]);
      expect(kinds(now.effects)).toEqual(['clearDeadline', 'retry', 'ask', 'setDeadline']);
      expect(now.state.attempt).toBe(attempt + 1);
    }
    now = play(now.state, [{ kind: 'deadlinePassed', deadline: now.state.deadline }]);
    expect(now.state.phase).toBe('failed');
    expect(now.state.reason).toMatch(/Round 1 had 0 good answers of the 2 needed.*3 times/);
  });

  it('[R5] gives a site that comes back its work again, and a new site the next round', () => {
    const lost = play(createRound(plan, ['a', 'b']), [
      ...prepared('a', 'b'),
      { kind: 'siteLost', site: 'b' },
    ]);
    const back = play(lost.state, ready('b'));
    expect(back.effects).toEqual([{ kind: 'ask', work: 'fit', round: 1, attempt: 1, sites: ['b'] }]);
    const late = play(back.state, [
      ...ready('c'),
      ...answered('fit', 1, 'a', 'b'),
      { kind: 'aggregated', round: 1 },
      { kind: 'evaluated', round: 1 },
    ]);
    expect(late.effects.find((effect) => effect.kind === 'ask')).toMatchObject({
      work: 'fit',
      round: 2,
      sites: ['a', 'b', 'c'],
    });
  });

  it('[R6] counts a refused update as an answer, but not towards the fewest sites', () => {
    const { state, effects } = play(createRound(plan, ['a', 'b', 'c']), [
      ...prepared('a', 'b', 'c'),
      { kind: 'refused', site: 'c', work: 'fit', round: 1 },
      ...answered('fit', 1, 'a', 'b'),
    ]);
    expect(state.phase).toBe('aggregating');
    expect(effects.at(-1)).toMatchObject({ sites: ['a', 'b'] });
  });

  it('[R7] takes one answer per site and round; a second is an error value', () => {
    const { state } = play(createRound(plan, ['a', 'b']), [
      ...prepared('a', 'b'),
      ...answered('fit', 1, 'a'),
    ]);
    expect(reduce(state, { kind: 'answered', site: 'a', work: 'fit', round: 1 }).ok).toBe(false);
    expect(reduce(state, { kind: 'answered', site: 'b', work: 'fit', round: 2 }).ok).toBe(false);
    expect(reduce(state, { kind: 'answered', site: 'stranger', work: 'fit', round: 1 }).ok).toBe(false);
  });

  it('[R8] pauses without losing answers, and goes on where it was', () => {
    const paused = play(createRound(plan, ['a', 'b']), [
      ...prepared('a', 'b'),
      { kind: 'pause' },
      ...answered('fit', 1, 'a', 'b'),
    ]);
    expect(paused.state.phase).toBe('paused');
    const on = play(paused.state, [{ kind: 'resume' }]);
    expect(on.effects.at(-1)).toEqual({ kind: 'aggregate', round: 1, sites: ['a', 'b'] });
  });

  it('[R8] a pause during aggregation holds the next round back until resume', () => {
    const paused = play(createRound(plan, ['a', 'b']), [
      ...prepared('a', 'b'),
      ...answered('fit', 1, 'a', 'b'),
      { kind: 'pause' },
      { kind: 'aggregated', round: 1 },
      { kind: 'evaluated', round: 1 },
    ]);
    expect(paused.effects.filter((effect) => effect.kind === 'commit')).toHaveLength(1);
    expect(paused.effects.filter((effect) => effect.kind === 'ask' && effect.round === 2)).toHaveLength(0);
    const on = play(paused.state, [{ kind: 'resume' }]);
    expect(on.effects).toContainEqual({ kind: 'ask', work: 'fit', round: 2, attempt: 1, sites: ['a', 'b'] });
  });

  it('[C3] asks a fair sample of those at hand to train, and all of them for statistics and the last measuring', () => {
    const sampling: RoundPlan = { ...plan, rounds: 4, minSites: 1, sampleFraction: 0.5, seed: 7 };
    const sites = ['a', 'b', 'c', 'd'];
    const names = { a: 'North', b: 'South', c: 'East', d: 'West' };
    let now = play(createRound(sampling, sites, names), prepared(...sites));
    const times = new Map<string, number>();
    for (let round = 1; round <= 4; round++) {
      const asked = Object.keys(now.state.work);
      expect(asked).toHaveLength(2);
      expect([...asked, ...now.state.resting].sort()).toEqual(sites);
      for (const site of asked) times.set(site, (times.get(site) ?? 0) + 1);
      now = play(now.state, [
        ...answered('fit', round, ...asked),
        { kind: 'aggregated', round },
        { kind: 'evaluated', round },
      ]);
      expect(now.effects.find((effect) => effect.kind === 'commit')?.resting).toHaveLength(2);
    }
    expect([...times.values()]).toEqual([2, 2, 2, 2]);
    expect(now.state.chosen).toEqual({ North: 2, South: 2, East: 2, West: 2 });
    expect(now.effects.find((effect) => effect.kind === 'ask')).toMatchObject({ work: 'evaluate', sites });
  });

  it('[C3] a seed repeats the choice by the names of the sites, whatever their ids', () => {
    const sampling: RoundPlan = { ...plan, minSites: 1, sampleFraction: 0.5, seed: 7 };
    const chosen = (ids: readonly string[]) => {
      const names = Object.fromEntries(ids.map((id, index) => [id, `Site ${index}`]));
      const { state } = play(createRound(sampling, ids, names), prepared(...ids));
      return Object.keys(state.work).map((id) => names[id]);
    };
    expect(chosen(['p', 'q', 'r', 's'])).toEqual(chosen(['w', 'x', 'y', 'z']));
  });

  it('[R16] with over-selection goes on when as many as it needs have answered, whoever they are', () => {
    const more: RoundPlan = { ...plan, sampleFraction: 0.5, overSelection: 0.5, seed: 3 };
    const sites = ['a', 'b', 'c', 'd'];
    const begun = play(createRound(more, sites), prepared(...sites));
    const asked = Object.keys(begun.state.work);
    expect(asked).toHaveLength(3);
    expect(begun.state.wanted).toBe(2);
    const [one = '', , three = ''] = asked;
    const { state, effects } = play(begun.state, answered('fit', 1, one, three));
    expect(state.phase).toBe('aggregating');
    expect(effects.at(-1)).toEqual({ kind: 'aggregate', round: 1, sites: [one, three] });
    // The one that comes late is an error value, and the next round may ask it again.
    expect(reduce(state, { kind: 'answered', site: asked[1] ?? '', work: 'fit', round: 1 }).ok).toBe(false);
    // A refused update does not count: all others are waited for, and a lost one gives the round no more time than its deadline.
    const refused = play(begun.state, [
      { kind: 'refused', site: one, work: 'fit', round: 1 },
      ...answered('fit', 1, three),
    ]);
    expect(refused.state.phase).toBe('fitting');
    expect(play(refused.state, answered('fit', 1, asked[1] ?? '')).state.phase).toBe('aggregating');
  });

  it('[R17] stops when the validation figure no longer improves, and goes back to the best round’s model', () => {
    const rule = { metric: 'auc', patience: 2, minDelta: 0 } as const;
    const watched: RoundPlan = { ...plan, rounds: 9, earlyStopping: rule };
    let now = play(createRound(watched, ['a', 'b']), prepared('a', 'b'));
    for (const [index, score] of [0.6, 0.8, 0.7, 0.75].entries()) {
      const round = index + 1;
      now = play(now.state, [
        ...answered('fit', round, 'a', 'b'),
        { kind: 'aggregated', round },
        { kind: 'evaluated', round, score },
      ]);
    }
    expect(kinds(now.effects)).toEqual([
      ...['clearDeadline', 'aggregate', 'evaluate', 'commit', 'restore', 'ask', 'setDeadline'],
    ]);
    expect(now.effects.find(({ kind }) => kind === 'restore')).toEqual({ kind: 'restore', round: 2 });
    const end = play(now.state, answered('evaluate', 4, 'a', 'b'));
    expect(end.state).toMatchObject({ phase: 'completed', round: 4, best: { round: 2, score: 0.8 } });
    expect(end.state.reason).toMatch(/Stopped after round 4 of 9.*AUC.*round 2/);
  });

  it('[R9] is total: any events in any order give a state or an error value, and never lose or double an answer', () => {
    const sites = ['a', 'b', 'c'];
    const site = fc.constantFrom(...sites);
    const round = fc.integer({ min: 0, max: 3 });
    const work = fc.constantFrom(
      'moments' as const,
      'histograms' as const,
      'fit' as const,
      'evaluate' as const,
    );
    const event: fc.Arbitrary<RoundEvent> = fc.oneof(
      fc.constantFrom<RoundEvent>(
        { kind: 'start' },
        { kind: 'momentsMerged' },
        { kind: 'pipelineFitted' },
        { kind: 'pause' },
        { kind: 'resume' },
        { kind: 'returnTimePassed' },
      ),
      fc.record({ kind: fc.constantFrom('siteReady' as const, 'siteLost' as const), site }),
      fc.record({ kind: fc.constantFrom('answered' as const, 'refused' as const), site, work, round }),
      fc.record({ kind: fc.constant('gaveUp' as const), site, round }),
      fc.record({ kind: fc.constant('aggregated' as const), round }),
      fc.record({
        kind: fc.constant('evaluated' as const),
        round,
        score: fc.constantFrom(null, 0.5, 0.6, Number.NaN),
      }),
      fc.record({ kind: fc.constant('deadlinePassed' as const), deadline: fc.integer({ min: 0, max: 12 }) }),
    );
    const options: fc.Arbitrary<Partial<RoundPlan>> = fc.constantFrom<Partial<RoundPlan>>(
      {},
      { minSites: 1, sampleFraction: 0.4, overSelection: 0.5 },
      { overSelection: 1, sampleFraction: 0.5, minSites: 1 },
      { earlyStopping: { metric: 'auc', patience: 1, minDelta: 0 } },
    );
    fc.assert(
      fc.property(fc.array(event, { maxLength: 120 }), fc.nat(120), options, (events, restartAt, extras) => {
        let state = createRound({ ...plan, attempts: 5, ...extras }, ['a']);
        let accepted = new Set<string>();
        const committed: number[] = [];
        const rounds: KeptRound[] = [];
        const recruited = new Set<string>();
        for (const [index, next] of events.entries()) {
          if (index === restartAt && state.phase !== 'idle' && !isOver(state.phase)) {
            state = afterRestart(state, committed.length, [...recruited], rounds);
            accepted = new Set();
          }
          const result = reduce(state, next);
          if (!result.ok) continue;
          const [after, effects] = result.value;
          if (next.kind === 'answered' && next.work === 'fit') accepted.add(next.site);
          for (const effect of effects) {
            if (effect.kind === 'aggregate') expect(new Set(effect.sites)).toEqual(accepted);
            if (effect.kind === 'commit') committed.push(effect.round);
            if (effect.kind === 'restore') {
              expect(effect.round).toBeLessThan(after.round);
              expect(committed).toContain(effect.round);
            }
            if (effect.kind === 'ask') for (const asked of effect.sites) recruited.add(asked);
            if (effect.kind === 'commit' || (effect.kind === 'retry' && effect.round > 0)) {
              const { round: of, work: did, resting } = effect;
              const status = effect.kind === 'commit' ? 'completed' : 'failed';
              rounds.push({
                round: of,
                attempt: effect.kind === 'retry' ? effect.attempt : 1,
                status,
                work: did,
                resting,
              });
            }
            if (effect.kind === 'aggregate' || effect.kind === 'retry') accepted = new Set();
          }
          expect(JSON.parse(JSON.stringify(after))).toEqual(after);
          expect(after.phase === 'paused').toBe(after.pausedFrom !== null);
          if (isOver(after.phase)) expect(after.asked).toBeNull();
          state = after;
        }
        expect(committed).toEqual(committed.map((_, index) => index + 1));
      }),
      { numRuns: 500 },
    );
  });
});
