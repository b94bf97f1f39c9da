/** Who is an administrator, for HTTP requests and socket handshakes alike. */
import type { IncomingHttpHeaders } from 'node:http';
import { parseCookie, stringifySetCookie } from 'cookie';
import { sameSecret } from './secret.ts';
import { SESSION_SECONDS, type Sessions } from './session.ts';

const COOKIE = 'fedhealth_session';

export interface AdminAccess {
  /** How these headers prove an administrator; null when they do not. */
  identify(headers: IncomingHttpHeaders): 'cookie' | 'bearer' | null;
  /** The `Set-Cookie` value of a new session, or null when the token is wrong. */
  signIn(token: string): string | null;
  /** The `Set-Cookie` value that ends a session. */
  signOut(): string;
}

/** `secure`: the cookie travels over HTTPS only. */
export function createAdminAccess(adminToken: string, sessions: Sessions, secure: boolean): AdminAccess {
  const cookie = (value: string, maxAge: number): string =>
    stringifySetCookie(COOKIE, value, { path: '/', httpOnly: true, sameSite: 'strict', secure, maxAge });
  return {
    identify({ authorization, cookie: header }) {
      const bearer = /^Bearer +(.+)$/i.exec(authorization ?? '')?.[1];
      if (bearer !== undefined) return sameSecret(bearer, adminToken) ? 'bearer' : null;
      const session = parseCookie(header ?? '')[COOKIE];
      return session !== undefined && sessions.holds(session) ? 'cookie' : null;
    },
    signIn: (token) => (sameSecret(token, adminToken) ? cookie(sessions.issue(), SESSION_SECONDS) : null),
    signOut: () => cookie('', 0),
  };
}
