/** One SQLite file through libsql, which carries its binary in the npm package. */
import { accessSync, constants, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { Kysely, Migrator, SqliteDialect } from 'kysely';
import Libsql from 'libsql';
import { damageIn, type Guard } from './health/guard.ts';
import { storeTrouble } from './health/trouble.ts';
import { migrations } from './migrations.ts';
import type { Database, Tables } from './tables.ts';

export interface Connection {
  readonly db: Database;
  readonly raw: Libsql.Database;
  readonly guard: Guard;
}

/** SQLite's own; a database keeps the one it was made with, and this one has only ever made them so. */
const PAGE_BYTES = 4096;

/**
 * Opens the file, making its folder, and runs the migrations it lacks. Throws with a plain sentence.
 * `limitMb`: beyond this size it counts as full; null for no limit but the disk's.
 */
export async function openDatabase(
  path: string,
  guard: Guard,
  limitMb: number | null = null,
): Promise<Connection> {
  const connection = connect(path, guard, limitMb);
  try {
    await migrate(connection.db);
    return connection;
  } catch (error) {
    connection.raw.close();
    throw guard.damaged() ?? error;
  }
}

function connect(path: string, guard: Guard, limitMb: number | null): Connection {
  try {
    if (path !== ':memory:' && existsSync(path)) refuseReadOnly(path);
    else if (path !== ':memory:') {
      mkdirSync(dirname(path), { recursive: true });
      // It holds invite links: for this user only. SQLite gives its side files the same mode.
      writeFileSync(path, '', { mode: 0o600 });
    }
    const raw = new Libsql(path);
    // Readers and the writer do not wait for each other.
    raw.pragma('journal_mode = WAL');
    // Each commit reaches the disk before it is answered: a site that was told "done" must find its
    // round there after a power cut. A commit then costs about half a millisecond, a few times a round.
    raw.pragma('synchronous = FULL');
    raw.pragma('busy_timeout = 5000');
    raw.pragma('foreign_keys = ON');
    if (limitMb !== null) raw.pragma(`max_page_count = ${Math.ceil((limitMb * 2 ** 20) / PAGE_BYTES)}`);
    // SQLite opens a file that it may only read without a word: now is the time to say so.
    raw.exec('begin immediate');
    raw.exec('rollback');
    return {
      raw,
      guard,
      db: new Kysely<Tables>({ dialect: new SqliteDialect({ database: guard.over(raw) }) }),
    };
  } catch (error) {
    const damage = damageIn(error);
    if (damage !== null) throw guard.mark(damage);
    const trouble = storeTrouble(error);
    const what = trouble
      ? trouble.message
      : `${reason(error)}. Check that the path is right and that this user may write there.`;
    throw new Error(`The database ${path} cannot be opened: ${what}`);
  }
}

/** Of a file that it may only read, SQLite says no more than that it cannot open it. */
function refuseReadOnly(path: string): void {
  try {
    accessSync(path, constants.W_OK);
  } catch (error) {
    throw Object.assign(new Error('The file is read-only.', { cause: error }), { code: 'SQLITE_READONLY' });
  }
}

async function migrate(db: Database): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve(migrations) } });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) {
    throw new Error(
      `The database could not be brought up to date: ${reason(error)}. It was left as it was; a newer FedHealth may have written it.`,
    );
  }
}

/**
 * Writes the journal back, so that the one file is the whole database, and closes it. One that is damaged is left as
 * it is. `onClosed` is called when all is in the file.
 */
export async function closeDatabase({ db, raw, guard }: Connection): Promise<void> {
  if (!raw.open || guard.damaged() !== null) return;
  raw.pragma('wal_checkpoint(TRUNCATE)');
  await db.destroy();
  if (raw.open) raw.close();
}

const reason = (error: unknown): string => (error instanceof Error ? error.message : String(error));
