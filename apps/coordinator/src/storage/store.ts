/** Everything the coordinator keeps. `storage/` alone knows SQL. */
import { closeDatabase, openDatabase } from './database.ts';
import { createEventStore, type EventStore } from './events.ts';
import { createInviteStore, type InviteStore } from './invites.ts';
import { lockStore } from './lock.ts';
import { createModelStore, type ModelStore } from './models.ts';
import { createRunStore, type RunStore } from './runs.ts';
import { createSecretStore, type SecretStore } from './secrets.ts';
import { createSessionStore, type SessionStore } from './sessions.ts';
import { createSiteStore, type SiteStore } from './sites.ts';
import { createStudyStore, type StudyStore } from './studies.ts';
import { createUpdateStore, type UpdateStore } from './updates.ts';

export interface Store {
  readonly studies: StudyStore;
  readonly invites: InviteStore;
  readonly sites: SiteStore;
  readonly runs: RunStore;
  readonly updates: UpdateStore;
  readonly models: ModelStore;
  readonly events: EventStore;
  readonly secrets: SecretStore;
  readonly sessions: SessionStore;
  /** Writes the journal back into the file and closes it. */
  close(): Promise<void>;
}

/**
 * Opens the database at `path` (`:memory:` for one that ends with the process),
 * makes the folder and the file if need be, and brings its tables up to date.
 * Throws with a plain sentence when the file cannot be used, as when another
 * process has it open. `limitMb`: beyond this size the store counts as full.
 */
export async function openStore(path: string, limitMb: number | null = null): Promise<Store> {
  const lock = lockStore(path);
  const connection = await openDatabase(path, limitMb).catch((error: unknown) => {
    lock.release();
    throw error;
  });
  const { db } = connection;
  return {
    studies: createStudyStore(db),
    invites: createInviteStore(db),
    sites: createSiteStore(db),
    runs: createRunStore(db),
    updates: createUpdateStore(path),
    models: createModelStore(db),
    events: createEventStore(db),
    secrets: createSecretStore(db),
    sessions: createSessionStore(db),
    close: () => closeDatabase(connection).finally(lock.release),
  };
}
