/** Who is signed in as an administrator: sessions by the hash of what their cookie holds. */
import { now } from '../columns.ts';
import type { Database } from '../tables.ts';

export interface SessionRecord {
  readonly idHash: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

export interface SessionStore {
  /** Keeps one, and removes those that are over. */
  add(session: SessionRecord): Promise<void>;
  remove(idHash: string): Promise<void>;
  /** Those that are not over, the oldest first. */
  list(): Promise<SessionRecord[]>;
}

export function createSessionStore(db: Database): SessionStore {
  return {
    add: ({ idHash, expiresAt }) =>
      db.transaction().execute(async (trx) => {
        const at = now();
        await trx.deleteFrom('sessions').where('expires_at', '<=', at).execute();
        const row = { id_hash: idHash, created_at: at, expires_at: new Date(expiresAt).toISOString() };
        await trx.insertInto('sessions').values(row).execute();
      }),
    async remove(idHash) {
      await db.deleteFrom('sessions').where('id_hash', '=', idHash).execute();
    },
    async list() {
      const rows = await db
        .selectFrom('sessions')
        .selectAll()
        .where('expires_at', '>', now())
        .orderBy('created_at')
        .execute();
      return rows.map((row) => ({ idHash: row.id_hash, expiresAt: Date.parse(row.expires_at) }));
    },
  };
}
