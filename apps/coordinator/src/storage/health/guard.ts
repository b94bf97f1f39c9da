/** Stands before the driver: after the first sign of damage nothing more is asked of it, since it may end the process. */
import type { SqliteDatabase } from 'kysely';
import type Libsql from 'libsql';
import { StoreDamaged } from './damage.ts';

export interface Guard {
  /** From now on every statement throws `StoreDamaged` instead of being run. `why`: the end of "it is damaged: …". */
  mark(why: string): StoreDamaged;
  damaged(): StoreDamaged | null;
  /** The database as kysely drives it. */
  over(raw: Libsql.Database): SqliteDatabase;
}

/** `describe` makes the sentence, once; `onDamage` hears of it. */
export function createGuard(
  describe: (why: string) => StoreDamaged,
  onDamage: (sentence: string) => void,
): Guard {
  let damaged: StoreDamaged | null = null;
  const mark = (why: string): StoreDamaged => {
    if (damaged === null) {
      damaged = describe(why);
      onDamage(damaged.message);
    }
    return damaged;
  };
  const attempt = <Value>(act: () => Value): Value => {
    if (damaged !== null) throw new StoreDamaged(damaged.message);
    try {
      return act();
    } catch (error) {
      const why = damageIn(error);
      throw why === null ? error : mark(why);
    }
  };
  function* guarded<Row>(rows: Iterator<Row>): IterableIterator<Row> {
    for (let next = attempt(() => rows.next()); !next.done; next = attempt(() => rows.next()))
      yield next.value;
  }
  return {
    mark,
    damaged: () => damaged,
    over: (raw) => ({
      prepare(sql) {
        // SQLite rolls a transaction back by itself when the disk is full. The rollback that follows would then fail
        // for want of a transaction and hide the reason, so it is left out; as it is where nothing is asked any more.
        if (sql === 'rollback' && (damaged !== null || !raw.inTransaction)) return NOTHING;
        const statement = attempt(() => raw.prepare(sql));
        return {
          reader: statement.reader,
          all: (parameters) => attempt(() => statement.all([...parameters])),
          run: (parameters) => attempt(() => statement.run([...parameters])),
          iterate: (parameters) =>
            guarded(attempt(() => statement.iterate([...parameters])[Symbol.iterator]())),
        };
      },
      close: () => void raw.close(),
    }),
  };
}

const NOTHING: ReturnType<SqliteDatabase['prepare']> = {
  reader: false,
  all: () => [],
  run: () => ({ changes: 0, lastInsertRowid: 0 }),
  iterate: () => [].values(),
};

/** What SQLite says of a file that is not as it left it; null for any other error. */
export function damageIn(error: unknown): string | null {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return error instanceof Error && /^SQLITE_(CORRUPT|NOTADB)/.test(code) ? error.message : null;
}
