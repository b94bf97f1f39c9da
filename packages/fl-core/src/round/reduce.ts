/**
 * A run as a pure state machine (SPEC.md, section R):
 * idle → recruiting → statistics → (fitting → aggregating → evaluating)* → completed,
 * with failed, cancelled and paused. Time, sockets and storage are effects that the
 * coordinator carries out; the same events always give the same states.
 */
import { fail, ok, type Problem, type Result } from '../lib/result.ts';
import { heardFrom, missed } from './aside.ts';
import { betterOf, hasStalled, whyThisModel } from './early-stopping.ts';
import { sampleSites } from './sampling.ts';
import { isOver, type RoundEffect, type RoundEvent, type RoundState, type Step } from './state.ts';
import { ask, mark, mayAnswer, sitesWith, verdict } from './work.ts';

/**
 * One step. An event that cannot happen now is an error value and changes nothing. `owned`: the caller gives `state`
 * up and looks only at what comes of it; then a thousand answers do not copy a list of a thousand sites each.
 */
export function reduce(state: RoundState, event: RoundEvent, owned = false): Result<Step> {
  if (isOver(state.phase)) return unexpected(state, event);
  switch (event.kind) {
    case 'siteReady':
    case 'siteLost':
      return ok(presence(named(state, event), event.site, event.kind === 'siteReady', owned));
    case 'cancel':
      return ok(finish(state, 'cancelled', 'Stopped by the administrator.'));
    case 'broke':
      return ok(finish(state, 'failed', event.reason));
    case 'pause':
      if (state.phase === 'paused' || state.phase === 'idle') return unexpected(state, event);
      return ok([
        { ...state, phase: 'paused', pausedFrom: state.phase, reason: event.reason ?? null },
        [{ kind: 'clearDeadline' }],
      ]);
    case 'resume':
      return state.phase === 'paused' ? ok(resume(state)) : unexpected(state, event);
    case 'answered':
    case 'refused':
    case 'gaveUp':
    case 'measured':
      return answer(state, event, owned);
    case 'deadlinePassed':
      if (event.deadline !== state.deadline || state.asked === null) return ok([state, []]);
      return ok(deadline(state));
    case 'returnTimePassed':
      return ok(withoutTheMissing(state));
    case 'start':
      return state.phase === 'idle'
        ? ok(recruit({ ...state, phase: 'recruiting' }, []))
        : unexpected(state, event);
    case 'momentsMerged':
      return whileIn(state, 'statistics', event, (now) => ask(now, 'histograms', sitesWith(now, 'done')));
    case 'pipelineFitted':
      return whileIn(state, 'statistics', event, (now) => nextRound({ ...now, prepared: true }, []));
    case 'aggregated':
      if (event.round !== state.round) return unexpected(state, event);
      return whileIn(state, 'aggregating', event, (now) => [
        { ...now, phase: 'evaluating' },
        [{ kind: 'evaluate', round: now.round }],
      ]);
    case 'evaluated':
      if (event.round !== state.round || state.asked === 'evaluate') return unexpected(state, event);
      return whileIn(state, 'evaluating', event, (now) => committed(now, event.score ?? null));
  }
}

function unexpected(state: RoundState, event: RoundEvent): Result<Step> {
  return fail<Problem>({
    code: 'UNEXPECTED_EVENT',
    message: `"${event.kind}" cannot happen while a run is ${state.phase}.`,
  });
}

/** The coordinator's own work goes on while a run is paused: its end is noted, and what follows waits. */
function whileIn(
  state: RoundState,
  phase: RoundState['phase'],
  event: RoundEvent,
  next: (state: RoundState) => Step,
): Result<Step> {
  if (state.phase === phase) return ok(next(state));
  if (state.phase !== 'paused' || state.pausedFrom !== phase) return unexpected(state, event);
  const [after, effects] = next({ ...state, phase });
  if (isOver(after.phase)) return ok([after, effects]);
  return ok([{ ...after, phase: 'paused', pausedFrom: after.phase }, effects]);
}

function named(
  state: RoundState,
  event: Extract<RoundEvent, { kind: 'siteReady' | 'siteLost' }>,
): RoundState {
  if (event.kind === 'siteLost' || event.name === undefined) return state;
  return { ...state, names: { ...state.names, [event.site]: event.name } };
}

