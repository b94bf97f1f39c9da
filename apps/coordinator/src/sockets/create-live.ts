/** Puts sockets and runs together: the live half of the coordinator. */
import type { Study } from '@fedhealth/fl-core/study';
import type { CreateLive, Live, LiveDeps } from '../live.ts';
import { loadValidation, type Validation } from '../rounds/model/validation.ts';
import type { RunWaits } from '../rounds/run/context.ts';
import { createRunDesk } from '../rounds/run/run-control.ts';
import { createRefusalLog } from '../rounds/updates/refusal-log.ts';
import { serveAdmins } from './admin-namespace.ts';
import { createPresence } from './presence.ts';
import { createProgressBoard } from './progress-board.ts';
import { createSocketServer, type SocketServer } from './server.ts';
import { serveSites } from './site-namespace.ts';

/** How long the coordinator waits for what may never come, in milliseconds. */
export interface Waits extends RunWaits {
  /** A broken connection may take this long to come back before the site counts as lost. */
  readonly graceMs: number;
  /** A connection that has not said hello by then is closed. */
  readonly helloMs: number;
}

export const createLiveWith =
  (waits: Waits): CreateLive =>
  async (deps) =>
    assemble(deps, waits);

export const createLive = createLiveWith({
  graceMs: 4_000,
  helloMs: 10_000,
  returnMs: 15_000,
  retryMs: 5_000,
});

async function assemble(
  { settings, store, bus, access, registry, connections, logger }: LiveDeps,
  { graceMs, helloMs, returnMs, retryMs }: Waits,
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
  const refusals = createRefusalLog(bus);
  const desk = createRunDesk({
    store,
    bus,
    link: presence,
    refusals,
    logger,
    waits: { returnMs, retryMs },
    registry,
    validationFor(study) {
      const key = JSON.stringify(study);
      const loading = validations.get(key) ?? load(study);
      validations.set(key, loading);
      return loading;
    },
  });
  await desk.goOn();

  const stopTelling = registry.onProduction((studyId, production) =>
    presence.tellProduction(studyId, production),
  );
  let sockets: SocketServer | null = null;
  let stopAdmins = (): void => undefined;
  const progress = createProgressBoard(presence, (moved) => sockets?.admins.emit('progress', moved));
  return {
    runControl: desk,
    presence,
    attach(server) {
      sockets = createSocketServer(server, connections, helloMs);
      serveSites(sockets.sites, {
        store,
        access,
        registry,
        presence,
        desk,
        bus,
        refusals,
        logger,
        lines: sockets.lines,
        addressOf: connections.addressOf,
        progress,
      });
      stopAdmins = serveAdmins(sockets, {
        admin: access.admin,
        bus,
        publicUrl: settings.publicUrl,
        addressOf: connections.addressOf,
      });
    },
    async close() {
      stopTelling();
      stopAdmins();
      progress.close();
      await sockets?.close();
      presence.close();
      await desk.close();
    },
  };
}
