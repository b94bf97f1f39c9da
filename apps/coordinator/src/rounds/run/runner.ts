/**
 * One run under way: feeds the pure round machine with what happens and carries out
 * what it asks for, one effect after another.
 */
import { parseStrategy } from '@fedhealth/fl-core/aggregation';
import { type Result, unwrap } from '@fedhealth/fl-core/lib';
import type { ProtocolError, RunView, TaskResult } from '@fedhealth/fl-core/protocol';
import {
  createRound,
  isOver,
  type RoundEffect,
  type RoundEvent,
  type RoundPlan,
  type RoundState,
  reduce,
  type Step,
} from '@fedhealth/fl-core/round';
import type { Study } from '@fedhealth/fl-core/study';
import { type StoreTrouble, storeTrouble } from '../../storage/health/trouble.ts';
import type { RunRecord } from '../../storage/records.ts';
import { type Clock, perform } from '../effects/perform.ts';
import { createInbox, type KeepUpdate } from '../updates/inbox.ts';
import { isOpenFor } from '../updates/round-book.ts';
import { createRunMemory, type RunContext, type RunnerParts } from './context.ts';
import { createPerseverance } from './perseverance.ts';
import type { Recovered } from './recover.ts';
import { runView } from './run-view.ts';
import { startStopwatch } from './stopwatch.ts';

/** How often a round is tried before the run fails. */
const ATTEMPTS = 3;
const SITES_SAVED_EVERY_MS = 200;

type Reply = Result<null, ProtocolError>;

export interface Runner {
  readonly run: RunRecord;
  /** As this run goes, with what its plan changes. */
  readonly study: Study;
  /** What holds the run up, as a full disk; null when nothing does. */
  trouble(): StoreTrouble | null;
  /** As this site sees it: whether it sits the round out is its own. */
  view(siteId?: string): RunView;
  dispatch(event: RoundEvent): Result<Step>;
  result(siteId: string, message: TaskResult, frame: Uint8Array | null): Reply | Promise<Reply>;
  /** A result came that could not be read; of which round it speaks, where that much could be told. */
  unreadable(siteId: string, round: number | null): void;
  /** Waits until everything that was asked for so far is done, or is held up by the store. */
  settled(): Promise<void>;
  /** Tries at once what the store could not do. */
  wake(): void;
  /** Lets go of timers; the run stays unfinished in the store. */
  close(): Promise<void>;
}

/** The run's plan as the round machine takes it. */
export const roundPlan = ({ federation }: Study, run: RunRecord): RoundPlan => ({
  ...run.plan,
  attempts: ATTEMPTS,
  sampleFraction: federation.sampleFraction,
  overSelection: federation.overSelection,
  seed: run.seed,
  ...(federation.earlyStopping && { earlyStopping: federation.earlyStopping }),
});

