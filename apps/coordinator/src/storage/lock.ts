/**
 * One coordinator at a time on a store. The lock is an open transaction on a small file beside the database: the
 * operating system lets go of it when the process ends, however it ends, so a killed coordinator leaves none behind.
 */
import { closeSync, existsSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import Libsql from 'libsql';
import { storeTrouble } from './trouble.ts';

export interface StoreLock {
  release(): void;
}

const lockPath = (databasePath: string): string => `${databasePath}.lock`;

/** Takes the lock at once. Throws with a plain sentence when another process has it. */
export function lockStore(databasePath: string): StoreLock {
  if (databasePath === ':memory:') return { release: () => undefined };
  const path = lockPath(databasePath);
  let raw: Libsql.Database | null = null;
  try {
    mkdirSync(dirname(path), { recursive: true });
    if (!existsSync(path)) closeSync(openSync(path, 'a', 0o600));
    raw = new Libsql(path);
    raw.exec('begin immediate');
    signName(raw);
    if (!raw.inTransaction) raw.exec('begin immediate');
  } catch (error) {
    const owner = raw === null ? null : ownerOf(raw);
    raw?.close();
    const trouble = storeTrouble(error);
    if (trouble?.code === 'STORE_BUSY') throw new Error(inUse(databasePath, owner));
    throw new Error(
      `The database ${databasePath} cannot be used: ${trouble?.message ?? `its folder cannot be written (${error instanceof Error ? error.message : String(error)}).`}`,
    );
  }
  const held = raw;
  return { release: () => void (held.open && held.close()) };
}

function inUse(databasePath: string, owner: number | null): string {
  const who = owner === null ? 'Another FedHealth' : `Another FedHealth (process ${owner})`;
  return `${who} is using the database ${databasePath}. Stop that one first, or choose another file with --db.`;
}

/** Who holds the lock, for the sentence alone: the lock is the transaction, not this number. */
function signName(raw: Libsql.Database): void {
  try {
    raw.exec('create table if not exists owner (pid integer not null)');
    raw.exec('delete from owner');
    raw.exec(`insert into owner (pid) values (${process.pid})`);
    raw.exec('commit');
  } catch {
    // A full disk: the lock holds without the name.
  }
}

function ownerOf(raw: Libsql.Database): number | null {
  try {
    const row: unknown = raw.prepare('select pid from owner').get([]);
    return typeof row === 'object' && row !== null && 'pid' in row ? Number(row.pid) : null;
  } catch {
    return null;
  }
}
