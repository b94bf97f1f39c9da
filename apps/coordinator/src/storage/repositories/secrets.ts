/** Random values the coordinator made for itself. */
import { randomBytes } from 'node:crypto';
import type { Database } from '../tables.ts';

export interface SecretStore {
  /** The 32 random bytes of this name, made at the first asking. */
  obtain(name: string): Promise<Uint8Array>;
}

export function createSecretStore(db: Database): SecretStore {
  return {
    async obtain(name) {
      await db
        .insertInto('secrets')
        .values({ name, value: new Uint8Array(randomBytes(32)) })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      const row = await db
        .selectFrom('secrets')
        .select('value')
        .where('name', '=', name)
        .executeTakeFirstOrThrow();
      return new Uint8Array(row.value);
    },
  };
}
