/** Puts sockets and runs together: the live half of the coordinator. */
import type { Study } from '@fedhealth/fl-core/study';
import type { CreateLive } from '../live.ts';
import { createRunDesk } from '../rounds/run-control.ts';
import { loadValidation, type Validation } from '../rounds/validation.ts';
import { serveAdmins } from './admin-namespace.ts';
import { createPresence } from './presence.ts';
import { createSocketServer, type SocketServer } from './server.ts';
import { serveSites } from './site-namespace.ts';

/** How long a broken connection may take to come back before the site counts as lost, in milliseconds. */
const GRACE_MS = 4_000;

export const createLive: CreateLive = async ({ settings, store, bus, access, registry, logger }) => {
  const presence = createPresence(GRACE_MS);
  const validations = new Map<string, Promise<Validation | null>>();
  const load = async (study: Study): Promise<Validation | null> => {
    if (settings.validationPath === null) return null;
    const loaded = await loadValidation(settings.validationPath, study);
    if (loaded.ok) return loaded.value;
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
      const key = `${study.id}/${study.version}`;
      const loading = validations.get(key) ?? load(study);
      validations.set(key, loading);
      return loading;
    },
  });
  for (const run of await store.runs.unfinished()) {
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
      serveSites(sockets.sites, { store, access, registry, presence, desk, bus, logger });
      stopAdmins = serveAdmins(sockets.admins, access, bus);
    },
    async close() {
      stopAdmins();
      await sockets?.close();
      presence.close();
      await desk.close();
    },
  };
};
