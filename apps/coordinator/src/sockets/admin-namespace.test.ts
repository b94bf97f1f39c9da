import {
  ADMIN_NAMESPACE,
  adminNoticeSchema,
  adminProgressSchema,
  siteViewSchema,
} from '@fedhealth/fl-core/protocol';
import { createMailbox, eventually } from '@fedhealth/testing/patiently';
import { io } from 'socket.io-client';
import { describe, expect, it, onTestFinished } from 'vitest';
import { liveApp } from '../testing/live-app.ts';
import { prepare } from '../testing/round-steps.ts';
import { openLine, openScriptedSite } from '../testing/scripted-site.ts';
import { ADMIN_TOKEN } from '../testing/test-app.ts';

/** A dashboard's socket with these headers: its notices, or why it was not let in. */
function openDashboard(url: string, extraHeaders: Record<string, string>) {
  const socket = io(url + ADMIN_NAMESPACE, {
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
    extraHeaders,
  });
  onTestFinished(() => void socket.disconnect());
  const notices = createMailbox<ReturnType<typeof adminNoticeSchema.parse>>();
  socket.on('notice', (raw: unknown) => notices.put(adminNoticeSchema.parse(raw)));
  const opened = new Promise<string>((resolve) => {
    socket.once('connect', () => resolve('open'));
    socket.once('connect_error', (error) => resolve(error.message));
  });
  const progress = createMailbox<ReturnType<typeof adminProgressSchema.parse>>();
  socket.on('progress', (raw: unknown) => progress.put(adminProgressSchema.parse(raw)));
  return { opened, notices, progress };
}

describe('the dashboards’ sockets', () => {
  it('are refused without a sign-in', async () => {
    const app = await liveApp();
    const wrong: Record<string, string>[] = [
      {},
      { authorization: 'Bearer wrong' },
      { authorization: `Basic ${ADMIN_TOKEN}` },
      { cookie: 'fedhealth_session=1.9999999999999.made-up' },
    ];
    for (const headers of wrong) {
      const { opened } = openDashboard(app.url, headers);
      expect(await opened).toBe('Sign in first.');
    }
  });

  it('hear what changed, by cookie as by token, and hospitals hear nothing of it', async () => {
    const app = await liveApp();
    const signedIn = await fetch(`${app.url}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token: ADMIN_TOKEN }),
    });
    const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? '';
    const dashboards = [
      openDashboard(app.url, { cookie }),
      openDashboard(app.url, { authorization: `Bearer ${ADMIN_TOKEN}` }),
    ];
    for (const { opened } of dashboards) expect(await opened).toBe('open');
    const line = await openLine(app.url);
    const overheard = createMailbox<unknown>();
    line.socket.onAny(overheard.put);
    await openScriptedSite(app, { name: 'North' });
    for (const { notices } of dashboards) {
      await notices.take(
        'news of sites',
        ({ topics }) => topics.includes('sites') && topics.includes('events'),
      );
    }
    await eventually('a run', async () => (await app.startRun()).id);
    for (const { notices } of dashboards)
      await notices.take('news of runs', ({ topics }) => topics.includes('runs'));
    expect(overheard.waiting()).toEqual([]);
  });

  it('[W8] hear how far hospitals are, in bundles; what no hospital was asked for is not passed on', async () => {
    const app = await liveApp();
    const dashboard = openDashboard(app.url, { authorization: `Bearer ${ADMIN_TOKEN}` });
    expect(await dashboard.opened).toBe('open');
    const [a, b] = [await openScriptedSite(app, { name: 'A' }), await openScriptedSite(app, { name: 'B' })];
    const { id: run } = await app.startRun({ rounds: 1 });
    await prepare(a, b);
    const asked = await Promise.all([a.task('fit', 1), b.task('fit', 1)]);
    for (const wrong of [{}, { run, round: 1, percent: 101 }, { run, round: 2, percent: 50 }, 'x', null])
      b.socket.emit('progress', wrong);
    for (const percent of [10, 20, 30]) a.socket.emit('progress', { run, round: 1, percent });
    const told = await dashboard.progress.take('the progress', () => true);
    expect(told.sites.map(({ siteId }) => siteId)).toEqual([a.id]);
    const percentOf = async (name: string) => {
      const sites = siteViewSchema.array().parse(await (await app.ask('/api/sites')).json());
      return sites.find((site) => site.name === name)?.percent;
    };
    await eventually('the newest figure', async () => (await percentOf('A')) === 30);
    expect(await percentOf('B')).toBeNull();
    await Promise.all([a.send(a.honest(asked[0])), b.send(b.honest(asked[1]))]);
    a.takePart();
    b.takePart();
    await app.runOver(run);
    expect(await percentOf('A')).toBeNull();
  });
});
