import { describe, expect, it } from 'vitest';
import { ADMIN_TOKEN, type TestApp, testApp } from '../testing/test-app.ts';

const signIn = (app: TestApp, token: string, headers: Record<string, string> = {}) =>
  fetch(`${app.url}/api/session`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify({ token }),
  });

const cookieOf = (response: Response): string => response.headers.get('set-cookie')?.split(';')[0] ?? '';

describe('signing in', () => {
  it('gives a cookie that scripts and other sites cannot use, and that lets its owner in', async () => {
    const app = await testApp();
    const response = await signIn(app, ADMIN_TOKEN);
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ signedIn: true });
    expect(response.headers.get('set-cookie')).toMatch(
      /^fedhealth_session_[0-9a-f]{12}=[\w.-]+; Max-Age=43200; Path=\/; HttpOnly; SameSite=Strict$/,
    );
    const headers = { cookie: cookieOf(response) };
    expect(await (await fetch(`${app.url}/api/session`, { headers })).json()).toEqual({ signedIn: true });
    expect((await fetch(`${app.url}/api/sites`, { headers })).status).toBe(200);
  });

  it('sends the cookie over HTTPS only where the public address is HTTPS', async () => {
    const app = await testApp({ publicUrl: 'https://fl.example.org' });
    expect((await signIn(app, ADMIN_TOKEN)).headers.get('set-cookie')).toContain('; Secure');
  });

  it('refuses a wrong token, no token and a made-up cookie', async () => {
    const app = await testApp();
    const wrong = await signIn(app, 'wrong');
    expect(wrong.status).toBe(401);
    expect(await wrong.json()).toEqual({
      error: { code: 'WRONG_TOKEN', message: expect.stringContaining('token') },
    });
    expect(wrong.headers.get('set-cookie')).toBeNull();
    expect((await signIn(app, '')).status).toBe(400);
    const impostors: Record<string, string>[] = [
      {},
      { cookie: 'fedhealth_session=1.9999999999999.x' },
      { authorization: 'Bearer wrong' },
      { authorization: ADMIN_TOKEN },
    ];
    for (const headers of impostors) {
      const response = await fetch(`${app.url}/api/sites`, { headers });
      expect(response.status).toBe(401);
      expect(await response.json()).toMatchObject({ error: { code: 'NOT_SIGNED_IN' } });
    }
    expect(await (await fetch(`${app.url}/api/session`)).json()).toEqual({ signedIn: false });
  });

  it('ends the session on signing out', async () => {
    const app = await testApp();
    const headers = { cookie: cookieOf(await signIn(app, ADMIN_TOKEN)) };
    const response = await fetch(`${app.url}/api/session`, { method: 'DELETE', headers });
    expect(response.status).toBe(204);
    expect(response.headers.get('set-cookie')).toMatch(/^fedhealth_session_[0-9a-f]{12}=; Max-Age=0;/);
  });

  it('[X8] of one coordinator leaves that of another on the same host as it is, whoever signs out', async () => {
    const apps = [await testApp(), await testApp()];
    // A browser's jar for the host: one value for each name, whatever the port.
    const jar = new Map<string, string>();
    const keep = (response: Response): void => {
      const [name = '', value = ''] = cookieOf(response).split('=');
      if (value === '') jar.delete(name);
      else jar.set(name, value);
    };
    const cookie = (): string => [...jar].map((pair) => pair.join('=')).join('; ');
    const lets = async (): Promise<number[]> =>
      Promise.all(
        apps.map(
          async ({ url }) => (await fetch(`${url}/api/sites`, { headers: { cookie: cookie() } })).status,
        ),
      );
    for (const app of apps) keep(await signIn(app, ADMIN_TOKEN));
    expect(await lets()).toEqual([200, 200]);
    keep(await fetch(`${apps[0]?.url}/api/session`, { method: 'DELETE', headers: { cookie: cookie() } }));
    expect(await lets()).toEqual([401, 200]);
  });

  it('[X8] a session of the first releases, whose cookie had one name everywhere, holds and can be ended', async () => {
    const app = await testApp();
    const [, value] = cookieOf(await signIn(app, ADMIN_TOKEN)).split('=');
    const headers = { cookie: `fedhealth_session=${value}` };
    expect((await fetch(`${app.url}/api/sites`, { headers })).status).toBe(200);
    await fetch(`${app.url}/api/session`, { method: 'DELETE', headers });
    expect((await fetch(`${app.url}/api/sites`, { headers })).status).toBe(401);
  });

  it('slows guessing down, by sign-in and by bearer together, but never who is right', async () => {
    const app = await testApp();
    for (let i = 0; i < 12; i++) expect((await signIn(app, ADMIN_TOKEN)).status).toBe(200);
    for (let i = 0; i < 5; i++) expect((await signIn(app, `guess ${i}`)).status).toBe(401);
    const bearer = { authorization: 'Bearer guess' };
    for (let i = 0; i < 5; i++)
      expect((await fetch(`${app.url}/api/runs`, { headers: bearer })).status).toBe(401);
    const blocked = await signIn(app, 'guess');
    expect(blocked.status).toBe(429);
    expect(await blocked.json()).toMatchObject({ error: { code: 'TOO_MANY_TRIES' } });
    expect((await fetch(`${app.url}/api/health`)).status).toBe(200);
    expect((await fetch(`${app.url}/api/sites`)).status).toBe(401);
  });
});

describe('requests from other sites’ pages', () => {
  it('change nothing with an administrator’s cookie', async () => {
    const app = await testApp();
    const cookie = cookieOf(await signIn(app, ADMIN_TOKEN));
    const invite = (headers: Record<string, string>) =>
      fetch(`${app.url}/api/invites`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', cookie, ...headers },
        body: JSON.stringify({ studyId: 'health-risk' }),
      });
    for (const headers of [{ 'sec-fetch-site': 'cross-site' }, { origin: 'https://evil.example' }, {}]) {
      const response = await invite(headers as Record<string, string>);
      expect(response.status).toBe(403);
      expect(await response.json()).toMatchObject({ error: { code: 'FOREIGN_ORIGIN' } });
    }
    expect(await app.store.invites.list()).toEqual([]);
    expect((await invite({ 'sec-fetch-site': 'same-origin' })).status).toBe(201);
    expect((await invite({ origin: app.url })).status).toBe(201);
  });

  it('cannot sign an administrator in', async () => {
    const app = await testApp();
    expect((await signIn(app, ADMIN_TOKEN, { origin: 'https://evil.example' })).status).toBe(403);
  });
});
