import { io } from 'socket.io-client';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type LiveApp, liveApp } from '../testing/live-app.ts';
import { openLine, openScriptedSite } from '../testing/scripted-site.ts';
import { ADMIN_TOKEN } from '../testing/test-app.ts';

const json = { 'content-type': 'application/json' };

const signIn = (app: LiveApp, token: string, path = '/api/session') =>
  fetch(`${app.url}${path}`, { method: 'POST', headers: json, body: JSON.stringify({ token }) });

const bearer = (app: LiveApp, path: string, token: string, method = 'GET') =>
  fetch(`${app.url}${path}`, { method, headers: { authorization: `Bearer ${token}` } });

/** What a dashboard's socket is told with these headers. */
async function dashboard(app: LiveApp, extraHeaders: Record<string, string>, transport = 'websocket') {
  const socket = io(`${app.url}/admin`, {
    transports: [transport],
    forceNew: true,
    reconnection: false,
    extraHeaders,
  });
  onTestFinished(() => void socket.disconnect());
  return new Promise<string>((resolve) => {
    socket.once('connect', () => resolve('open'));
    socket.once('connect_error', ({ message }) => resolve(message));
  });
}

async function hello(app: LiveApp, credentials: object): Promise<string> {
  const line = await openLine(app.url);
  const reply = await line.hello(credentials);
  line.socket.disconnect();
  return reply.ok ? 'ok' : reply.error.code;
}

const statusOf = async (response: Promise<Response>): Promise<'slowed' | number> => {
  const { status, headers } = await response;
  if (status !== 429) return status;
  return Number(headers.get('retry-after')) > 0 ? 'slowed' : status;
};
const toldOf = async (told: Promise<string>) => (/^Too many|TOO_MANY/.test(await told) ? 'slowed' : told);

/** Every way to show a secret; each answers "slowed" when it was told to wait. */
const WAYS: Record<string, (app: LiveApp, guess: string) => Promise<unknown>> = {
  'signing in': (app, guess) => statusOf(signIn(app, guess)),
  'signing in, the path written otherwise': (app, guess) => statusOf(signIn(app, guess, '/API/Session/?x')),
  'a bearer token': (app, guess) => statusOf(bearer(app, '/api/runs', guess)),
  'a bearer token on another route': (app, guess) => statusOf(bearer(app, '/api/studies', guess, 'POST')),
  'a bearer token where nothing is': (app, guess) => statusOf(bearer(app, '/api/invites/x', guess, 'DELETE')),
  'a dashboard’s socket': (app, guess) => toldOf(dashboard(app, { authorization: `Bearer ${guess}` })),
  'a dashboard’s polling': (app, guess) =>
    toldOf(dashboard(app, { authorization: `Bearer ${guess}` }, 'polling')),
  'an invitation': (app, guess) => statusOf(fetch(`${app.url}/api/invites/${guess}`)),
  'an invitation in hello': (app, guess) =>
    toldOf(hello(app, { kind: 'invite', token: guess, name: 'North' })),
  'a hospital’s secret': (app, guess) =>
    toldOf(hello(app, { kind: 'site', siteId: 'somebody', secret: guess })),
};

/** Who is right, by each way. */
async function rightOnes(app: LiveApp, site: { id: string; secret: string }, cookie: string) {
  return {
    signIn: (await signIn(app, ADMIN_TOKEN)).status,
    cookie: (await fetch(`${app.url}/api/runs`, { headers: { cookie } })).status,
    bearer: (await bearer(app, '/api/runs', ADMIN_TOKEN)).status,
    dashboards: [
      await dashboard(app, { authorization: `Bearer ${ADMIN_TOKEN}` }),
      await dashboard(app, { cookie }),
    ],
    invitation: (await fetch(`${app.url}/api/invites/${app.invite}`)).status,
    site: await hello(app, { kind: 'site', siteId: site.id, secret: site.secret }),
    joins: await hello(app, { kind: 'invite', token: app.invite, name: 'Another' }),
  };
}

describe('[X9] guessing', () => {
  it.each(Object.entries(WAYS))('by %s is slowed after ten wrong ones', async (_, guess) => {
    const app = await liveApp();
    const told: unknown[] = [];
    for (let i = 0; i < 10; i++) told.push(await guess(app, `guess-number-${i}`));
    expect(told).not.toContain('slowed');
    expect(await guess(app, 'one-guess-more')).toBe('slowed');
  });

  it('by one way is slowed by all others, many at once as well, and nobody who is right is kept out', async () => {
    const app = await liveApp();
    const site = await openScriptedSite(app, { name: 'North' });
    const cookie = (await signIn(app, ADMIN_TOKEN)).headers.get('set-cookie')?.split(';')[0] ?? '';
    await Promise.all(Array.from({ length: 30 }, (_, i) => signIn(app, `guess-number-${i}`)));
    const ways = Object.values(WAYS).flatMap((way) => [way(app, 'a-guess'), way(app, 'b-guess')]);
    const slowed = Promise.all(ways);
    const began = performance.now();
    expect(await rightOnes(app, site, cookie)).toEqual({
      ...{ signIn: 200, cookie: 200, bearer: 200, dashboards: ['open', 'open'] },
      ...{ invitation: 200, site: 'ok', joins: 'ok' },
    });
    expect(performance.now() - began).toBeLessThan(3_000);
    expect(new Set(await slowed)).toEqual(new Set(['slowed']));
    expect((await fetch(`${app.url}/api/session`)).status).toBe(200);
    const events = (await app.store.events.list({ limit: 1000 })).filter(({ kind }) => kind === 'guessing');
    expect(events).toHaveLength(1);
    expect(JSON.stringify(events)).not.toContain('guess-number');
  });

  it('is counted by address: behind a proxy, by whom the proxy heard from', async () => {
    const app = await liveApp({ trustProxy: 1 });
    const from = (address: string, token: string) =>
      fetch(`${app.url}/api/runs`, {
        headers: { authorization: `Bearer ${token}`, 'x-forwarded-for': address },
      }).then(({ status }) => status);
    // What a guesser writes before the proxy does is not believed.
    for (let i = 0; i < 12; i++) await from(`10.0.0.${i}, 192.0.2.1`, `token${i}`);
    expect(await from('192.0.2.1', 'tokens')).toBe(429);
    expect(await from('192.0.2.2', 'bearers')).toBe(401);
  });

  it('from many addresses is told by how the guesses begin', async () => {
    const app = await liveApp({ trustProxy: 1 });
    const answers = [];
    for (let i = 0; i < 60; i++) {
      const headers = { authorization: `Bearer half-known-${i}`, 'x-forwarded-for': `192.0.2.${i}` };
      answers.push((await fetch(`${app.url}/api/runs`, { headers })).status);
    }
    expect(answers.slice(0, 50)).not.toContain(429);
    expect(answers.at(-1)).toBe(429);
  });

  it('is not what a hospital does whose link has run out', async () => {
    const app = await liveApp();
    const { id } = await app.store.invites.create({
      studyId: app.studyId,
      token: 'was-revoked',
      label: null,
    });
    await app.store.invites.revoke(id);
    for (let i = 0; i < 15; i++) {
      expect((await fetch(`${app.url}/api/invites/was-revoked`)).status).toBe(404);
      expect(await hello(app, { kind: 'invite', token: 'was-revoked', name: 'X' })).toBe('INVITE_INVALID');
    }
  });
});
