/** Copies of the whole store: made while a coordinator runs, put back while none does. */
import {
  chmodSync,
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { resolve } from 'node:path';
import Libsql from 'libsql';
import { checkNow } from '../health/check-store.ts';
import { storeTrouble } from '../health/trouble.ts';
import { lockStore } from '../lock.ts';
import { migrations } from '../migrations.ts';

/** So long a copy is read through; longer ones are taken for whole by their structure. */
const CHECK_MS = 120_000;

/** What a copy holds, for a person to recognise it by. */
export interface Contents {
  readonly bytes: number;
  readonly studies: number;
  readonly sites: number;
  readonly runs: number;
  readonly rounds: number;
  readonly models: number;
}

/**
 * Writes the store as it is at this moment to a new file, while a coordinator may go on writing. The file appears
 * whole or not at all. Throws with a plain sentence.
 */
export function backUp(databasePath: string, to: string): Contents {
  if (!existsSync(databasePath)) throw new Error(`There is no database at ${databasePath}.`);
  if (existsSync(to)) throw new Error(`${to} is already there. Choose another name; nothing was written.`);
  const partial = `${to}.partial`;
  rmSync(partial, { force: true });
  const raw = new Libsql(databasePath);
  try {
    raw.pragma('busy_timeout = 10000');
    // It holds invite links: for this user only. SQLite writes into an empty file as into a new one.
    writeFileSync(partial, '', { mode: 0o600 });
    raw.prepare('vacuum into ?').run([partial]);
    const contents = inspectSafely(partial);
    renameSync(flushed(partial), to);
    return contents;
  } catch (error) {
    rmSync(partial, { force: true });
    throw new Error(`The backup could not be written: ${said(error)}`);
  } finally {
    raw.close();
  }
}

export interface Restored {
  readonly contents: Contents;
  /** What was there before, and where it is now; null when there was nothing. */
  readonly replaced: { readonly contents: Contents | null; readonly path: string } | null;
}

/**
 * Puts a backup in the database's place. What was there is kept beside it under another name. Throws with a plain
 * sentence when a coordinator is running on the store or the backup is not one; then nothing has changed.
 */
export function restore(from: string, databasePath: string, now: Date): Restored {
  if (!existsSync(from)) throw new Error(`There is no file ${from}.`);
  if (resolve(from) === resolve(databasePath)) throw new Error('The backup is the database itself.');
  const lock = lockStore(databasePath);
  const coming = `${databasePath}.restoring`;
  try {
    copyFileSync(from, coming);
    chmodSync(coming, 0o600);
    const contents = inspectSafely(flushed(coming));
    const replaced = setAside(databasePath, now);
    renameSync(coming, databasePath);
    return { contents, replaced };
  } catch (error) {
    throw new Error(`${from} could not be restored: ${said(error)}`);
  } finally {
    for (const side of ['', '-wal', '-shm']) rmSync(`${coming}${side}`, { force: true });
    lock.release();
  }
}

/** Writes the journal back and moves the file away, so that it is whole in its new place. */
function setAside(databasePath: string, now: Date): Restored['replaced'] {
  if (!existsSync(databasePath)) return null;
  const path = `${databasePath}.replaced-${now.toISOString().replaceAll(/[-:]|\.\d+/g, '')}`;
  if (existsSync(path)) throw new Error(`${path} is already there.`);
  const contents = lookInto(databasePath);
  for (const side of ['', '-wal', '-shm'])
    if (existsSync(`${databasePath}${side}`)) renameSync(`${databasePath}${side}`, `${path}${side}`);
  return { contents, path };
}

/** Null when it cannot be read: a broken database is just what a backup is for. */
function lookInto(path: string): Contents | null {
  try {
    return inspectSafely(path);
  } catch {
    return null;
  }
}

/** As SQLite says it. */
const NOT_A_DATABASE = 'file is not a database';

/** As `inspect`, once a process of its own has read all of the file: of some damage the driver ends its process. */
function inspectSafely(path: string): Contents {
  const damage = checkNow(path, CHECK_MS);
  if (damage === NOT_A_DATABASE) throw new Error('it is not a FedHealth database.');
  if (damage !== null) throw new Error(`the file is damaged (${damage}).`);
  return inspect(path);
}

/** Throws when the file is no whole FedHealth database that this version can read. */
function inspect(path: string): Contents {
  const raw = new Libsql(path);
  try {
    const check = value(raw, 'pragma quick_check');
    if (check !== 'ok') throw new Error(`the file is damaged (${check}).`);
    if (value(raw, "select count(*) from sqlite_master where name = 'kysely_migration'") === 0)
      throw new Error('it is not a FedHealth database.');
    const done = raw.prepare('select name from kysely_migration').all([]);
    const names = done.map((row) =>
      typeof row === 'object' && row && 'name' in row ? String(row.name) : '',
    );
    const newer = names.find((name) => !Object.hasOwn(migrations, name));
    if (newer !== undefined) throw new Error(`it was written by a newer FedHealth (it has had "${newer}").`);
    const count = (table: string): number => Number(value(raw, `select count(*) from ${table}`));
    raw.pragma('wal_checkpoint(TRUNCATE)');
    return {
      bytes: statSync(path).size,
      studies: Number(value(raw, 'select count(distinct id) from studies')),
      sites: count('sites'),
      runs: count('runs'),
      rounds: Number(value(raw, "select count(*) from rounds where status = 'completed'")),
      models: count('model_versions'),
    };
  } finally {
    raw.close();
  }
}

function value(raw: Libsql.Database, query: string): unknown {
  const [row] = raw.prepare(query).raw().all([]);
  return Array.isArray(row) ? row[0] : undefined;
}

/** On the disk, not only in the system's memory. */
function flushed(path: string): string {
  const file = openSync(path, 'r+');
  fsyncSync(file);
  closeSync(file);
  return path;
}

function said(error: unknown): string {
  const trouble = storeTrouble(error);
  if (trouble?.code === 'STORE_FULL') return 'the disk is full.';
  return trouble?.message ?? (error instanceof Error ? error.message : String(error));
}
