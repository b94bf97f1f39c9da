/** Starts and stops runs, and leads what sites send to the run of their study. */
import { randomInt } from 'node:crypto';
import { parseStrategy } from '@fedhealth/fl-core/aggregation';
import { fail, ok, type Result } from '@fedhealth/fl-core/lib';
import {
  type ProtocolError,
  protocolError,
  type RunPlan,
  type RunView,
  refuse,
  type StartRun,
  type TaskResult,
} from '@fedhealth/fl-core/protocol';
import type { Study } from '@fedhealth/fl-core/study';
import type { Logger } from 'pino';
import type { EventBus } from '../events/bus.ts';
import { planRun, studyOfRun } from '../plan.ts';
import type { RunControl } from '../ports.ts';
import type { Registry } from '../registry/registry.ts';
import type { Store } from '../storage/store.ts';
import type { RunnerParts, RunWaits } from './context.ts';
import type { RefusalLog } from './refusal-log.ts';
import { createRunner, type Runner } from './runner.ts';
import type { SiteLink } from './site-link.ts';
import { takeUp } from './take-up.ts';
import type { Validation } from './validation.ts';

export interface RunDeskParts {
  readonly store: Store;
  readonly bus: EventBus;
  readonly link: SiteLink;
  readonly refusals: RefusalLog;
  readonly logger: Logger;
  readonly waits: RunWaits;
  validationFor(study: Study): Promise<Validation | null>;
  publish: Registry['publish'];
}

/** What the sockets tell the runs. */
export interface RunDesk extends RunControl {
  /** Takes up the runs that the last stop of the coordinator cut off. Called once, before anyone can connect. */
  goOn(): Promise<void>;
  siteReady(siteId: string, studyId: string): void;
  siteLost(siteId: string, studyId: string): void;
  result(
    siteId: string,
    studyId: string,
    message: TaskResult,
    frame: Uint8Array | null,
  ): Result<null, ProtocolError>;
  /** The study's run under way, else its last since the start. */
  view(studyId: string, siteId: string): RunView | null;
  close(): Promise<void>;
}

/** What of the study is other in this run, for the record. */
const changedFor = ({ overrides = {} }: RunPlan): string => {
  const changed = Object.entries(overrides).map(([key, value]) => `${key} ${JSON.stringify(value)}`);
  return changed.length === 0 ? '' : ` Other than the study says: ${changed.join(', ')}.`;
};

