import { PROTOCOL_VERSION } from '@fedhealth/fl-core/protocol';
import { createMailbox } from '@fedhealth/testing/patiently';
import { openTap, type Tap } from '@fedhealth/testing/tap';
import { describe, expect, it } from 'vitest';
import { liveApp, QUICK } from '../testing/live-app.ts';
import { openLine, openScriptedSite } from '../testing/scripted-site.ts';
import { createLiveWith } from './create-live.ts';

const refused = (code: string) => ({ ok: false, error: { code } });

describe('the protocol of hospitals', () => {
  it('[P1] refuses another version of itself, whatever else the message holds', async () => {
    const app = await liveApp();
    const line = await openLine(app.url);
    const credentials = { kind: 'invite', token: app.invite, name: 'North' };
    for (const message of [
      { protocol: PROTOCOL_VERSION + 1, credentials },
      { protocol: 0, credentials },
      { protocol: PROTOCOL_VERSION + 1, passport: 'of a later version' },
    ]) {
      expect(await line.say('hello', message)).toMatchObject(refused('PROTOCOL_VERSION'));
    }
    expect(await app.store.sites.list()).toEqual([]);
    expect(await line.hello(credentials)).toMatchObject({ ok: true, value: { name: 'North' } });
  });

  it('[P2] answers events it does not know and messages it cannot read, and goes on', async () => {
    const app = await liveApp();
    const site = await openScriptedSite(app, { name: 'North' });
    for (const event of ['rows', 'error', 'toString', '__proto__', 'task']) {
      expect(await site.say(event, { any: 'thing' })).toMatchObject(refused('UNKNOWN_EVENT'));
    }
    for (const message of [null, undefined, 'text', 7, [], {}, { studyId: 'tiny', trainRows: -1 }]) {
      expect(await site.say('ready', message)).toMatchObject(refused('BAD_MESSAGE'));
    }
    for (const message of [{}, { kind: 'gossip', run: 'x' }, { kind: 'fit', run: 'x', round: 0.5 }]) {
      expect(await site.say('result', message, new Uint8Array(8))).toMatchObject(refused('BAD_MESSAGE'));
    }
    expect(await site.say('result')).toMatchObject(refused('BAD_MESSAGE'));
    expect(await site.say('model', { version: '1' })).toMatchObject(refused('BAD_MESSAGE'));
    expect(await site.say('model', { version: 1 })).toMatchObject(refused('MODEL_UNKNOWN'));
    site.socket.emit('ready');
    site.socket.emit('rows', 'without an acknowledgement');
    expect(await site.ready()).toEqual({ ok: true, value: null });
  });

  it('[P2] closes a connection that sends garbage, and only that one', async () => {
    const app = await liveApp();
    const [good, bad] = [
      await openScriptedSite(app, { name: 'Good' }),
      await openScriptedSite(app, { name: 'Bad' }),
    ];
    bad.socket.io.engine.write(Buffer.from([0xff, 0, 1, 2]));
    await bad.closed();
    const other = await openLine(app.url);
    other.socket.io.engine.write('2/sites,{"not":"an event"}');
    await other.closed();
    expect(await good.ready()).toEqual({ ok: true, value: null });
    expect((await fetch(`${app.url}/api/health`)).status).toBe(200);
  });

  it('[P3] answers nothing before hello', async () => {
    const app = await liveApp();
    const line = await openLine(app.url);
    const messages = {
      ready: { studyId: 'tiny', studyVersion: 1, trainRows: 1, testRows: 1, engine: 'x' },
      leave: {},
      result: { kind: 'failed', run: 'x', round: 1, reason: 'none' },
      model: { version: 1 },
    };
    for (const [event, message] of Object.entries(messages)) {
      expect(await line.say(event, message)).toMatchObject(refused('NOT_INTRODUCED'));
    }
    const site = await openScriptedSite(app, { name: 'North' });
    expect(await site.say('leave', {})).toMatchObject({ ok: true });
    expect(await site.ready()).toMatchObject(refused('NOT_INTRODUCED'));
  });

  it('[P3] closes a connection that stays silent, and says why', async () => {
    const app = await liveApp({}, createLiveWith({ ...QUICK, helloMs: 100 }));
    const line = await openLine(app.url);
    const farewells = createMailbox<unknown>();
    line.socket.on('farewell', farewells.put);
    expect(await farewells.take('a farewell')).toMatchObject({ code: 'NOT_INTRODUCED' });
    await line.closed();
  });

  it('[P4] gives a result that is sent again its first answer, and counts it once', async () => {
    const app = await liveApp();
    const a = await openScriptedSite(app, { name: 'A' });
    const [b, c] = [await openScriptedSite(app, { name: 'B' }), await openScriptedSite(app, { name: 'C' })];
    const { id } = await app.startRun({ rounds: 2 });
    for (const kind of ['moments', 'histograms'] as const) {
      await Promise.all([a.do(kind), b.do(kind), c.do(kind)]);
    }
    const first = a.honest(await a.task('fit', 1));
    const good = { ok: true, value: null };
    expect(await a.send(first)).toEqual(good);
    expect(await a.send(first)).toEqual(good);
    // Not even a changed one replaces the first.
    expect(await a.say('result', { ...first.result, loss: 99 }, new Uint8Array(3))).toEqual(good);
    const second = b.honest(await b.task('fit', 1));
    const wrong = await b.say('result', second.result, new Uint8Array(3));
    expect(wrong).toMatchObject(refused('FRAME_MALFORMED'));
    expect(await b.send(second)).toEqual(wrong);
    await c.do('fit', 1);
    // In round 2, and when all is over, round 1's results still have the answers they had.
    await a.task('fit', 2).then((delivery) => a.send(a.honest(delivery)));
    expect([await a.send(first), await b.send(second)]).toEqual([good, wrong]);
    for (const site of [a, b, c]) site.takePart();
    const run = await app.runOver(id);
    expect([await a.send(first), await b.send(second)]).toEqual([good, wrong]);
    expect(run.status).toBe('completed');
    expect(run.roundList.map(({ round, trainLoss }) => [round, trainLoss])).toEqual([
      [1, expect.closeTo(0.6)],
      [2, expect.closeTo(0.6)],
    ]);
    const refusals = (await app.store.events.list()).filter(({ kind }) => kind === 'update-refused');
    expect(refusals.map(({ code }) => code)).toEqual(['FRAME_MALFORMED']);
  });

  it('[P4] gives a hello that is sent again its first answer, and enrols nobody twice', async () => {
    const app = await liveApp();
    const line = await openLine(app.url);
    const credentials = { kind: 'invite', token: app.invite, name: 'North' };
    const [one, two] = await Promise.all([line.hello(credentials), line.hello(credentials)]);
    expect(one).toMatchObject({ ok: true, value: { name: 'North' } });
    expect(two).toEqual(one);
    // One connection is one hospital, whoever it says it is next.
    expect(await line.hello({ ...credentials, name: 'South' })).toEqual(one);
    expect((await app.store.sites.list()).map(({ name }) => name)).toEqual(['North']);
  });

  it('[P5] lets in by a valid invite or the right secret only', async () => {
    const app = await liveApp();
    const line = await openLine(app.url);
    const name = 'North';
    expect(await line.hello({ kind: 'invite', token: 'guessed', name })).toMatchObject(
      refused('INVITE_INVALID'),
    );
    const invite = await app.store.invites.create({
      studyId: app.studyId,
      token: 'revoked-later',
      label: null,
    });
    const early = await openLine(app.url);
    expect(await early.hello({ kind: 'invite', token: invite.token, name })).toMatchObject({ ok: true });
    await app.ask(`/api/invites/${invite.id}`, { method: 'DELETE' });
    expect(await line.hello({ kind: 'invite', token: invite.token, name })).toMatchObject(
      refused('INVITE_INVALID'),
    );
    const [site] = await app.store.sites.list();
    const siteId = site?.id ?? '';
    for (const secret of ['wrong', app.invite, '0']) {
      expect(await line.hello({ kind: 'site', siteId, secret })).toMatchObject(refused('SITE_UNKNOWN'));
    }
    expect(await line.hello({ kind: 'site', siteId: 'nobody', secret: 'x' })).toMatchObject(
      refused('SITE_UNKNOWN'),
    );
    expect(await line.hello({ kind: 'invite', token: app.invite, name: ' ' })).toMatchObject(
      refused('BAD_MESSAGE'),
    );
    expect(await app.store.sites.list()).toHaveLength(1);
  });

  it('[P5] a second connection of a hospital takes the place of the first', async () => {
    const app = await liveApp();
    const first = await openScriptedSite(app, { name: 'North' });
    const farewells = createMailbox<unknown>();
    first.socket.on('farewell', farewells.put);
    const second = await openScriptedSite(app, { name: 'North', back: first });
    expect(await farewells.take('a farewell')).toMatchObject({ code: 'REPLACED' });
    await first.closed();
    const sites = await app.ask('/api/sites').then((response) => response.json());
    expect(sites).toMatchObject([{ name: 'North', connected: true, ready: true }]);
    expect(await second.ready()).toMatchObject({ ok: true });
  });

  it('[P5] a hospital whose connection breaks while it says hello is not taken for present', async () => {
    const gone = createMailbox<true>();
    let tap: Tap | undefined;
    const app = await liveApp({}, ({ access, ...deps }) => {
      const { enrolment } = access;
      const authenticate: typeof enrolment.authenticate = async (id, secret) => {
        tap?.cut();
        await gone.take('the end of the connection at the coordinator');
        return enrolment.authenticate(id, secret);
      };
      return createLiveWith(QUICK)({
        ...deps,
        access: { ...access, enrolment: { ...enrolment, authenticate } },
      });
    });
    const known = await openScriptedSite(app, { name: 'North' });
    known.socket.disconnect();
    await app.event('that North is lost', ({ kind }) => kind === 'site-lost');
    app.server.on('upgrade', (_request, socket) => socket.once('close', () => gone.put(true)));
    tap = await openTap(app.url);
    const line = await openLine(tap.url);
    line.hello({ kind: 'site', siteId: known.id, secret: known.secret }).catch(() => undefined);
    await line.closed();
    // The admin API answers after whatever the broken hello still does.
    const other = await openScriptedSite(app, { name: 'South' });
    const sites: { name: string; connected: boolean }[] = await (await app.ask('/api/sites')).json();
    expect(sites.map(({ name, connected }) => [name, connected])).toEqual([
      ['North', false],
      ['South', true],
    ]);
    expect(await other.ready()).toMatchObject({ ok: true });
  });

  it('[P5] a study that changed since the page was opened is told', async () => {
    const app = await liveApp();
    const site = await openScriptedSite(app, { name: 'North' });
    const ready = { studyId: 'tiny', studyVersion: 2, trainRows: 1, testRows: 1, engine: 'x' };
    expect(await site.say('ready', ready)).toMatchObject(refused('STUDY_VERSION'));
    expect(await site.say('ready', { ...ready, studyId: 'other', studyVersion: 1 })).toMatchObject(
      refused('STUDY_VERSION'),
    );
  });

  it('[P6] refuses statistics that do not fit the study or the rows that were declared', async () => {
    const app = await liveApp();
    const sites = [await openScriptedSite(app, { name: 'A' }), await openScriptedSite(app, { name: 'B' })];
    const odd: {
      rogue: Awaited<ReturnType<typeof openScriptedSite>>;
      code: string;
      change(honest: object): object;
    }[] = [];
    const add = async (name: string, code: string, change: (honest: object) => object) =>
      odd.push({ rogue: await openScriptedSite(app, { name }), code, change });
    await add('No age', 'BAD_MESSAGE', (honest) => ({ ...honest, numeric: {} }));
    await add('Spoken Methuselah', 'BAD_MESSAGE', (honest) => ({
      ...honest,
      numeric: { age: { count: 32, mean: 969, m2: 1 } },
    }));
    await add('Other columns', 'BAD_MESSAGE', (honest) => ({
      ...honest,
      categorical: { sex: { f: 1 }, diagnosis: { flu: 1 } },
    }));
    await add('More rows than it has', 'EXAMPLES_IMPLAUSIBLE', (honest) => ({ ...honest, rows: 1_000_000 }));
    const { id } = await app.startRun({ rounds: 1 });
    for (const { rogue, code, change } of odd) {
      const { task } = await rogue.task('moments');
      const summary = change(rogue.data.moments());
      const reply = await rogue.say('result', { kind: 'moments', run: task.run, summary }, null);
      expect([rogue.name, reply]).toMatchObject([rogue.name, refused(code)]);
      await app.event(
        `the refusal of ${rogue.name}`,
        (event) => event.siteId === rogue.id && event.code === code && event.message.startsWith(rogue.name),
      );
    }
    for (const site of sites) await site.do('moments');
    const [a, b] = sites;
    const { task } = (await a?.task('histograms')) ?? { task: null };
    const counts = { numeric: {} };
    expect(
      await a?.say('result', { kind: 'histograms', run: task?.run, summary: counts }, null),
    ).toMatchObject(refused('BAD_MESSAGE'));
    await b?.do('histograms');
    // One good histogram of two is too few: the statistics are asked for again, and now all are well.
    for (const site of [...sites, ...odd.map(({ rogue }) => rogue)]) site.takePart();
    expect(await app.runOver(id)).toMatchObject({ status: 'completed', sites: 6 });
  });
});
