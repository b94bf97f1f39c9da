/** Starts and stops runs, and leads what sites send to the run of their study. */
import { randomInt } from 'node:crypto';
import { fail, ok, type Result } from '@fedhealth/fl-core/lib';
import {
  protocolError,
  type RunPlan,
  type RunView,
  refuse,
  type StartRun,
  studyOfRun,
  type TaskResult,
} from '@fedhealth/fl-core/protocol';
import type { Study } from '@fedhealth/fl-core/study';
import type { Logger } from 'pino';
import type { EventBus } from '../../events/bus.ts';
import { planRun } from '../../plan.ts';
import type { RunControl } from '../../ports.ts';
import type { Registry } from '../../registry/registry.ts';
import type { RunRecord } from '../../storage/records.ts';
import type { Store } from '../../storage/store.ts';
import type { Validation } from '../model/validation.ts';
import { sendAwayOutdated } from '../start/abilities.ts';
import { mayStart } from '../start/may-start.ts';
import { startingPoint } from '../start/starting-point.ts';
import type { RefusalLog } from '../updates/refusal-log.ts';
import type { RunnerParts, RunWaits } from './context.ts';
import { createTurns } from './in-turn.ts';
import { createRunShelf } from './run-shelf.ts';
import { createRunner, type Runner } from './runner.ts';
import { linkOf, type SiteLink } from './site-link.ts';
import { type RunInputs, takeUp } from './take-up.ts';

export interface RunDeskParts {
  readonly store: Store;
  readonly bus: EventBus;
  readonly link: SiteLink;
  readonly refusals: RefusalLog;
  readonly logger: Logger;
  readonly waits: RunWaits;
  validationFor(study: Study): Promise<Validation | null>;
  readonly registry: Pick<Registry, 'publish' | 'get' | 'artifact'>;
}

/** What the sockets tell the runs. */
export interface RunDesk extends RunControl {
  /** Takes up the runs that the last stop of the coordinator cut off. Called once, before anyone can connect. */
  goOn(): Promise<void>;
  /** The study as the run that the site is in goes; as it is when the site is in none. */
  studyFor(siteId: string, study: Study): Study;
  siteReady(siteId: string, studyId: string): void;
  siteLost(siteId: string, studyId: string): void;
  result(
    siteId: string,
    studyId: string,
    message: TaskResult,
    frame: Uint8Array | null,
  ): ReturnType<Runner['result']>;
  /** A result of this site could not be read. */
  unreadable(siteId: string, studyId: string, round: number | null): void;
  /** The run that the site is in, else the last one it was or could have been in since the start. */
  view(studyId: string, siteId: string): RunView | null;
  close(): Promise<void>;
}

/** What of the study is other in this run, for the record. */
const changedFor = ({ overrides = {} }: RunPlan): string => {
  const changed = Object.entries(overrides).map(([key, value]) => `${key} ${JSON.stringify(value)}`);
  return changed.length === 0 ? '' : ` Other than the study says: ${changed.join(', ')}.`;
};