export function createRunDesk(parts: RunDeskParts): RunDesk {
  const { store, bus } = parts;
  const active = new Map<string, Runner>();
  const last = new Map<string, Runner>();
  /** Studies that a run is being started of, or that are being changed: one of the two at a time. */
  const starting = new Set<string>();

  const runnerParts = (study: Study, validation: Validation | null): RunnerParts => ({
    ...parts,
    study,
    validation,
    onOver: () => active.delete(study.id),
  });
  const underWay = (id: string): Result<Runner> => {
    const runner = [...active.values()].find((candidate) => candidate.run.id === id);
    return runner === undefined
      ? fail({ code: 'RUN_OVER', message: 'This run is not under way any more.' })
      : ok(runner);
  };

  const start = async (study: Study, request: StartRun): Promise<Result<{ id: string }>> => {
    const plan = planRun(study, request);
    const ofRun = studyOfRun(study, plan);
    const strategy = parseStrategy(ofRun.federation.strategy);
    if (!strategy.ok) return strategy;
    const { kind, fewestUpdates } = strategy.value;
    if (plan.minSites < fewestUpdates) {
      return fail({
        code: 'TOO_FEW_SITES',
        message: `The strategy ${kind} needs updates of at least ${fewestUpdates} hospitals in a round; the fewest is set to ${plan.minSites}. Raise it, or choose another strategy.`,
      });
    }
    const validation = await parts.validationFor(study);
    if (ofRun.federation.earlyStopping !== undefined && validation === null) {
      return fail({
        code: 'NO_VALIDATION_ROWS',
        message:
          'The run is to end early by its figures on validation rows, and the coordinator has none that fit the study. Start the coordinator with a validation file, or let the run do all its rounds ("earlyStopping").',
      });
    }
    const run = await store.runs.create({
      studyId: study.id,
      studyVersion: study.version,
      plan,
      seed: request.seed ?? randomInt(2 ** 31),
    });
    const runner = createRunner(runnerParts(ofRun, validation), run);
    active.set(study.id, runner);
    last.set(study.id, runner);
    await bus.emit({
      level: 'info',
      kind: 'run-started',
      runId: run.id,
      message: `Run ${run.number} of "${study.title}" was started: ${run.plan.rounds} rounds with at least ${run.plan.minSites} hospitals.${changedFor(plan)}`,
      topics: ['runs', 'studies'],
    });
    runner.dispatch({ kind: 'start' });
    parts.link.tell(study.id, runner.view);
    return ok({ id: run.id });
  };

  const announceStudy = async ({ id, version, title }: Study): Promise<void> => {
    const told = parts.link.dismiss(id, protocolError('STUDY_VERSION'));
    const hospitals = told === 1 ? '1 hospital was' : `${told} hospitals were`;
    await bus.emit({
      level: 'info',
      kind: 'study-saved',
      message: `Version ${version} of the study "${title}" was saved.${told > 0 ? ` ${hospitals} asked to reload the page.` : ''}`,
      topics: ['studies', 'sites', 'events'],
    });
  };

  return {
    async start(request) {
      const study = await store.studies.get(request.studyId);
      if (study === undefined)
        return fail({ code: 'STUDY_UNKNOWN', message: `There is no study "${request.studyId}".` });
      if (active.has(study.id) || starting.has(study.id)) {
        return fail({
          code: 'RUN_ACTIVE',
          message: 'A run of this study is under way. Stop it, or wait until it is over.',
        });
      }
      starting.add(study.id);
      try {
        return await start(study, request);
      } finally {
        starting.delete(study.id);
      }
    },
    async stop(id) {
      const found = underWay(id);
      if (!found.ok) return found;
      const stopped = found.value.dispatch({ kind: 'cancel' });
      await found.value.settled();
      return stopped.ok ? ok(undefined) : stopped;
    },
    async pause(id) {
      const found = underWay(id);
      if (!found.ok) return found;
      const { run, dispatch, settled } = found.value;
      const paused = dispatch({ kind: 'pause' });
      await settled();
      if (!paused.ok) return fail({ code: 'RUN_PAUSED', message: 'This run is paused already.' });
      const message = `Run ${run.number} was paused. What came in is kept.`;
      await bus.emit({ level: 'info', kind: 'run-paused', runId: id, message, topics: ['runs', 'sites'] });
      return ok(undefined);
    },
    async resume(id) {
      const found = underWay(id);
      if (!found.ok) return found;
      const { run, dispatch, settled, trouble, wake } = found.value;
      const wasHeld = trouble() !== null;
      const resumed = dispatch({ kind: 'resume' });
      if (!resumed.ok && !wasHeld)
        return fail({ code: 'RUN_NOT_PAUSED', message: 'This run is not paused.' });
      wake();
      await settled();
      const still = trouble();
      if (still !== null) return fail(still);
      const message = `Run ${run.number} goes on.`;
      if (!wasHeld)
        await bus.emit({ level: 'info', kind: 'run-resumed', runId: id, message, topics: ['runs', 'sites'] });
      return ok(undefined);
    },
    heldUp(id) {
      const found = underWay(id);
      const trouble = found.ok ? found.value.trouble() : null;
      return trouble && { status: 'paused', message: trouble.message };
    },
    async goOn() {
      for (const run of await store.runs.unfinished()) {
        const study = await store.studies.get(run.studyId);
        const runner = await takeUp({ ...parts, runnerParts }, run, study);
        if (runner === null) continue;
        active.set(run.studyId, runner);
        last.set(run.studyId, runner);
      }
    },
    async saveStudy(study) {
      if (active.has(study.id) || starting.has(study.id)) {
        return fail({
          code: 'RUN_ACTIVE',
          message:
            'A run of this study is under way, and its hospitals train by the version it began with. Stop it, or wait until it is over.',
        });
      }
      starting.add(study.id);
      try {
        const saved = await store.studies.save(study);
        if (saved.ok && saved.value !== 'unchanged') await announceStudy(study);
        return saved;
      } finally {
        starting.delete(study.id);
      }
    },
    siteReady(site, studyId) {
      const name = parts.link.find(site)?.name;
      active.get(studyId)?.dispatch({ kind: 'siteReady', site, ...(name === undefined ? {} : { name }) });
    },
    siteLost: (site, studyId) => void active.get(studyId)?.dispatch({ kind: 'siteLost', site }),
    result(siteId, studyId, message, frame) {
      // A run that is over still knows what it answered.
      const runner = last.get(studyId);
      if (runner?.run.id === message.run) return runner.result(siteId, message, frame);
      const refusal = refuse('RUN_UNKNOWN');
      const name = parts.link.find(siteId)?.name ?? siteId;
      parts.refusals.note({ siteId, name, error: refusal.error, topics: ['sites'] });
      return refusal;
    },
    view: (studyId, siteId) => last.get(studyId)?.view(siteId) ?? null,
    async close() {
      await Promise.all([...active.values()].map((runner) => runner.close()));
    },
  };
}
