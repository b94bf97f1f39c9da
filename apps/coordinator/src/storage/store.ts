/** Everything the coordinator keeps. `storage/` alone knows SQL. */
import { statSync } from 'node:fs';
import { type Connection, closeDatabase, openDatabase } from './database.ts';
import { type StoreCheck, startCheck } from './health/check-store.ts';
import { storeDamaged } from './health/damage.ts';
import { createGuard } from './health/guard.ts';
import { glance } from './health/header.ts';
import { lockStore, type StoreLock } from './lock.ts';
import { createEventStore, type EventStore } from './repositories/events.ts';
import { createInviteStore, type InviteStore } from './repositories/invites.ts';
import { createModelStore, type ModelStore } from './repositories/models.ts';
import { createRunStore, type RunStore } from './repositories/runs.ts';
import { createSecretStore, type SecretStore } from './repositories/secrets.ts';
import { createSessionStore, type SessionStore } from './repositories/sessions.ts';
import { createSiteStore, type SiteStore } from './repositories/sites.ts';
import { createStudyStore, type StudyStore } from './repositories/studies.ts';
import { createUpdateStore, type UpdateStore } from './updates/updates.ts';

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
  /** It was read through before it was opened; false while that still goes on. */
  readonly checked: boolean;
  /** Damage was found elsewhere, as in a copy: nothing more is asked of it. */
  damaged(why: string): void;
  /** Writes the journal back into the file and closes it. */
  close(): Promise<void>;
}

export interface StoreOptions {
  /** Beyond this size, in MB, the store counts as full; null for no limit but the disk's. */
  readonly limitMb?: number | null;
  /** Where the coordinator keeps its backups: looked into when the store is damaged. */
  readonly backups?: string | null;
  /** Hears of damage that is found once the store is open. */
  readonly onDamage?: (sentence: string) => void;
  /** So long the store is read through before it is opened; what is not done then is done while it is in use. */
  readonly checkMs?: number;
}

const CHECK_MS = 20_000;

/**
 * Opens the database at `path` (`:memory:` for one that ends with the process),
 * makes the folder and the file if need be, and brings its tables up to date.
 * Throws with a plain sentence when the file cannot be used, as when another
 * process has it open or it is damaged.
 */
export async function openStore(path: string, options: StoreOptions = {}): Promise<Store> {
  const { limitMb = null, backups = null, onDamage = () => undefined, checkMs = CHECK_MS } = options;
  const lock = lockStore(path);
  const guard = createGuard(
    (why) => storeDamaged({ databasePath: path, backups, why: `is damaged: ${why}` }),
    onDamage,
  );
  let check: StoreCheck | null = null;
  let opened: Connection;
  try {
    check = path === ':memory:' ? null : await beginCheck(path, backups, lock, checkMs);
    opened = await openDatabase(path, guard, limitMb);
  } catch (error) {
    check?.stop();
    lock.release();
    throw error;
  }
  void check?.found.then((why) => why !== null && guard.mark(why));
  const { db } = opened;
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
    checked: check === null,
    damaged: (why) => guard.mark(why),
    async close() {
      check?.stop();
      await closeDatabase(opened).finally(lock.release);
    },
  };
}

/** Reads a store that is there through. Null when that is done, else the check that goes on. Throws when it is damaged. */
async function beginCheck(
  path: string,
  backups: string | null,
  lock: StoreLock,
  limitMs: number,
): Promise<StoreCheck | null> {
  const glimpse = glance({ ...lock, databasePath: path, backups });
  if (glimpse !== null)
    throw storeDamaged({ databasePath: path, backups, why: `cannot be opened: ${glimpse}` });
  if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) === 0) return null;
  const check = startCheck(path, limitMs);
  const found = await check.inTime;
  if (found === 'unfinished') return check;
  if (found !== null)
    throw storeDamaged({ databasePath: path, backups, why: `cannot be opened: it is damaged (${found})` });
  return null;
}
