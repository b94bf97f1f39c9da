/**
 * Signed-in administrators. The cookie holds 256 random bits; the coordinator keeps a hash of them under a key that
 * follows from the admin token and a random salt in the database. So a session ends when it is signed out, when its
 * time is over, and with another token or database, and it outlives a restart.
 */
import { createHmac, hkdfSync } from 'node:crypto';
import { storeTrouble } from '../storage/health/trouble.ts';
import type { SessionStore } from '../storage/repositories/sessions.ts';
import { newSecret } from './secret.ts';

export const SESSION_SECONDS = 12 * 60 * 60;
/** So many at once; one more ends the oldest. */
const MOST = 1_000;

export interface Session {
  /** Names it without giving it away. */
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

export interface Sessions {
  /** A session from now: what its cookie holds. */
  issue(): Promise<string>;
  /** The session of a cookie, if it was issued here and still holds. */
  find(cookie: string): Session | null;
  end(cookie: string): Promise<void>;
  /** Calls the listener with each session that is ended before its time. */
  onEnd(listener: (id: string) => void): void;
}

export async function createSessions(
  adminToken: string,
  salt: Uint8Array,
  store: SessionStore,
  clock: () => number = Date.now,
): Promise<Sessions> {
  const key = new Uint8Array(hkdfSync('sha256', adminToken, salt, 'fedhealth admin session', 32));
  const idOf = (cookie: string): string => createHmac('sha256', key).update(cookie).digest('hex');
  /** The oldest first. */
  const held = new Map((await store.list()).map(({ idHash, expiresAt }) => [idHash, expiresAt]));
  const listeners: ((id: string) => void)[] = [];

  const end = async (id: string): Promise<void> => {
    if (!held.delete(id)) return;
    for (const listener of listeners) listener(id);
    await store.remove(id);
  };
  return {
    async issue() {
      const now = clock();
      for (const [id, expiresAt] of held) if (expiresAt <= now) held.delete(id);
      const [oldest] = held.keys();
      if (held.size >= MOST && oldest !== undefined) await end(oldest);
      const cookie = `2.${newSecret()}`;
      const session = { idHash: idOf(cookie), expiresAt: now + SESSION_SECONDS * 1000 };
      held.set(session.idHash, session.expiresAt);
      await store.add(session).catch((error: unknown) => {
        // On a full disk an administrator must get in all the more; the session then ends with the process.
        if (storeTrouble(error) === null) throw error;
      });
      return cookie;
    },
    find(cookie) {
      const id = idOf(cookie);
      const expiresAt = held.get(id);
      return expiresAt !== undefined && expiresAt > clock() ? { id, expiresAt } : null;
    },
    end: (cookie) => end(idOf(cookie)),
    onEnd: (listener) => void listeners.push(listener),
  };
}
