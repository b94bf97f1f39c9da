import { ADMIN_NAMESPACE, adminNoticeSchema } from '@fedhealth/fl-core/protocol';
import { io } from 'socket.io-client';
import { describe, expect, it, onTestFinished } from 'vitest';
import { liveApp } from '../testing/live-app.ts';
import { createMailbox, eventually } from '../testing/patiently.ts';
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
  return { opened, notices };
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
});
