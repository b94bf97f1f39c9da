/** The states a run goes through, and which of them it is in. */
import type { RunDetailView, RunStatus } from '@fedhealth/fl-core/protocol';
import { isOver } from '../run-status.ts';

/** The states in their order; training, combining and evaluating repeat with each round. */
export const MACHINE = [
  { state: 'recruiting', words: 'Recruiting', means: 'Waits until enough hospitals are ready' },
  { state: 'statistics', words: 'Statistics', means: 'Sums of the columns, to prepare all files alike' },
  { state: 'fitting', words: 'Training', means: 'Each hospital trains on its own rows' },
  { state: 'aggregating', words: 'Combining', means: 'The strategy makes one model of the updates' },
  { state: 'evaluating', words: 'Evaluating', means: 'The new model is measured and kept' },
] as const satisfies readonly { state: RunStatus; words: string; means: string }[];

export type MachineState = (typeof MACHINE)[number]['state'];

/** `held`: it is here, and paused. `unreached`: the run is over and will not come to it. */
export type StepMark = 'done' | 'now' | 'held' | 'next' | 'unreached';

type Run = Pick<RunDetailView, 'status' | 'round' | 'roundList' | 'plan'>;

const LOOP: ReadonlySet<MachineState> = new Set(['fitting', 'aggregating', 'evaluating']);

/** Where a paused run stands: the coordinator tells that it is paused, its rounds tell the rest. */
function heldAt({ round, roundList }: Run): MachineState {
  const newest = roundList.at(-1);
  if (newest?.status === 'fitting') return 'fitting';
  return round > 0 ? 'recruiting' : 'statistics';
}

/** The mark of each state, in the order of `MACHINE`. */
export function machineSteps(run: Run): StepMark[] {
  if (run.status === 'completed') return MACHINE.map(() => 'done');
  if (isOver(run.status)) return endedSteps(run);
  const { status, round, plan } = run;
  const held = status === 'paused';
  const at = status === 'idle' ? null : held ? heldAt(run) : status;
  const index = MACHINE.findIndex(({ state }) => state === at);
  return MACHINE.map(({ state }, step) => {
    if (step === index) return held ? 'held' : 'now';
    // From the second round on, all states have been passed at least once; of this round only those before it.
    if (LOOP.has(state)) return at !== null && step < index && LOOP.has(at as MachineState) ? 'done' : 'next';
    return round > 0 || step < index || (at !== null && round >= plan.rounds) ? 'done' : 'next';
  });
}

/** Of a run that failed or was stopped: what it went through, and nothing that is still to come. */
function endedSteps({ round, roundList }: Run): StepMark[] {
  const reached = (state: MachineState): boolean =>
    state === 'aggregating' || state === 'evaluating' ? round > 0 : roundList.length > 0;
  return MACHINE.map(({ state }) => (reached(state) ? 'done' : 'unreached'));
}

/** How a run ended; null while it goes on. */
export function machineEnd(status: RunStatus): 'completed' | 'failed' | 'cancelled' | null {
  return status === 'completed' || status === 'failed' || status === 'cancelled' ? status : null;
}