function presence(state: RoundState, site: string, here: boolean, owned: boolean): Step {
  const present = here
    ? [...new Set([...state.present, site])].sort()
    : state.present.filter((other) => other !== site);
  const now = { ...state, present, awaited: state.awaited.filter((other) => other !== site) };
  if (state.phase === 'recruiting') return recruit(now, []);
  const status = state.work[site];
  if (state.asked === null || status === undefined) return [now, []];
  if (here && mayAnswer(status)) {
    const again = status === 'aside' ? status : 'working';
    if (state.phase === 'paused') return [mark(now, site, again, owned), []];
    return [
      mark(now, site, again, owned),
      [{ kind: 'ask', work: state.asked, round: state.round, attempt: state.attempt, sites: [site] }],
    ];
  }
  return !here && status === 'working' ? settle(mark(now, site, 'lost', owned), false) : [now, []];
}

const OUTCOMES = { answered: 'done', refused: 'refused', gaveUp: 'failed', measured: 'measured' } as const;

function answer(
  state: RoundState,
  event: Extract<RoundEvent, { kind: 'answered' | 'refused' | 'gaveUp' | 'measured' }>,
  owned: boolean,
): Result<Step> {
  const status = state.work[event.site];
  const fits =
    'work' in event ? event.work === state.asked : event.kind === 'gaveUp' || state.asked === 'fit';
  if (state.asked === null || !fits || event.round !== state.round) return unexpected(state, event);
  if (!mayAnswer(status)) return unexpected(state, event);
  const unreadable = event.kind === 'refused' && event.unreadable === true;
  const [noted, told] = unreadable ? missed(state, [event.site]) : heardFrom(state, event.site);
  const [after, effects] = settle(mark(noted, event.site, OUTCOMES[event.kind], owned), false);
  return ok([after, [...told, ...effects]]);
}

/** Who is still at work has missed it. While paused no deadline counts. */
function deadline(state: RoundState): Step {
  if (state.phase === 'paused') return [state, []];
  const [noted, told] = missed(state, sitesWith(state, 'working'));
  const [after, effects] = settle(noted, true);
  return [after, [...told, ...effects]];
}

/** Goes on when the work asked for is settled; while paused it only takes note. */
export function settle(state: RoundState, deadlinePassed: boolean): Step {
  if (state.phase === 'paused') return [state, []];
  const decision = verdict(state, deadlinePassed);
  if (decision === 'wait') return [state, []];
  if (decision === 'too few') return retry(state);
  const sites = sitesWith(state, 'done');
  const settled: RoundState = { ...state, asked: null };
  switch (state.asked) {
    case 'moments':
      return [settled, [{ kind: 'clearDeadline' }, { kind: 'mergeMoments', sites }]];
    case 'histograms':
      return [settled, [{ kind: 'clearDeadline' }, { kind: 'fitPipeline', sites }]];
    case 'fit':
      return [
        { ...settled, phase: 'aggregating' },
        [{ kind: 'clearDeadline' }, { kind: 'aggregate', round: state.round, sites }],
      ];
    default:
      return finish(settled, 'completed', reasonOf(settled));
  }
}

/** Those who were in the run before a restart had their time to come back: the round goes on without the rest. */
function withoutTheMissing(state: RoundState): Step {
  const work = Object.fromEntries(
    Object.entries(state.work).map(([site, status]) => [
      site,
      status === 'working' && state.awaited.includes(site) ? 'lost' : status,
    ]),
  );
  const now: RoundState = { ...state, awaited: [], work };
  if (now.phase === 'recruiting') return recruit(now, []);
  return now.asked === null ? [now, []] : settle(now, false);
}

function recruit(state: RoundState, before: readonly RoundEffect[]): Step {
  if (state.awaited.length > 0) return [state, before];
  if (state.present.length < state.plan.minSites || state.present.length === 0) return [state, before];
  return state.prepared
    ? train(state, before)
    : ask({ ...state, phase: 'statistics' }, 'moments', state.present, before);
}

