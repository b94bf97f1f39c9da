import { inviteViewSchema } from '@fedhealth/fl-core/protocol';
import { describe, expect, it } from 'vitest';
import { type LiveApp, liveApp } from '../testing/live-app.ts';
import { openLine } from '../testing/scripted-site.ts';
import { createEnrolmentPace } from './enrolment-pace.ts';

const invite = async (app: LiveApp, wishes: object = {}) => {
  const response = await app.ask('/api/invites', { json: { studyId: app.studyId, ...wishes } });
  const made = inviteViewSchema.parse(await response.json());
  return { ...made, token: new URL(made.url ?? '').searchParams.get('invite') ?? '' };
};

/** What so many hospitals are told that come by one link, `atOnce` at a time. */
async function flood(app: LiveApp, token: string, hospitals: number, atOnce: number): Promise<string[]> {
  const told: string[] = [];
  const come = async (name: string): Promise<string> => {
    const line = await openLine(app.url);
    const reply = await line.hello({ kind: 'invite', token, name });
    line.socket.disconnect();
    return reply.ok ? 'ok' : reply.error.code;
  };
  for (let from = 0; from < hospitals; from += atOnce) {
    const names = Array.from({ length: atOnce }, (_, i) => `Clinic ${from + i}`);
    told.push(...(await Promise.all(names.map(come))));
  }
  return told;
}

const count = (items: readonly string[], one: string) => items.filter((item) => item === one).length;

describe('[X7] one invite link', () => {
  it('lets in as many hospitals as it admits, however many come at once, and tells of the flood once', async () => {
    const app = await liveApp();
    const { id, token } = await invite(app);
    const told = await flood(app, token, 60, 30);
    expect(count(told, 'ok')).toBe(10);
    expect(new Set(told)).toEqual(new Set(['ok', 'INVITE_INVALID', 'RATE_LIMITED']));
    const [listed] = inviteViewSchema.array().parse(await (await app.ask('/api/invites')).json());
    expect(listed).toMatchObject({ id, sites: 10, admits: 10 });
    expect(await app.store.sites.list()).toHaveLength(10);
    const kinds = (await app.store.events.list({ limit: 1000 })).map(({ kind }) => kind);
    expect(count(kinds, 'invite-full')).toBe(1);
    expect(count(kinds, 'enrolment-flood')).toBeLessThanOrEqual(1);
    expect(kinds.filter((kind) => kind !== 'site-lost').length).toBeLessThan(15);
  }, 60_000);

  it('admits one where it says one, and the hospital that came comes again by its secret', async () => {
    const app = await liveApp();
    const { token } = await invite(app, { admits: 1 });
    const line = await openLine(app.url);
    const first = await line.hello({ kind: 'invite', token, name: 'North' });
    expect(first).toMatchObject({ ok: true });
    expect(await flood(app, token, 3, 1)).toEqual(['INVITE_INVALID', 'INVITE_INVALID', 'INVITE_INVALID']);
    const { siteId, secret } = (first.ok ? first.value : {}) as { siteId: string; secret: string };
    const back = await openLine(app.url);
    expect(await back.hello({ kind: 'site', siteId, secret })).toMatchObject({ ok: true });
  });
});

describe('[X7] the pace of enrolment', () => {
  it('is ten at once and two a second after; who would wait long is asked to come again', async () => {
    const now = 0;
    const pace = createEnrolmentPace(() => now);
    const turns = Array.from({ length: 30 }, () => pace.turn({ id: 'a', admits: 100 }));
    const settled = await Promise.all(turns.map((turn) => Promise.race([turn, Promise.resolve('waits')])));
    expect(settled.filter((turn) => turn === 'refused').length).toBeGreaterThan(0);
    expect(count(settled as string[], 'at-once')).toBeLessThanOrEqual(10);
    // Another link is another pace.
    expect(await pace.turn({ id: 'b', admits: 100 })).toBe('at-once');
  });
});
