import { describe, expect, it } from 'vitest';
import { reduce } from './reduce.ts';
import { createRound, isOver, type RoundEvent, type RoundPlan, type RoundState } from './state.ts';

const PLAN: RoundPlan = { rounds: 20, minSites: 3, roundTimeoutSeconds: 2, attempts: 3 };
const HONEST = ['a', 'b', 'c'];
const BAD = 'z';

/** How the bad site answers when it is asked in a round. */
type Bad = (round: number) => 'silence' | 'noise' | 'answer' | 'refusal' | 'giving up';

/** A whole run; counts what it cost and what was told. */
function play(bad: Bad, plan: Partial<RoundPlan> = {}, sites = [...HONEST, BAD]) {
  let state = createRound({ ...PLAN, ...plan }, sites);
  const told: string[] = [];
  const asked = new Map<string, number>();
  let deadlines = 0;
  const send = (event: RoundEvent): void => {
    const step = reduce(state, event);
    if (!step.ok) throw new Error(step.error.message);
    const [after, effects] = step.value;
    state = after;
    for (const effect of effects) {
      if (effect.kind === 'setAside' || effect.kind === 'takeBack')
        told.push(`${effect.kind} ${effect.site} in ${effect.round}`);
      if (effect.kind === 'ask' && effect.work === 'fit')
        for (const site of effect.sites) asked.set(site, (asked.get(site) ?? 0) + 1);
    }
  };
  const answerOf = (site: string, at: RoundState): RoundEvent | null => {
    const work = at.asked ?? 'fit';
    const of = { site, work, round: at.round };
    const how = site === BAD && (work === 'fit' || work === 'evaluate') ? bad(at.round) : 'answer';
    if (how === 'silence') return null;
    if (how === 'noise') return { kind: 'refused', ...of, unreadable: true };
    if (how === 'refusal') return { kind: 'refused', ...of };
    return how === 'answer' ? { kind: 'answered', ...of } : { kind: 'gaveUp', site, round: at.round };
  };
  send({ kind: 'start' });
  while (!isOver(state.phase)) {
    const at: RoundState = state;
    if (at.asked === null) {
      if (at.phase === 'statistics')
        send(
          at.work.a === 'done' && told.includes('m') ? { kind: 'pipelineFitted' } : { kind: 'momentsMerged' },
        );
      else if (at.phase === 'aggregating') send({ kind: 'aggregated', round: at.round });
      else send({ kind: 'evaluated', round: at.round });
      if (at.phase === 'statistics') told.push('m');
      continue;
    }
    // The bad one answers first, while its answer can count.
    for (const site of [BAD, ...HONEST]) {
      const status = state.work[site];
      if (state.asked !== at.asked || state.round !== at.round || state.attempt !== at.attempt) break;
      if (status !== 'working' && status !== 'aside') continue;
      const event = answerOf(site, at);
      if (event) send(event);
    }
    if (
      state === at ||
      (state.asked === at.asked && state.round === at.round && state.attempt === at.attempt)
    ) {
      deadlines++;
      send({ kind: 'deadlinePassed', deadline: state.deadline });
    }
  }
  return { state, deadlines, asked, told: told.filter((line) => line !== 'm') };
}

describe('a hospital that misses', () => {
  it('[R30] costs two rounds their deadline when it hangs, and no more; it is offered every round', () => {
    const run = play(() => 'silence');
    expect(run.state).toMatchObject({ phase: 'completed', round: 20 });
    expect(run.deadlines).toBe(2);
    expect(run.told).toEqual(['setAside z in 2']);
    expect(run.asked.get(BAD)).toBe(20);
  });

  it('[R30] costs no round its deadline when it sends what cannot be read', () => {
    const run = play(() => 'noise');
    expect(run.state.phase).toBe('completed');
    expect(run.deadlines).toBe(0);
    expect(run.told).toEqual(['setAside z in 2']);
  });

  it('[R31] is back with its next answer, good or refused, and may miss twice again', () => {
    for (const back of ['answer', 'refusal', 'giving up'] as const) {
      const run = play((round) => (round === 7 ? back : 'silence'));
      expect(run.state.phase).toBe('completed');
      expect(run.deadlines).toBe(4);
      expect(run.told).toEqual(['setAside z in 2', 'takeBack z in 7', 'setAside z in 9']);
    }
    // Now and then is no row.
    expect(play((round) => (round % 2 ? 'silence' : 'answer'))).toMatchObject({ told: [], deadlines: 10 });
  });

  it('[R30] is waited for where the others are too few', () => {
    const run = play((round) => (round <= 3 ? 'silence' : 'answer'), { minSites: 4, attempts: 9 });
    expect(run.told).toEqual([]);
    expect(run.state.phase).toBe('failed');
    const later = play(() => 'answer', { minSites: 4 });
    expect(later.state.phase).toBe('completed');
  });

  it('[R30] is not sampled, and its place is another’s', () => {
    const sites = [...HONEST, BAD];
    const run = play(() => 'silence', { minSites: 2, sampleFraction: 0.5, seed: 3 }, sites);
    expect(run.state.phase).toBe('completed');
    expect(run.deadlines).toBe(2);
    expect(run.told).toHaveLength(1);
    const counts = HONEST.map((site) => run.asked.get(site) ?? 0);
    expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(2);
  });

  it('[R30] counts nothing while the run is paused', () => {
    let state = createRound(PLAN, [...HONEST, BAD]);
    for (const event of [{ kind: 'start' }, { kind: 'pause' }] as const) {
      const step = reduce(state, event);
      if (step.ok) [state] = step.value;
    }
    const late = reduce(state, { kind: 'deadlinePassed', deadline: state.deadline });
    expect(late.ok && late.value[0].misses).toEqual({});
  });
});
