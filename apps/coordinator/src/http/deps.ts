import type { Logger } from 'pino';
import type { Access } from '../access/access.ts';
import type { Connections } from '../connections/connections.ts';
import type { Presence, RunControl } from '../ports.ts';
import type { Registry } from '../registry/registry.ts';
import type { Settings } from '../settings.ts';
import type { Store } from '../storage/store.ts';

/** What the HTTP side is built from. */
export interface HttpDeps {
  readonly settings: Pick<Settings, 'publicUrl' | 'webRoot' | 'trustProxy' | 'study'>;
  readonly store: Store;
  readonly access: Access;
  readonly registry: Registry;
  readonly runControl: RunControl;
  readonly presence: Presence;
  readonly connections: Pick<Connections, 'addressOf'>;
  readonly logger: Logger;
}
