/** The tasks of a run, one at a time; a newer one ends an older one, and the same one is answered once. */
import type { Problem, Result } from '../../lib/result.ts';
import type { ClassificationMetrics } from '../../metrics/types.ts';
import type { Task, TaskResult } from '../../protocol/messages.ts';
import { thinHistory } from '../../round/index.ts';
import type { Trainer } from '../../training/index.ts';
import { crc32 } from '../../weights/crc32.ts';
import { type Personalisation, personalisationOf } from '../finished-models/personal-model.ts';
import type { Refusals } from '../guard/refusals.ts';
import type { SiteGuard } from '../guard/site-guard.ts';
import type { Outbox, Parcel } from '../session/outbox.ts';
import type { SiteSnapshot } from '../session/snapshot.ts';
import type { Hold } from './hold.ts';
import type { RunMemory } from './run-memory.ts';
import { runTask, type TaskOutcome } from './task-runner.ts';

export interface TaskQueueParts {
  readonly guard: SiteGuard;
  readonly refusals: Refusals;
  /** A person at this hospital can decide on a model that it has not seen made: until then it is not answered. */
  readonly personDecides: boolean;
  readonly outbox: Outbox;
  openTrainer(): Promise<Result<Trainer>>;
  /** The hospital's pause: nothing is begun and nothing is answered while it lasts. */
  readonly hold: Hold;
  readonly memory: RunMemory;
  now(): number;
  snapshot(): SiteSnapshot;
  show(patch: Partial<SiteSnapshot>): void;
}

export interface TaskQueue {
  take(task: Task, frame: Uint8Array | null): void;
  /** What the newest round of the run asked of personal models. */
  personalisation(run: string): Personalisation | null;
  /** The coordinator did not take this answer. */
  refused(parcel: Parcel): void;
  /** Takes up what waited for a person's decision. */
  decided(): void;
  /** Ends the task under way without an answer. */
  abort(reason: string): void;
}

const roundOf = (task: Task): number => ('round' in task ? task.round : 0);
/**
 * Two tasks with one key have one answer: the same question about the same model. A coordinator that was set back
 * to an earlier state asks the same round again with another model, which has to be trained anew.
 */
const keyOf = (task: Task, frame: Uint8Array | null): string =>
  `${task.run}/${task.kind}/${roundOf(task)}/${frame ? crc32(frame) : ''}`;
/** The protocol's longest reason. */
const MAX_REASON = 300;

export function createTaskQueue(parts: TaskQueueParts): TaskQueue {
  const { guard, outbox, show, hold, memory } = parts;
  let newest: { run: string; personalisation: Personalisation | null } | null = null;
  let working: { key: string; abort: AbortController } | null = null;
  let queue: Promise<void> = Promise.resolve();
  /** Waits for a person here; the round waits for it no longer than its deadline. */
  let undecided: { readonly task: Task; readonly frame: Uint8Array | null } | null = null;

  const giveUp = (task: Task, key: string, problem: Problem): void => {
    show({ problem });
    const reason = problem.message.slice(0, MAX_REASON);
    outbox.put({
      key,
      result: { kind: 'failed', run: task.run, round: roundOf(task), reason },
      frame: null,
    });
  };

  const work = async (task: Task, frame: Uint8Array | null, signal: AbortSignal): Promise<void> => {
    const round = roundOf(task);
    await hold.wait(signal);
    if (signal.aborted) return;
    const key = keyOf(task, frame);
    show({
      problem: null,
      activity: activityOf(task),
      ...(task.kind === 'moments' ? { history: [], comparison: null } : {}),
    });
    if (task.kind === 'fit') await memory.recall(task.run);
    const outcome = await attempt(task, () =>
      runTask(task, frame, {
        guard,
        feedback: memory.feedback,
        variates: memory.variates,
        signal,
        openTrainer: parts.openTrainer,
        now: parts.now,
        onProgress(progress) {
          show({ activity: { kind: 'training', round, progress } });
          return hold.wait(signal);
        },
      }),
    );
    await hold.wait(signal);
    if (signal.aborted) return;
    if (!outcome.ok) {
      parts.refusals.note(task, frame, outcome.error, parts.now());
      show({ refusals: parts.refusals.list() });
      if (parts.personDecides && outcome.error.code === 'MODEL_UNSEEN') {
        undecided = { task, frame };
        show({ problem: outcome.error });
        return;
      }
      return giveUp(task, key, outcome.error);
    }
    const { result, metrics } = outcome.value;
    if (result.kind === 'fit') await memory.keep(task.run);
    if (signal.aborted) return;
    if (metrics) show({ history: remember(parts.snapshot().history, result, metrics) });
    outbox.put({ key, ...outcome.value });
  };

  const tasks: TaskQueue = {
    take(task, frame) {
      undecided = null;
      const key = keyOf(task, frame);
      if (task.kind === 'fit')
        newest = { run: task.run, personalisation: personalisationOf(task.instructions ?? {}) };
      if (working?.key === key) return;
      const before = outbox.find(key);
      if (before) {
        if (before.result.kind !== 'failed') show({ problem: null });
        return outbox.put(before);
      }
      working?.abort.abort(new Error('A newer task came in.'));
      const abort = new AbortController();
      working = { key, abort };
      queue = queue.then(async () => {
        if (!abort.signal.aborted) await work(task, frame, abort.signal);
        if (working?.abort !== abort) return;
        working = null;
        show({ activity: { kind: 'idle' } });
      });
    },
    personalisation: (run) => (newest?.run === run ? newest.personalisation : null),
    refused({ result }) {
      if (result.kind !== 'fit') return;
      memory.variates.takeBack(result);
      void memory.keep(result.run);
    },
    decided() {
      if (undecided) tasks.take(undecided.task, undecided.frame);
    },
    abort(reason) {
      working?.abort.abort(new Error(reason));
      working = null;
      undecided = null;
    },
  };
  return tasks;
}

/** What a task throws becomes a problem in words. */
async function attempt(task: Task, run: () => Promise<Result<TaskOutcome>>): Promise<Result<TaskOutcome>> {
  try {
    return await run();
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    const what = roundOf(task) > 0 ? `round ${roundOf(task)}` : 'the statistics';
    return {
      ok: false,
      error: { code: 'TASK_FAILED', message: `This hospital could not do its part of ${what}: ${why}` },
    };
  }
}

function activityOf(task: Task): SiteSnapshot['activity'] {
  switch (task.kind) {
    case 'moments':
    case 'histograms':
      return { kind: 'statistics' };
    case 'fit':
      return { kind: 'training', round: task.round, progress: null };
    case 'evaluate':
      return { kind: 'evaluating', round: task.round };
  }
}

/** The model that arrives with round r’s training is the one that round r − 1 made. */
function remember(
  history: SiteSnapshot['history'],
  result: TaskResult,
  metrics: ClassificationMetrics,
): SiteSnapshot['history'] {
  if (!('evaluation' in result)) return history;
  const round = result.kind === 'evaluate' ? result.round : result.round - 1;
  const trainLoss = result.kind === 'fit' ? result.loss : null;
  return thinHistory([...history.filter((point) => point.round !== round), { round, metrics, trainLoss }]);
}
