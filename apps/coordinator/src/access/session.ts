/**
 * Signed sessions: the cookie says until when it holds and carries a signature,
 * so nothing is kept per session. Signing out removes the cookie; a new admin
 * token, which the key is derived from, ends every session.
 */
import { createHmac, hkdfSync } from 'node:crypto';
import { sameSecret } from './secret.ts';

export const SESSION_SECONDS = 12 * 60 * 60;

export interface Sessions {
  /** A session from now. */
  issue(): string;
  /** Whether this session was issued here and still holds. */
  holds(session: string): boolean;
}

/** `salt` is random and kept in the database: neither it nor the token alone can forge a session. */
export function createSessions(
  adminToken: string,
  salt: Uint8Array,
  clock: () => number = Date.now,
): Sessions {
  const key = new Uint8Array(hkdfSync('sha256', adminToken, salt, 'fedhealth admin session', 32));
  const sign = (claim: string): string => createHmac('sha256', key).update(claim).digest('base64url');
  return {
    issue() {
      const claim = `1.${clock() + SESSION_SECONDS * 1000}`;
      return `${claim}.${sign(claim)}`;
    },
    holds(session) {
      const match = /^(1\.(\d{1,15}))\.([\w-]{43})$/.exec(session);
      const [, claim = '', until = '', signature = ''] = match ?? [];
      return match !== null && sameSecret(signature, sign(claim)) && Number(until) > clock();
    },
  };
}