export function createRunDesk(parts: RunDeskParts): RunDesk {
  const { store, bus, link } = parts;
  const shelf = createRunShelf();
  const inTurn = createTurns();

  const runnerParts = (study: Study, inputs: RunInputs, { id, plan }: RunRecord): RunnerParts => {
    const named = plan.sites && new Set(plan.sites);
    return {
      ...parts,
      ...inputs,
      publish: parts.registry.publish,
      study,
      link: linkOf(link, (site) => named?.has(site) ?? shelf.namedIn(site) === undefined),
      onOver() {
        shelf.end(id);
        if (named) free(study.id, named);
      },
    };
  };
  const inputsFor = async (study: Study, { startFrom }: RunPlan): Promise<Result<RunInputs>> => {
    const validation = await parts.validationFor(study);
    if (startFrom === undefined) return ok({ validation, start: null });
    const start = await startingPoint(parts.registry, study, startFrom);
    return start.ok ? ok({ validation, start: start.value }) : start;
  };
  /** Who was named by a run that is over goes to the run that names nobody. */
  const free = (studyId: string, named: ReadonlySet<string>): void => {
    for (const site of link.ready(studyId).filter(({ id }) => named.has(id))) {
      const next = shelf.of(site.id, studyId);
      if (next && !sendAwayOutdated(parts, site, next.study))
        next.dispatch({ kind: 'siteReady', site: site.id, name: site.name });
    }
  };
  const underWay = (id: string): Result<Runner> => {
    const runner = shelf.underWay().find(({ run }) => run.id === id);
    return runner === undefined
      ? fail({ code: 'RUN_OVER', message: 'This run is not under way any more.' })
      : ok(runner);
  };

  const start = async (request: StartRun): Promise<Result<{ id: string }>> => {
    const study = await store.studies.get(request.studyId);
    if (study === undefined)
      return fail({ code: 'STUDY_UNKNOWN', message: `There is no study "${request.studyId}".` });
    const plan = planRun(study, request);
    const ofRun = studyOfRun(study, plan);
    const inputs = await inputsFor(study, plan);
    if (!inputs.ok) return inputs;
    const may = await mayStart({ store, shelf, validation: inputs.value.validation }, ofRun, plan);
    if (!may.ok) return may;
    const run = await store.runs.create({
      studyId: study.id,
      studyVersion: study.version,
      plan,
      seed: request.seed ?? randomInt(2 ** 31),
    });
    const here = runnerParts(ofRun, inputs.value, run);
    for (const site of here.link.ready(study.id)) sendAwayOutdated(parts, site, ofRun);
    const runner = createRunner(here, run);
    shelf.add(runner);
    const { rounds, minSites, sites } = run.plan;
    await bus.emit({
      level: 'info',
      kind: 'run-started',
      runId: run.id,
      message: `Run ${run.number} of "${study.title}" was started: ${rounds} rounds with at least ${minSites} ${sites ? `of ${sites.length} named ` : ''}hospitals.${changedFor(plan)}`,
      topics: ['runs', 'studies'],
    });
    runner.dispatch({ kind: 'start' });
    here.link.tell(study.id, runner.view);
    return ok({ id: run.id });
  };

  const announceStudy = async ({ id, version, title }: Study): Promise<void> => {
    const told = link.dismiss(id, protocolError('STUDY_VERSION'));
    const hospitals = told === 1 ? '1 hospital was' : `${told} hospitals were`;
    await bus.emit({
      level: 'info',
      kind: 'study-saved',
      message: `Version ${version} of the study "${title}" was saved.${told > 0 ? ` ${hospitals} asked to reload the page.` : ''}`,
      topics: ['studies', 'sites', 'events'],
    });
  };

  return {
    start: (request) => inTurn(request.studyId, () => start(request)),
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
    runOf(siteId, studyId) {
      const runner = shelf.of(siteId, studyId);
      return runner ? { id: runner.run.id, number: runner.run.number } : null;
    },
    heldUp(id) {
      const found = underWay(id);
      const trouble = found.ok ? found.value.trouble() : null;
      return trouble && { status: 'paused', message: trouble.message };
    },
    async goOn() {
      const unfinished = await store.runs.unfinished();
      store.updates.dropOthers(unfinished.map(({ id }) => id));
      for (const run of unfinished) {
        const study = await store.studies.get(run.studyId);
        const runner = await takeUp({ store, bus, inputsFor, runnerParts }, run, study);
        if (runner === null) continue;
        shelf.add(runner);
      }
    },
    saveStudy: (study) =>
      inTurn(study.id, async () => {
        if (shelf.underWay(study.id).length > 0) {
          return fail({
            code: 'RUN_ACTIVE',
            message:
              'A run of this study is under way, and its hospitals train by the version it began with. Stop it, or wait until it is over.',
          });
        }
        const saved = await store.studies.save(study);
        if (saved.ok && saved.value !== 'unchanged') await announceStudy(study);
        return saved;
      }),
    studyFor: (siteId, study) => shelf.of(siteId, study.id)?.study ?? study,
    siteReady(site, studyId) {
      const name = link.find(site)?.name;
      shelf.of(site, studyId)?.dispatch({ kind: 'siteReady', site, ...(name === undefined ? {} : { name }) });
    },
    siteLost: (site, studyId) => void shelf.of(site, studyId)?.dispatch({ kind: 'siteLost', site }),
    result(siteId, studyId, message, frame) {
      // A run that is over still knows what it answered.
      const runner = shelf.find(message.run);
      if (runner?.run.studyId === studyId) return runner.result(siteId, message, frame);
      const refusal = refuse('RUN_UNKNOWN');
      const name = link.find(siteId)?.name ?? siteId;
      parts.refusals.note({ siteId, name, error: refusal.error, topics: ['sites'] });
      return refusal;
    },
    unreadable: (siteId, studyId, round) => shelf.of(siteId, studyId)?.unreadable(siteId, round),
    view: (studyId, siteId) => shelf.lastOf(siteId, studyId)?.view(siteId) ?? null,
    async close() {
      await Promise.all(shelf.underWay().map((runner) => runner.close()));
    },
  };
}
