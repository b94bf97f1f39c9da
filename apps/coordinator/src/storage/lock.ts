/**
 * One coordinator at a time on a store. The lock is an open transaction on a small file beside the database: the
 * operating system lets go of it when the process ends, however it ends, so a killed coordinator leaves none behind.
 */
import { closeSync, existsSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import Libsql from 'libsql';
import { storeTrouble } from './health/trouble.ts';

export interface StoreLock {
  /** A coordinator had this store before. */
  readonly wasUsed: boolean;
  release(): void;
}

const lockPath = (databasePath: string): string => `${databasePath}.lock`;

/** Takes the lock at once. Throws with a plain sentence when another process has it. */
export function lockStore(databasePath: string): StoreLock {
  if (databasePath === ':memory:') return NO_LOCK;
  const path = lockPath(databasePath);
  let raw: Libsql.Database | null = null;
  let wasUsed = false;
  try {
    mkdirSync(dirname(path), { recursive: true });
    if (!existsSync(path)) closeSync(openSync(path, 'a', 0o600));
    raw = new Libsql(path);
    raw.exec('begin immediate');
    wasUsed = ownerOf(raw) !== null;
    writeDown(raw, [
      'create table if not exists owner (pid integer not null)',
      'delete from owner',
      `insert into owner (pid) values (${process.pid})`,
    ]);
    if (!raw.inTransaction) raw.exec('begin immediate');
  } catch (error) {
    const owner = raw === null ? null : ownerOf(raw);
    raw?.close();
    const trouble = storeTrouble(error);
    if (trouble?.code === 'STORE_BUSY') throw new Error(inUse(databasePath, owner));
    if (trouble?.code === 'STORE_DAMAGED')
      throw new Error(
        `The lock file ${path} is damaged. Make sure that no other FedHealth uses the database, remove the lock file, and start again.`,
      );
    throw new Error(
      `The database ${databasePath} cannot be used: ${trouble?.message ?? `its folder cannot be written (${error instanceof Error ? error.message : String(error)}).`}`,
    );
  }
  const held = raw;
  return {
    wasUsed,
    release() {
      if (!held.open) return;
      // A statement that waits for its collection would keep a closed connection, and its transaction, alive.
      if (held.inTransaction) held.exec('rollback');
      held.close();
    },
  };
}

const NO_LOCK: StoreLock = {
  wasUsed: false,
  release: () => undefined,
};

function inUse(databasePath: string, owner: number | null): string {
  const who = owner === null ? 'Another FedHealth' : `Another FedHealth (process ${owner})`;
  return `${who} is using the database ${databasePath}. Stop that one first, or choose another file with --db.`;
}

/** Notes for the next one that comes; the lock is the transaction, not these. */
function writeDown(raw: Libsql.Database, statements: readonly string[]): void {
  try {
    for (const statement of statements) raw.exec(statement);
    raw.exec('commit');
  } catch {
    // A full disk: the lock holds without the notes.
  }
}

function ownerOf(raw: Libsql.Database): number | null {
  try {
    const [row]: unknown[] = raw.prepare('select pid from owner').all([]);
    return typeof row === 'object' && row !== null && 'pid' in row ? Number(row.pid) : null;
  } catch {
    return null;
  }
}
