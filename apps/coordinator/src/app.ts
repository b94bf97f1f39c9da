/** The composition root: the one place that knows every part. */
import type { Server } from 'node:http';
import { unwrap } from '@fedhealth/fl-core/lib';
import type { Logger } from 'pino';
import { createAccess } from './access/access.ts';
import { type AdminToken, obtainAdminToken } from './access/admin-token.ts';
import { createConnections } from './connections/connections.ts';
import { installFrontDoor } from './connections/front-door.ts';
import { createHostRule } from './connections/hosts.ts';
import { type ConnectionLimits, LIMITS } from './connections/limits.ts';
import { securityHeaders } from './connections/security-headers.ts';
import { createEventBus, type EventBus } from './events/bus.ts';
import { createHttp } from './http/create-http.ts';
import type { CreateLive } from './live.ts';
import { createRegistry } from './registry/registry.ts';
import { loadValidation } from './rounds/model/validation.ts';
import { closeServer, listen, openServer } from './server.ts';
import type { Settings } from './settings.ts';
import { createLive as createSockets } from './sockets/create-live.ts';
import { keepBackups } from './storage/backups/keep-backups.ts';
import { openStore, type Store } from './storage/store.ts';

/** All that is open but the store may take so long to close, in milliseconds. */
const GRACE_MS = 8_000;

export interface App {
  readonly server: Server;
  /** Where this process answers, without a slash at its end. */
  readonly url: string;
  readonly store: Store;
  readonly adminToken: AdminToken;
  /** Ends conversations, then the server, then the store. May be called twice. */
  close(): Promise<void>;
}

/**
 * Starts a coordinator: it listens when the promise resolves. Throws with a plain
 * sentence when it cannot (the port is taken, the database cannot be opened, the
 * study differs from the one a run has used), leaving nothing open.
 */
export async function createApp(
  settings: Settings,
  logger: Logger,
  createLive: CreateLive = createSockets,
  limits: ConnectionLimits = LIMITS,
): Promise<App> {
  const opened: (() => Promise<void>)[] = [];
  let closing: Promise<void> | undefined;
  const close = (): Promise<void> => {
    closing ??= closeAll(opened, logger);
    return closing;
  };
  try {
    await requireValidation(settings);
    const store = await openStore(settings.databasePath, {
      limitMb: settings.databaseLimitMb,
      backups: settings.backupFolder,
      onDamage: (sentence) => logger.fatal(sentence),
    });
    opened.push(() => store.close());
    unwrap(await store.studies.save(settings.study));
    const adminToken = obtainAdminToken(settings);
    const bus = createEventBus(store.events, logger);
    if (!store.checked)
      logger.warn('The database is large: it is in use while it is still read through for damage.');
    if (settings.backupFolder !== null)
      opened.push(keepBackupsOf(store, settings, settings.backupFolder, bus).close);
    const access = await createAccess(settings, adminToken.value, store, bus);
    const registry = createRegistry(store.models, bus);
    const connections = createConnections(limits, settings.trustProxy);
    const live = await createLive({ settings, store, bus, access, registry, connections, logger });
    const { runControl, presence } = live;
    const server = openServer(
      createHttp({ settings, store, access, registry, runControl, presence, connections, logger }),
      limits,
    );
    connections.watch(server);
    opened.push(() => closeServer(server));
    live.attach(server);
    opened.push(() => live.close());
    opened.push(() => Promise.resolve(connections.close()));
    installFrontDoor(server, {
      connections,
      hosts: createHostRule(settings.publicUrl, settings.host),
      headers: securityHeaders(settings.publicUrl?.startsWith('https:') ?? false),
    });
    const url = await listen(server, settings.port, settings.host);
    return { server, url, store, adminToken, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Before anything is opened: rows that cannot be used would be found out in the middle of a run. */
async function requireValidation({ validationPath, study }: Settings): Promise<void> {
  if (validationPath === null) return;
  const loaded = await loadValidation(validationPath, study);
  if (!loaded.ok)
    throw new Error(
      `The validation file ${validationPath} cannot be used: ${loaded.error.message} Correct FEDHEALTH_VALIDATION (--validation), or set it to "none".`,
    );
}

const keepBackupsOf = (store: Store, { databasePath }: Settings, folder: string, bus: EventBus) =>
  keepBackups({
    databasePath,
    folder,
    onDamage: store.damaged,
    onTrouble: (message) => bus.emit({ level: 'error', kind: 'backup-failed', message, topics: ['events'] }),
  });

/**
 * Closes in the opposite order; one that fails, or is not done within the grace, does not keep the rest open. What
 * was opened first, the store, is closed last and waited for: it has what must not be lost.
 */
async function closeAll(opened: readonly (() => Promise<void>)[], logger: Logger): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, GRACE_MS);
  });
  for (const [index, closeOne] of [...opened.entries()].reverse()) {
    try {
      await (index === 0 ? closeOne() : Promise.race([closeOne(), late]));
    } catch (error) {
      logger.error({ err: error }, 'A part of the coordinator did not close cleanly.');
    }
  }
  clearTimeout(timer);
}
