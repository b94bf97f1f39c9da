/** Puts sockets and runs together: the live half of the coordinator. */
import type { Study } from '@fedhealth/fl-core/study';
import type { CreateLive, Live, LiveDeps } from '../live.ts';
import { createRunDesk } from '../rounds/run-control.ts';
import { loadValidation, type Validation } from '../rounds/validation.ts';
import type { Store } from '../storage/store.ts';
import { serveAdmins } from './admin-namespace.ts';
import { createPresence } from './presence.ts';
import { createSocketServer, type SocketServer } from './server.ts';
import { serveSites } from './site-namespace.ts';

/** How long the coordinator waits for what may never come, in milliseconds. */
export interface Waits {
  /** A broken connection may take this long to come back before the site counts as lost. */
  readonly graceMs: number;
  /** A connection that has not said hello by then is closed. */
  readonly helloMs: number;
}

export const createLiveWith =
  (waits: Waits): CreateLive =>
  async (deps) =>
    assemble(deps, waits);

export const createLive = createLiveWith({ graceMs: 4_000, helloMs: 10_000 });

async function assemble(
  { settings, store, bus, access, registry, logger }: LiveDeps,
  { graceMs, helloMs }: Waits,
): Promise<Live> {
  const presence = createPresence(graceMs);
  const validations = new Map<string, Promise<Validation | null>>();
  const load = async (study: Study): Promise<Validation | null> => {
    if (settings.validationPath === null) return null;
    const loaded = await loadValidation(settings.validationPath, study);
    if (loaded.ok) return loaded.value;
    // The file was given for the study of the settings; of another study's runs nobody expects it to fit.
    if (study.id !== settings.study.id) return null;
    await bus.emit({
      level: 'warning',
      kind: 'validation-unusable',
      message: loaded.error.message,
      topics: ['events'],
    });
    return null;
  };
  const desk = createRunDesk({
    store,
    bus,
    link: presence,
    logger,
    publish: registry.publish,
    validationFor(study) {
      const key = JSON.stringify(study);
      const loading = validations.get(key) ?? load(study);
      validations.set(key, loading);
      return loading;
    },
  });
  for (const run of await store.runs.unfinished()) {
    await closeOpenRounds(store, run.id);
    const message = `The coordinator was stopped after round ${run.round}. The rounds so far are kept.`;
    await store.runs.patch(run.id, { status: 'failed', message, finishedAt: new Date().toISOString() });
    await bus.emit({
      level: 'warning',
      kind: 'run-failed',
      runId: run.id,
      message: `Run ${run.number} failed. ${message}`,
      topics: ['runs'],
    });
  }

  let sockets: SocketServer | null = null;
  let stopAdmins = (): void => undefined;
  return {
    runControl: desk,
    presence,
    attach(server) {
      sockets = createSocketServer(server);
      serveSites(sockets.sites, { store, access, registry, presence, desk, bus, logger, helloMs });
      stopAdmins = serveAdmins(sockets.admins, access, bus);
    },
    async close() {
      stopAdmins();
      await sockets?.close();
      presence.close();
      await desk.close();
    },
  };
}

/** Rounds that a stop of the coordinator cut off: nobody works on them any more. */
async function closeOpenRounds({ runs }: Store, runId: string): Promise<void> {
  for (const round of await runs.rounds(runId)) {
    if (round.status !== 'fitting') continue;
    const sites = round.sites.map((site) =>
      site.outcome === 'working' ? { ...site, outcome: 'lost' as const } : site,
    );
    await runs.commitRound({
      ...round,
      sites,
      status: 'failed',
      finishedAt: new Date().toISOString(),
      weights: null,
    });
  }
}
