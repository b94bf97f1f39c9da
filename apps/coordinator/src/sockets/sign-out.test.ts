import { createMailbox } from '@fedhealth/testing/patiently';
import { io, type Socket } from 'socket.io-client';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type LiveApp, liveApp } from '../testing/live-app.ts';
import { ADMIN_TOKEN } from '../testing/test-app.ts';

async function signIn(app: LiveApp): Promise<string> {
  const response = await fetch(`${app.url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token: ADMIN_TOKEN }),
  });
  return response.headers.get('set-cookie')?.split(';')[0] ?? '';
}

function openDashboard(app: LiveApp, extraHeaders: Record<string, string>, transport = 'websocket') {
  const socket: Socket = io(`${app.url}/admin`, {
    transports: [transport],
    forceNew: true,
    reconnection: false,
    extraHeaders,
  });
  onTestFinished(() => void socket.disconnect());
  const ends = createMailbox<string>();
  socket.on('disconnect', ends.put);
  const opened = new Promise<string>((resolve) => {
    socket.once('connect', () => resolve('open'));
    socket.once('connect_error', ({ message }) => resolve(message));
  });
  return { opened, ended: () => ends.take('the end of the dashboard’s socket') };
}

describe('[X8] signing out', () => {
  it('ends the session at the coordinator, with all its dashboards, and no other', async () => {
    const app = await liveApp();
    const [cookie, other] = [await signIn(app), await signIn(app)];
    const mine = [openDashboard(app, { cookie }), openDashboard(app, { cookie }, 'polling')];
    const theirs = openDashboard(app, { cookie: other });
    for (const { opened } of [...mine, theirs]) expect(await opened).toBe('open');
    const signOut = await fetch(`${app.url}/api/session`, { method: 'DELETE', headers: { cookie } });
    expect(signOut.status).toBe(204);
    for (const { ended } of mine) await ended();
    expect((await fetch(`${app.url}/api/runs`, { headers: { cookie } })).status).toBe(401);
    expect(await openDashboard(app, { cookie }).opened).toBe('Sign in first.');
    expect((await fetch(`${app.url}/api/runs`, { headers: { cookie: other } })).status).toBe(200);
    expect(await openDashboard(app, { cookie: other }).opened).toBe('open');
  });

  it('that another site’s page asks for is refused', async () => {
    const app = await liveApp();
    const cookie = await signIn(app);
    const headers = { cookie, origin: 'http://127.0.0.1:1' };
    expect((await fetch(`${app.url}/api/session`, { method: 'DELETE', headers })).status).toBe(403);
    expect((await fetch(`${app.url}/api/runs`, { headers: { cookie } })).status).toBe(200);
  });
});

describe('[X8] a dashboard’s socket', () => {
  const foreign: Record<string, string>[] = [
    { origin: 'http://127.0.0.1:1' },
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'cross-site' },
  ];

  it.each(foreign)('is not opened for a page of another origin: %j', async (headers) => {
    const app = await liveApp();
    const cookie = await signIn(app);
    for (const transport of ['websocket', 'polling']) {
      const told = await openDashboard(app, { cookie, ...headers }, transport).opened;
      expect(told).toMatch(/another site’s page/);
    }
    expect(await openDashboard(app, { cookie, origin: app.url }).opened).toBe('open');
  });
});
