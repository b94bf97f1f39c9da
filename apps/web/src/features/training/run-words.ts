/** How a run stands, in words for hospital staff. */
import type { StatusTone } from '../../components/status-badge.tsx';
import type { SiteSnapshot } from '../../worker/api/api.ts';

export interface RunWords {
  readonly tone: StatusTone;
  /** A few words for a badge. */
  readonly state: string;
  /** What is happening and what comes next. */
  readonly text: string;
}

/** `past`: the run was over before this hospital joined. */
type Situation = Pick<SiteSnapshot, 'run' | 'activity' | 'history' | 'paused'> & {
  readonly plan?: SiteSnapshot['plan'];
  readonly past: boolean;
};

const isOver = (status: string): boolean => ['completed', 'failed', 'cancelled'].includes(status);

const say = (tone: StatusTone, state: string, text: string): RunWords => ({ tone, state, text });

/** What this hospital does while a round is open. */
function duringRound({ run, activity, history }: Situation): RunWords {
  switch (activity.kind) {
    case 'training':
      return say(
        'working',
        'Training here',
        'This computer trains the shared model on your rows. Its weights are sent when it is done.',
      );
    case 'evaluating':
      return say('working', 'Checking the model', 'The shared model is being checked on your test rows.');
    case 'statistics':
      return say(
        'working',
        'Summarising columns',
        'Summaries of your columns are being made, so that all hospitals scale their values alike.',
      );
    default:
      if (run?.aside) {
        return say(
          'waiting',
          'The run goes on without this hospital',
          run.message ??
            'Twice in a row no answer of this hospital could be used. Its next answer brings it back.',
        );
      }
      if (run?.sitsOut) {
        return say(
          'waiting',
          'Sits this round out',
          'Each round only some of the hospitals train, in fair turns, and others were chosen for this one. Your turn comes by itself; keep this page open.',
        );
      }
      return run?.status === 'fitting' && !history.some(({ round }) => round === run.round - 1)
        ? say(
            'waiting',
            'Round under way',
            'A round is under way. Your part begins by itself, at the latest with the next round.',
          )
        : say(
            'waiting',
            'Waiting for others',
            'Your part is done for now. It goes on when the other hospitals are done or their time is up.',
          );
  }
}

/** This hospital has paused; the others go on. */
function pausedHere({ run, activity, plan }: Situation): RunWords {
  const seconds = plan && run?.status === 'fitting' ? ` (${plan.roundTimeoutSeconds} seconds a round)` : '';
  return say(
    'paused',
    'Paused here',
    activity.kind === 'comparing'
      ? 'You have paused the comparison on this computer. Nothing waits for it.'
      : `You have paused this computer’s work, and nothing is sent meanwhile. The other hospitals wait for this one until the round’s deadline${seconds}; then the round goes on without it. What was trained here is kept until then, and after you go on this hospital is part of the round under way, or of the next.`,
  );
}

export function runWords(situation: Situation): RunWords {
  const { run, activity, past } = situation;
  const working = activity.kind !== 'idle' || (run !== null && !past && !isOver(run.status));
  if (situation.paused && working) return pausedHere(situation);
  if (situation.paused) {
    return say(
      'paused',
      'Paused here',
      'You have paused this computer. When a run starts, this hospital does nothing until you go on, and rounds are finished without it.',
    );
  }
  if (activity.kind === 'comparing') {
    return say(
      'working',
      'Comparing',
      'The run is over. A model is being trained on your rows alone, on this computer, to compare.',
    );
  }
  if (!run || run.status === 'idle' || past) {
    return say(
      'waiting',
      'Waiting to start',
      'You are in. The study’s administrator starts the run; training then begins here by itself. Keep this page open.',
    );
  }
  switch (run.status) {
    case 'recruiting':
      return say(
        'waiting',
        'Waiting for hospitals',
        'It goes on by itself as soon as enough hospitals are connected. Keep this page open.',
      );
    case 'statistics':
    case 'fitting':
    case 'evaluating':
      return duringRound(situation);
    case 'aggregating':
      return say('working', 'Combining', 'The coordinator combines what the hospitals learned.');
    case 'paused':
      return say(
        'paused',
        'Paused',
        'The administrator has paused the run. What was learned so far is kept; keep this page open.',
      );
    case 'completed':
      return say(
        'good',
        'Completed',
        'The run is over and its model is ready below. Stay if you want to be part of the next run.',
      );
    case 'failed':
      return say(
        'bad',
        'Run failed',
        `${run.message ?? 'The run could not go on.'} Your file is still open here, and you are still in: if the administrator starts another run, it begins by itself.`,
      );
    case 'cancelled':
      return say(
        'warning',
        'Run cancelled',
        `${run.message ?? 'The administrator has stopped the run.'} Your file is still open here, and you are still in: if another run starts, it begins by itself.`,
      );
  }
}

/** "Round 3 of 5", or null before the first round that this hospital can be part of. */
export function roundText({ run, past }: Pick<Situation, 'run' | 'past'>): string | null {
  return run && run.round >= 1 && !past ? `Round ${run.round} of ${run.rounds}` : null;
}

/** How far the whole run is, from 0 to 1: finished rounds, and this hospital's part of the current one. */
export function runDone({ run, activity, past }: Pick<Situation, 'run' | 'activity' | 'past'>): number {
  if (!run || run.round < 1 || past) return 0;
  if (run.status === 'completed') return 1;
  const open = run.status === 'fitting' || run.status === 'recruiting' || run.status === 'paused';
  const here = activity.kind === 'training' ? (activity.progress?.done ?? 0) : open ? 0 : 1;
  return Math.min(1, (run.round - 1 + here) / run.rounds);
}

export const CONNECTION_WORDS: Record<SiteSnapshot['connection'], RunWords> = {
  online: say('good', 'Connected', ''),
  connecting: say('working', 'Connecting', 'Looking for the coordinator.'),
  reconnecting: say(
    'warning',
    'Reconnecting',
    'The connection to the coordinator was lost. What was trained is kept and will be sent when it is back; the page keeps trying by itself.',
  ),
  offline: say('bad', 'Not connected', 'The coordinator cannot be reached from here.'),
};
