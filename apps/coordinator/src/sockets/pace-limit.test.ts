import { describe, expect, it } from 'vitest';
import { liveApp } from '../testing/live-app.ts';
import { openScriptedSite } from '../testing/scripted-site.ts';
import { SITE_PACE } from './pace-limit.ts';

describe('a connection that says too much', () => {
  it('[G10] is refused with RATE_LIMITED, then closed alone, and the administrator sees who it was', async () => {
    const app = await liveApp();
    const good = [await openScriptedSite(app, { name: 'A' }), await openScriptedSite(app, { name: 'B' })];
    const flood = await openScriptedSite(app, { name: 'Flood' });
    const unread = await flood.say('result', { kind: 'noise' }, null);
    expect(unread).toMatchObject({ ok: false, error: { code: 'BAD_MESSAGE' } });
    const replies: string[] = [];
    for (let i = 0; i < SITE_PACE.capacity + 1_000; i++) {
      flood.socket.emit('result', { kind: 'noise' }, null, (reply: { error?: { code: string } }) => {
        replies.push(reply.error?.code ?? 'ok');
      });
    }
    await flood.closed();
    expect(replies.filter((code) => code === 'RATE_LIMITED').length).toBeGreaterThanOrEqual(200);
    for (const code of ['BAD_MESSAGE', 'RATE_LIMITED']) {
      const event = await app.event(code, (one) => one.siteId === flood.id && one.code === code);
      expect(event).toMatchObject({ kind: 'update-refused', level: 'warning' });
      expect(event.message).toMatch(/^Flood: /);
    }
    const listed = (await app.store.events.list({ limit: 1000 })).filter(({ siteId }) => siteId === flood.id);
    expect(listed.length).toBeLessThan(60);
    const { id } = await app.startRun({ rounds: 1 });
    for (const site of good) site.takePart();
    expect(await app.runOver(id)).toMatchObject({ status: 'completed' });
  });
});