/** A new run, idle until it is told to start; or one that was `recovered` after a restart, which goes on at once. */
export function createRunner(parts: RunnerParts, run: RunRecord, recovered: Recovered | null = null): Runner {
  const { store, bus, link, study, logger, waits } = parts;
  const memory = recovered?.memory ?? createRunMemory(study);
  const here = link.ready(study.id);
  let state =
    recovered?.step[0] ??
    createRound(
      roundPlan(study, run),
      here.map(({ id }) => id),
      Object.fromEntries(here.map(({ id, name }) => [id, name])),
    );
  const began = new Date(run.startedAt);
  const watch = startStopwatch(recovered ? new Date() : began);
  const endedAt = (): string => new Date(Math.max(began.getTime(), watch.now().getTime())).toISOString();
  let timer: NodeJS.Timeout | undefined;
  let returns: NodeJS.Timeout | undefined;
  let closed = false;
  let done: Promise<void> = Promise.resolve();

  /** A site keeps its name, and with it its place in every order, when it goes. */
  const names = new Map<string, string>(recovered?.names);
  const nameOf = (siteId: string): string => {
    const name = link.find(siteId)?.name ?? names.get(siteId) ?? siteId;
    names.set(siteId, name);
    return name;
  };
  /** Those with a part in it, and those who came since and will have one with the next round. */
  const inTheRun = (): number =>
    (isOver(state.phase) ? memory.recruited : new Set([...memory.recruited, ...state.present])).size;
  const view = (siteId?: string): RunView =>
    runView(
      run,
      state,
      inTheRun(),
      memory.history,
      memory.modelVersion,
      siteId,
      perseverance.trouble()?.message ?? null,
      memory.notices.get(siteId ?? '') ?? null,
    );
  const perseverance = createPerseverance(waits.retryMs, () => {
    const trouble = perseverance.trouble();
    link.tell(study.id, view);
    void bus.emit({
      level: trouble ? 'error' : 'info',
      kind: trouble ? 'run-held' : 'run-resumed',
      runId: run.id,
      code: trouble?.code ?? null,
      message: trouble
        ? `Run ${run.number} is paused. ${trouble.message} It goes on by itself.`
        : `Run ${run.number} goes on: the database can be written again.`,
      topics: ['runs', 'sites'],
    });
  });
  const clock: Clock = {
    set(deadline, seconds) {
      clearTimeout(timer);
      if (!closed) timer = setTimeout(() => dispatch({ kind: 'deadlinePassed', deadline }), seconds * 1000);
    },
    clear: () => clearTimeout(timer),
  };

  /** Adds to the work under way; what goes wrong in vital work ends the run with the reason. */
  const enqueue = (work: () => Promise<void>, vital: boolean): void => {
    done = done.then(work).catch(async (error: unknown) => {
      // What was not done before the end is done after the next start.
      if (closed) return;
      logger.error({ err: error, run: run.id }, 'A step of the run failed.');
      const reason = `The coordinator could not go on: ${error instanceof Error ? error.message : String(error)}`;
      if (vital && isOver(state.phase)) await endBadly(reason);
      else if (vital) dispatch({ kind: 'broke', reason });
    });
  };

  /** The last step itself went wrong: the run counts as failed, and the way is free for the next. */
  const endBadly = async (reason: string): Promise<void> => {
    state = { ...state, phase: 'failed', reason };
    over();
    const end = { status: 'failed', message: reason, finishedAt: endedAt() } as const;
    await store.runs.patch(run.id, end).catch((error: unknown) => {
      logger.error({ err: error, run: run.id }, 'The end of the run could not be kept.');
    });
    link.tell(study.id, view);
    const message = `Run ${run.number} failed. ${reason}`;
    await bus.emit({ level: 'error', kind: 'run-failed', runId: run.id, message, topics: ['runs', 'sites'] });
  };

  const dispatch = (event: RoundEvent): Result<Step> => {
    const before = { phase: state.phase, round: state.round, present: state.present.length };
    const step = reduce(state, event, true);
    if (!step.ok) return step;
    const [after, effects] = step.value;
    state = after;
    for (const effect of effects) {
      if (effect.kind !== 'ask') continue;
      for (const site of effect.sites) inbox.reopen(site, effect.work, effect.round);
    }
    enqueue(async () => {
      await carryOut(effects);
      if (before.phase !== after.phase || before.round !== after.round)
        await perseverance.run(() => showProgress(after));
      else if (before.present !== after.present.length) tellSoon();
    }, true);
    return step;
  };
  const carryOut = async (effects: readonly RoundEffect[]): Promise<void> => {
    for (const effect of effects) await perseverance.run(() => perform(context, effect, clock));
  };

  /** Who comes or goes changes how many are in it; a thousand that come at once are told of together. */
  let telling: NodeJS.Timeout | undefined;
  const tellSoon = (): void => {
    telling ??= setTimeout(() => {
      telling = undefined;
      if (!closed) link.tell(study.id, view);
    }, SITES_SAVED_EVERY_MS);
  };

  const showProgress = async (at: RoundState): Promise<void> => {
    if (!isOver(at.phase))
      await store.runs.patch(run.id, {
        status: at.phase,
        message: at.reason,
        recruited: [...memory.recruited],
      });
    link.tell(study.id, view);
    bus.announce(['runs', 'sites']);
    if (isOver(at.phase)) over();
  };

  /**
   * Writes what is known of the round's sites for those who look on, a few times a second: the round's commit
   * writes them all, so nothing depends on it, and a thousand answers are not a thousand writes.
   */
  const unsaved = new Set<string>();
  let saving: NodeJS.Timeout | undefined;
  const saveSite = (siteId: string): void => {
    unsaved.add(siteId);
    saving ??= setTimeout(() => {
      saving = undefined;
      const ids = new Set(unsaved);
      unsaved.clear();
      enqueue(async () => {
        const { book } = memory;
        if (closed || !isOpenFor(book, state)) return;
        const lines = book.sites(state.work, true).filter((site) => ids.has(site.siteId));
        await store.runs.saveRoundSites(run.id, book.round, book.attempt, lines);
        bus.announce(['runs', 'sites']);
      }, false);
    }, SITES_SAVED_EVERY_MS);
  };

  const context: RunContext = {
    parts,
    run,
    strategy: unwrap(parseStrategy(study.federation.strategy)),
    memory,
    state: () => state,
    dispatch,
    nameOf,
    endedAt,
    tell: () => link.tell(study.id, view),
    byName: (sites) => [...sites].sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1)),
  };
  const updates = store.updates.log(run.id);
  /** At once; where the disk cannot be written, when it can be again: until then the run is held up. */
  const keep: KeepUpdate = (update) => {
    const { round, attempt } = memory.book;
    const write = (): void => updates.keep({ round, attempt }, update);
    try {
      write();
      return null;
    } catch (error) {
      if (storeTrouble(error) === null) throw error;
      return new Promise((kept) => enqueue(() => perseverance.run(async () => write()).then(kept), false));
    }
  };
  /** The way is free for the next run; what only this one needed is let go. */
  const over = (): void => {
    try {
      updates.end();
    } catch (error) {
      logger.warn({ err: error, run: run.id }, 'Updates of a run that is over could not be deleted.');
    }
    parts.onOver();
  };
  const inbox = createInbox(context, saveSite, keep, recovered?.taken);

  const settled = async (): Promise<void> => {
    for (let seen: Promise<void> | null = null; seen !== done; ) {
      seen = done;
      await Promise.race([seen, perseverance.held()]);
      if (perseverance.trouble() !== null) return;
    }
  };
  if (recovered) {
    enqueue(() => carryOut(recovered.step[1]), true);
    returns = setTimeout(() => dispatch({ kind: 'returnTimePassed' }), waits.returnMs);
  }
  return {
    run,
    study,
    view,
    dispatch,
    result: inbox.receive,
    unreadable(site, told) {
      const { asked: work, round } = state;
      if (work === null || (told !== null && told !== round)) return;
      if (dispatch({ kind: 'refused', site, work, round, unreadable: true }).ok) saveSite(site);
    },
    settled,
    wake: perseverance.wake,
    trouble: perseverance.trouble,
    async close() {
      closed = true;
      clearTimeout(timer);
      clearTimeout(returns);
      clearTimeout(saving);
      clearTimeout(telling);
      perseverance.close();
      await done;
      updates.close();
    },
  };
}
