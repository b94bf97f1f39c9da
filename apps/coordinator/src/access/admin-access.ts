/** Who is an administrator, for HTTP requests and socket handshakes alike. */
import type { IncomingHttpHeaders } from 'node:http';
import { parseCookie, stringifySetCookie } from 'cookie';
import type { GuessGuard, Verdict } from './guess-guard.ts';
import { sameSecret } from './secret.ts';
import { SESSION_SECONDS, type Session, type Sessions } from './session.ts';

/** Browsers keep cookies by host whatever the port: each coordinator has a name of its own for its cookie. */
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

interface AdminAccessOptions {
  /** Tells this coordinator from others on the same host, in letters that a cookie's name may have. */
  readonly coordinator: string;
  /** The cookie travels over HTTPS only. */
  readonly secure: boolean;
}

export function createAdminAccess(
  adminToken: string,
  sessions: Sessions,
  guard: GuessGuard,
  { coordinator, secure }: AdminAccessOptions,
): AdminAccess {
  const own = `${COOKIE}_${coordinator}`;
  const cookie = (value: string, maxAge: number): string =>
    stringifySetCookie(own, value, { path: '/', httpOnly: true, sameSite: 'strict', secure, maxAge });
  /** Its own, and the one of the first releases, which had the same name everywhere. */
  const cookiesIn = (headers: IncomingHttpHeaders): string[] => {
    const cookies = parseCookie(headers.cookie ?? '');
    return [cookies[own], cookies[COOKIE]].filter((held) => held !== undefined);
  };
  const session: AdminAccess['session'] = (headers) => {
    for (const held of cookiesIn(headers)) {
      const found = sessions.find(held);
      if (found !== null) return found;
    }
    return null;
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
      for (const held of cookiesIn(headers)) await sessions.end(held);
      return cookie('', 0);
    },
    onSessionEnd: sessions.onEnd,
  };
}