/** Asks a fair sample of those at hand to train; the others sit the round out. */
function train(state: RoundState, before: readonly RoundEffect[]): Step {
  const { plan, present, round, names, aside } = state;
  const nameOf = (site: string): string => names[site] ?? site;
  const reliable = present.filter((site) => !aside.includes(site));
  const from = reliable.length >= Math.max(1, plan.minSites) ? reliable : present;
  const sample = sampleSites({
    sites: from.map(nameOf),
    fraction: plan.sampleFraction ?? 1,
    minSites: plan.minSites,
    overSelection: plan.overSelection ?? 0,
    seed: plan.seed ?? 0,
    round,
    history: state.chosen,
  });
  const taken = new Set(sample.chosen);
  // Who was set aside is given the work beside those who were chosen: an answer brings it back.
  const asked = (site: string): boolean => taken.has(nameOf(site)) || aside.includes(site);
  const chosen = present.filter(asked);
  const resting = present.filter((site) => !asked(site));
  const wanted = plan.overSelection ? sample.needed : null;
  const fitting: RoundState = { ...state, phase: 'fitting', chosen: sample.history, resting, wanted };
  return ask(fitting, 'fit', chosen, before);
}

function nextRound(state: RoundState, before: readonly RoundEffect[]): Step {
  return recruit(
    {
      ...state,
      phase: 'recruiting',
      round: state.round + 1,
      attempt: 1,
      asked: null,
      work: {},
      resting: [],
    },
    before,
  );
}

function retry(state: RoundState): Step {
  const got = sitesWith(state, 'done').length;
  const what = state.asked === 'fit' ? `Round ${state.round}` : 'The statistics';
  const reason = `${what} had ${got} good ${got === 1 ? 'answer' : 'answers'} of the ${state.plan.minSites} needed.`;
  if (state.attempt >= state.plan.attempts) {
    return finish(state, 'failed', `${reason} It was tried ${state.attempt} times.`);
  }
  const effects: RoundEffect[] = [
    { kind: 'clearDeadline' },
    {
      kind: 'retry',
      round: state.round,
      attempt: state.attempt,
      reason,
      work: state.work,
      resting: state.resting,
    },
  ];
  return recruit(
    { ...state, phase: 'recruiting', attempt: state.attempt + 1, asked: null, work: {}, resting: [] },
    effects,
  );
}

function committed(before: RoundState, score: number | null): Step {
  const { plan, round, work, resting } = before;
  const rule = plan.earlyStopping;
  const best = rule ? betterOf(before.best, round, score, rule.minDelta) : null;
  const state: RoundState = { ...before, best };
  const effects: RoundEffect[] = [{ kind: 'commit', round, work, resting }];
  if (round < plan.rounds && !hasStalled(rule, best, round)) return nextRound(state, effects);
  if (best !== null && best.round !== round) effects.push({ kind: 'restore', round: best.round });
  if (state.present.length > 0)
    return ask({ ...state, attempt: 1, resting: [] }, 'evaluate', state.present, effects);
  const [over, last] = finish(state, 'completed', reasonOf(state));
  return [over, [...effects, ...last]];
}

const reasonOf = ({ plan, best, round }: RoundState): string | null =>
  whyThisModel(plan.earlyStopping, best, round, plan.rounds);

function resume(state: RoundState): Step {
  const phase = state.pausedFrom ?? 'recruiting';
  const now: RoundState = { ...state, phase, pausedFrom: null, reason: null };
  if (now.phase === 'recruiting') return recruit(now, []);
  if (now.asked === null) return [now, []];
  if (verdict(now, false) !== 'wait') return settle(now, false);
  const deadline = now.deadline + 1;
  const { round, attempt, asked: work } = now;
  return [
    { ...now, deadline },
    [
      {
        kind: 'ask',
        work,
        round,
        attempt,
        sites: [...sitesWith(now, 'working'), ...sitesWith(now, 'aside')].sort(),
      },
      { kind: 'setDeadline', deadline, seconds: now.plan.roundTimeoutSeconds },
    ],
  ];
}

function finish(
  state: RoundState,
  status: 'completed' | 'failed' | 'cancelled',
  reason: string | null,
): Step {
  return [
    { ...state, phase: status, asked: null, reason, pausedFrom: null },
    [{ kind: 'clearDeadline' }, { kind: 'finish', status, reason }],
  ];
}
