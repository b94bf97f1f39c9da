/** Whole runs in which anything may happen that can: the rules hold at every step, and most runs end. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reduce } from './reduce.ts';
import { createRound, isOver, type RoundEvent, type RoundPlan, type RoundState } from './state.ts';

const SITES = ['a', 'b', 'c', 'd', 'e'];
const base: RoundPlan = { rounds: 6, minSites: 2, roundTimeoutSeconds: 10, attempts: 4 };

/** One turn of chance; what it means depends on where the run stands. */
interface Turn {
  readonly what: number;
  readonly site: number;
  readonly score: number | null;
}

/** Mostly what a run waits for; now and then a site that goes, is refused or gives up, a deadline, a pause. */
function eventFor(state: RoundState, { what, site, score }: Turn): RoundEvent {
  const at = (sites: readonly string[]): string => sites[site % Math.max(1, sites.length)] ?? 'a';
  const { round, asked } = state;
  if (state.phase === 'idle') return { kind: 'start' };
  if (state.phase === 'paused') return { kind: 'resume' };
  if (what === 0) return { kind: 'siteLost', site: at(SITES) };
  if (what === 1) return { kind: 'deadlinePassed', deadline: state.deadline };
  if (what === 2) return { kind: 'gaveUp', site: at(SITES), round };
  if (what === 3) return { kind: 'pause' };
  if (what <= 5) return { kind: 'siteReady', site: at(SITES) };
  if (asked !== null) {
    const kind = what === 6 ? 'refused' : 'answered';
    // Also those that were not asked, have answered, or come late.
    return { kind, site: at(what < 10 ? SITES : Object.keys(state.work)), work: asked, round };
  }
  if (state.phase === 'aggregating') return { kind: 'aggregated', round };
  if (state.phase === 'evaluating') return { kind: 'evaluated', round, score };
  return what % 2 ? { kind: 'momentsMerged' } : { kind: 'pipelineFitted' };
}

const turn: fc.Arbitrary<Turn> = fc.record({
  what: fc.nat(24),
  site: fc.nat(4),
  score: fc.constantFrom(null, 0.5, 0.6, 0.7, 0.8),
});

describe.each<[string, Partial<RoundPlan>]>([
  ['all sites', {}],
  ['over-selection', { sampleFraction: 0.4, overSelection: 0.5 }],
  ['early stopping', { earlyStopping: { metric: 'auc', patience: 2, minDelta: 0 } }],
  [
    'both',
    {
      sampleFraction: 0.5,
      overSelection: 1,
      minSites: 1,
      earlyStopping: { metric: 'auc', patience: 1, minDelta: 0.05 },
    },
  ],
])('a run with %s', (_name, changes) => {
  it('[R9] loses no update, counts none twice and commits in order, whatever happens', () => {
    const ends = new Map<string, number>();
    fc.assert(
      fc.property(fc.array(turn, { minLength: 250, maxLength: 250, size: 'max' }), (turns) => {
        const plan = { ...base, ...changes };
        let state = createRound(plan, SITES);
        let given = createRound(plan, SITES);
        let accepted: string[] = [];
        const scores: (number | null)[] = [];
        for (const chance of turns) {
          const event = eventFor(state, chance);
          const result = reduce(state, event);
          const owned = reduce(given, event, true);
          expect(owned).toEqual(result);
          if (!result.ok || !owned.ok) continue;
          given = owned.value[0];
          const [after, effects] = result.value;
          if (event.kind === 'answered' && event.work === 'fit') accepted.push(event.site);
          for (const effect of effects) {
            if (effect.kind === 'aggregate') {
              // Each accepted update once; without over-selection nobody at work is left behind before the deadline.
              expect(effect.sites).toEqual([...accepted].sort());
              expect(effect.sites.length).toBeGreaterThanOrEqual(plan.minSites);
              expect(effect.sites.length).toBeLessThanOrEqual(after.wanted ?? SITES.length);
            }
            if (effect.kind === 'aggregate' || effect.kind === 'retry') accepted = [];
            if (effect.kind === 'commit') {
              expect(effect.round).toBe(scores.length + 1);
              scores.push(event.kind === 'evaluated' ? (event.score ?? null) : null);
            }
            if (effect.kind === 'restore') {
              expect(effect.round).toBe(after.best?.round);
              expect(scores[effect.round - 1]).toBe(after.best?.score);
              expect(effect.round).toBeLessThan(scores.length);
            }
          }
          state = after;
          if (isOver(state.phase)) break;
        }
        ends.set(state.phase, (ends.get(state.phase) ?? 0) + 1);
        if (state.phase === 'completed' && !plan.earlyStopping) expect(scores).toHaveLength(plan.rounds);
        const rule = plan.earlyStopping;
        const { best } = state;
        if (rule && best) expect(scores.length - best.round).toBeLessThanOrEqual(rule.patience);
      }),
      { numRuns: 150, seed: 5 },
    );
    // The property is about whole runs: a good share of them must have come to their end.
    expect(ends.get('completed') ?? 0).toBeGreaterThan(50);
  });
});
