/** The parts of the coordinator that stand in conversation with hospitals and dashboards. */
import type { Server } from 'node:http';
import type { Logger } from 'pino';
import type { Access } from './access/access.ts';
import type { Connections } from './connections/connections.ts';
import type { EventBus } from './events/bus.ts';
import type { Presence, RunControl } from './ports.ts';
import type { Registry } from './registry/registry.ts';
import type { Settings } from './settings.ts';
import type { Store } from './storage/store.ts';

/** What the live parts are built from. */
export interface LiveDeps {
  readonly settings: Settings;
  readonly store: Store;
  readonly bus: EventBus;
  readonly access: Access;
  readonly registry: Registry;
  readonly connections: Connections;
  readonly logger: Logger;
}

export interface Live {
  readonly runControl: RunControl;
  readonly presence: Presence;
  /** Called once, before the server listens and after it has its HTTP handler: Socket.IO puts itself before it. */
  attach(server: Server): void;
  /** Says goodbye to whoever is connected and keeps what a restart needs. */
  close(): Promise<void>;
}

export type CreateLive = (deps: LiveDeps) => Promise<Live>;
