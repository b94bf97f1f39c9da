/** What the conversation with hospitals is built from. */
import type { Logger } from 'pino';
import type { Access } from '../access/access.ts';
import type { Connections } from '../connections/connections.ts';
import type { EventBus } from '../events/bus.ts';
import type { Registry } from '../registry/registry.ts';
import type { RunDesk } from '../rounds/run/run-control.ts';
import type { RefusalLog } from '../rounds/updates/refusal-log.ts';
import type { Store } from '../storage/store.ts';
import type { Lines } from './lines.ts';
import type { LivePresence } from './presence.ts';
import type { ProgressBoard } from './progress-board.ts';

export interface SiteParts {
  readonly store: Store;
  readonly access: Access;
  readonly registry: Registry;
  readonly presence: LivePresence;
  readonly desk: RunDesk;
  readonly bus: EventBus;
  readonly progress: ProgressBoard;
  readonly refusals: RefusalLog;
  readonly logger: Logger;
  readonly lines: Lines;
  readonly addressOf: Connections['addressOf'];
}
