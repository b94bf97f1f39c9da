/** Who is an administrator, for HTTP requests and socket handshakes alike. */
import type { IncomingHttpHeaders } from 'node:http';
import { parseCookie, stringifySetCookie } from 'cookie';
import type { GuessGuard, Verdict } from './guess-guard.ts';
import { sameSecret } from './secret.ts';
import { SESSION_SECONDS, type Session, type Sessions } from './session.ts';

const COOKIE = 'fedhealth_session';

/** How an administrator was known: by a token, or by the cookie of a session. */
export type Administrator =
  | { readonly how: 'bearer' }
  | { readonly how: 'cookie'; readonly session: Session };

export interface AdminAccess {
  /** The session of these headers' cookie; null without one that holds. A cookie is no guess: it is never slowed. */
  session(headers: IncomingHttpHeaders): Session | null;
  /** How these headers prove an administrator. `address`: whose they are, for the guard against guessing. */
  identify(headers: IncomingHttpHeaders, address: string): Promise<Verdict<Administrator>>;
  /** The `Set-Cookie` value of a new session, where the token is right. */
  signIn(token: string, address: string): Promise<Verdict<string>>;
  /** Ends the session of these headers' cookie; the `Set-Cookie` value that removes it. */
  signOut(headers: IncomingHttpHeaders): Promise<string>;
  /** Calls the listener with the id of each session that is ended before its time. */
  onSessionEnd(listener: (id: string) => void): void;
}

/** `secure`: the cookie travels over HTTPS only. */
export function createAdminAccess(
  adminToken: string,
  sessions: Sessions,
  guard: GuessGuard,
  secure: boolean,
): AdminAccess {
  const cookie = (value: string, maxAge: number): string =>
    stringifySetCookie(COOKIE, value, { path: '/', httpOnly: true, sameSite: 'strict', secure, maxAge });
  const cookieIn = (headers: IncomingHttpHeaders): string | undefined =>
    parseCookie(headers.cookie ?? '')[COOKIE];
  const session: AdminAccess['session'] = (headers) => {
    const held = cookieIn(headers);
    return held === undefined ? null : sessions.find(held);
  };
  return {
    session,
    async identify(headers, address) {
      const bearer = /^Bearer +(.+)$/i.exec(headers.authorization ?? '')?.[1];
      if (bearer === undefined) {
        const found = session(headers);
        if (found === null) return { right: false, retrySeconds: null };
        return { right: true, value: { how: 'cookie', session: found } };
      }
      return guard.judge(address, bearer, () => (sameSecret(bearer, adminToken) ? { how: 'bearer' } : null));
    },
    signIn: (token, address) =>
      guard.judge(address, token, async () =>
        sameSecret(token, adminToken) ? cookie(await sessions.issue(), SESSION_SECONDS) : null,
      ),
    async signOut(headers) {
      const held = cookieIn(headers);
      if (held !== undefined) await sessions.end(held);
      return cookie('', 0);
    },
    onSessionEnd: sessions.onEnd,
  };
}
