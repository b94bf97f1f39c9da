/** Takes a run up after a restart of the coordinator, or writes down why it cannot go on. */
import type { Result } from '@fedhealth/fl-core/lib';
import { type RunPlan, studyOfRun } from '@fedhealth/fl-core/protocol';
import type { Study } from '@fedhealth/fl-core/study';
import type { EventBus } from '../../events/bus.ts';
import type { RunRecord } from '../../storage/records.ts';
import type { Store } from '../../storage/store.ts';
import type { RunnerParts } from './context.ts';
import { type Recovered, recoverRun } from './recover.ts';
import { createRunner, type Runner, roundPlan } from './runner.ts';

interface TakeUpParts {
  readonly store: Store;
  readonly bus: EventBus;
  inputsFor(study: Study, plan: RunPlan): Promise<Result<RunInputs>>;
  runnerParts(study: Study, inputs: RunInputs, run: RunRecord): RunnerParts;
}

/** What a run is given beside its study and its hospitals. */
export type RunInputs = Pick<RunnerParts, 'validation' | 'start'>;

/** Null when the run is over for good: its study has changed, or what was kept of it does not fit together. */
export async function takeUp(
  parts: TakeUpParts,
  run: RunRecord,
  study: Study | undefined,
): Promise<Runner | null> {
  const { store, bus } = parts;
  if (study?.version !== run.studyVersion) {
    return giveUp(parts, run, 'Its study was changed while the coordinator was stopped.');
  }
  const inputs = await parts.inputsFor(study, run.plan);
  if (!inputs.ok) return giveUp(parts, run, inputs.error.message);
  const ofRun = studyOfRun(study, run.plan);
  const runnerParts = parts.runnerParts(ofRun, inputs.value, run);
  const recovered = await recoverRun(runnerParts, run, roundPlan(ofRun, run));
  if (!recovered.ok) return giveUp(parts, run, recovered.error.message);
  await reopenRound(store, run, recovered.value);
  const paused = run.status === 'paused';
  await bus.emit({
    level: 'info',
    kind: 'run-recovered',
    runId: run.id,
    message: `The coordinator was restarted. Run ${run.number} ${paused ? 'is still paused' : 'goes on'} after round ${run.round} of ${run.plan.rounds}.`,
    topics: ['runs'],
  });
  return createRunner(runnerParts, run, recovered.value);
}

/** Writes the round that was under way down as it stands now, with the updates that were kept. */
async function reopenRound(
  { runs }: Store,
  run: RunRecord,
  { memory: { book }, step: [{ asked, phase, work, resting }] }: Recovered,
): Promise<void> {
  if (asked !== 'fit' && phase !== 'aggregating') return;
  await runs.commitRound({
    ...book.record(run.id, 'fitting', work, resting),
    validation: null,
    weights: null,
  });
}

async function giveUp({ store, bus }: TakeUpParts, run: RunRecord, reason: string): Promise<null> {
  for (const round of await store.runs.rounds(run.id)) {
    if (round.status !== 'fitting') continue;
    const sites = round.sites.map((site) =>
      site.outcome === 'working' ? { ...site, outcome: 'lost' as const } : site,
    );
    const finishedAt = new Date().toISOString();
    await store.runs.commitRound({ ...round, sites, status: 'failed', finishedAt, weights: null });
  }
  const message = `The coordinator was stopped after round ${run.round}. ${reason} The rounds so far are kept.`;
  await store.runs.patch(run.id, { status: 'failed', message, finishedAt: new Date().toISOString() });
  await bus.emit({
    level: 'warning',
    kind: 'run-failed',
    runId: run.id,
    message: `Run ${run.number} failed. ${message}`,
    topics: ['runs'],
  });
  return null;
}
