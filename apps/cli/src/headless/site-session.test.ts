import { openHospital } from '@fedhealth/coordinator/testing/hospital';
import { createLiveWith, liveApp, QUICK } from '@fedhealth/coordinator/testing/live-app';
import { openLine, openScriptedSite } from '@fedhealth/coordinator/testing/scripted-site';
import { ok, unwrap } from '@fedhealth/fl-core/lib';
import type { LedgerEntry } from '@fedhealth/fl-core/site';
import type { Trainer } from '@fedhealth/fl-core/training';
import { createFakeTrainer } from '@fedhealth/testing/fake-trainer';
import { createMailbox, eventually } from '@fedhealth/testing/patiently';
import { openTap } from '@fedhealth/testing/tap';
import type { WireMessage } from '@fedhealth/testing/wire-frames';
import { describe, expect, it } from 'vitest';
import { openHeadlessTrainer } from './open-trainer.ts';

/** The events of hospitals' messages in order, without their weights. */
const eventsOn = (up: readonly WireMessage[]): string[] =>
  up.flatMap(({ text }) => /^4[25]\d*-?\/sites,\d*\["(\w+)"/.exec(text)?.[1] ?? []);

const isFit = ({ kind }: LedgerEntry): boolean => kind === 'fit';

describe('a hospital’s session', () => {
  it('[W7] lists every message with the very bytes that went over the wire', async () => {
    const app = await liveApp();
    const tap = await openTap(app.url);
    const { session, until } = await openHospital(app, { name: 'Nord · été', url: tap.url });
    await openHospital(app, { name: 'South' });
    const { id } = await app.startRun({ rounds: 2 });
    await app.runOver(id);
    await until('the model', ({ comparison }) => comparison !== null);
    await session.leave();
    await eventually('the goodbye on the wire', () => tap.up.at(-1)?.text === '41/sites,');
    const { entries, totalBytes } = session.snapshot().ledger;
    expect(entries.map(({ kind }) => kind)).toEqual([
      ...['connect', 'hello', 'ready', 'moments', 'histograms', 'fit', 'fit', 'evaluate', 'model', 'leave'],
      'connect',
    ]);
    const wire = tap.up.map(({ bytes }) => bytes);
    let at = 0;
    for (const { kind, bytes, packets } of entries) {
      const sent = wire.slice(at, at + packets);
      expect([kind, bytes]).toEqual([kind, sent.reduce((sum, one) => sum + one, 0)]);
      at += packets;
    }
    expect([at, totalBytes]).toEqual([wire.length, wire.reduce((sum, one) => sum + one, 0)]);
    // The coordinator counts the same frame.
    const frame = tap.up.find(({ kind }) => kind === 'binary')?.bytes;
    expect((await app.run(id)).roundList[0]?.sites.map(({ bytes }) => bytes)).toEqual([frame, frame]);
  });

  it('[P4] sends a finished update again when the acknowledgement is lost, and trains no second time', async () => {
    const app = await liveApp();
    const other = await openScriptedSite(app, { name: 'South' });
    const tap = await openTap(app.url);
    const trainer = createFakeTrainer(() => tap.muffle());
    const { session, until } = await openHospital(app, { name: 'North', url: tap.url, trainer });
    const { id } = await app.startRun({ rounds: 1 });
    await Promise.all([other.do('moments'), other.task('histograms')]).then(([, delivery]) =>
      other.send(other.honest(delivery)),
    );
    await eventually('the update at the coordinator', async () => {
      const sites = (await app.run(id)).roundList[0]?.sites ?? [];
      return sites.some(({ name, outcome }) => name === 'North' && outcome === 'done');
    });
    tap.cut();
    await until('the update to be sent again', ({ ledger }) => ledger.entries.filter(isFit).length === 2);
    await until('the connection', ({ connection }) => connection === 'online');
    other.takePart();
    const run = await app.runOver(id);
    const { problem, ledger } = await until('the model', ({ comparison }) => comparison !== null);
    expect(problem).toBeNull();
    expect(trainer.fits).toHaveLength(1);
    const [first, second] = ledger.entries.filter(isFit);
    expect(second?.content).toBe(first?.content);
    expect(run.roundList.map(({ sites }) => sites.map(({ outcome }) => outcome))).toEqual([['done', 'done']]);
    expect((await app.store.events.list()).filter(({ kind }) => kind === 'update-refused')).toEqual([]);
    expect(session.snapshot().run?.modelVersion).toBe(1);
  });

  it('[R18] that pauses is left behind at the deadline, and is in the next round once it goes on', async () => {
    const app = await liveApp();
    await openHospital(app, { name: 'South' });
    const trainer = createFakeTrainer((fit) => (fit === 1 ? session.pause() : undefined));
    const { session, until } = await openHospital(app, { name: 'North', trainer });
    const { id } = await app.startRun({ rounds: 2, minSites: 1, roundTimeoutSeconds: 1 });
    await until('the second round', ({ run }) => run?.round === 2);
    expect(session.snapshot()).toMatchObject({ paused: true });
    session.resume();
    const run = await app.runOver(id);
    const north = run.roundList.map(({ sites }) => sites.find(({ name }) => name === 'North')?.outcome);
    expect(north).toEqual(['late', 'done']);
    expect(session.snapshot().ledger.entries.filter(isFit)).toHaveLength(1);
  });

  it('[R18] that leaves while it is paused is gone at once, and sends nothing but the goodbye', async () => {
    const app = await liveApp();
    await openHospital(app, { name: 'South' });
    const trainer = createFakeTrainer(() => session.pause());
    const { session, until } = await openHospital(app, { name: 'North', trainer });
    await app.startRun({ rounds: 1 });
    await until('the pause', ({ paused }) => paused === true);
    expect(await session.leave()).toMatchObject({ ok: true });
    expect(session.snapshot()).toMatchObject({ joined: false, paused: false, activity: { kind: 'idle' } });
    expect(session.snapshot().ledger.entries.filter(isFit)).toEqual([]);
  });

  it('tells the coordinator when another engine took over', async () => {
    const app = await liveApp();
    await openHospital(app, { name: 'South' });
    const fake = createFakeTrainer(() => {
      engine = 'simd';
    });
    let engine: Trainer['engine'] = 'tfjs-wasm';
    const trainer = Object.defineProperty({ ...fake }, 'engine', { get: () => engine });
    await openHospital(app, { name: 'North', trainer });
    const engineOf = async () => (await app.store.sites.list()).find(({ name }) => name === 'North')?.engine;
    expect(await engineOf()).toBe('tfjs-wasm');
    await app.runOver((await app.startRun({ rounds: 1 })).id);
    await eventually('the engine in the list of sites', async () => (await engineOf()) === 'simd');
  });

  it('[R5] that loses its connection right after training sends the update once it is back', async () => {
    const app = await liveApp();
    const other = await openHospital(app, { name: 'South' });
    const trainer = createFakeTrainer(() => void hospital.socket.io.engine.close());
    const hospital = await openHospital(app, { name: 'North', trainer });
    const { id } = await app.startRun({ rounds: 2 });
    const run = await app.runOver(id);
    expect(run.status).toBe('completed');
    expect(run.roundList.map(({ attempt, sites }) => [attempt, sites.map(({ outcome }) => outcome)])).toEqual(
      [
        [1, ['done', 'done']],
        [1, ['done', 'done']],
      ],
    );
    expect([trainer.fits.length, other.trainer.fits.length]).toEqual([2, 2]);
    expect((await app.store.events.list()).filter(({ kind }) => kind === 'update-refused')).toEqual([]);
    expect(hospital.session.snapshot().problem).toBeNull();
  });

  it('[P3] that finishes training while it comes back says hello and ready before it sends the update', async () => {
    const app = await liveApp();
    await openHospital(app, { name: 'South' });
    const tap = await openTap(app.url);
    const back = createMailbox<true>();
    let cutAt = 0;
    const trainer = createFakeTrainer(async () => {
      cutAt = tap.up.length;
      tap.cut();
      await back.take('the connection');
    });
    const { socket, until } = await openHospital(app, { name: 'North', url: tap.url, trainer });
    socket.on('connect', () => back.put(true));
    const { id } = await app.startRun({ rounds: 1 });
    expect(await app.runOver(id)).toMatchObject({ status: 'completed' });
    await until('the model', ({ comparison }) => comparison !== null);
    const said = eventsOn(tap.up.slice(cutAt));
    expect(said.slice(0, 3)).toEqual(['hello', 'ready', 'result']);
    expect(trainer.fits).toHaveLength(1);
    expect((await app.store.events.list()).filter(({ kind }) => kind === 'update-refused')).toEqual([]);
  });

  it('[R5] that was away when the run completed compares once it is back', async () => {
    const app = await liveApp();
    const others = [await openScriptedSite(app, { name: 'A' }), await openScriptedSite(app, { name: 'B' })];
    const tap = await openTap(app.url);
    const { until, socket } = await openHospital(app, { name: 'North', url: tap.url });
    const { id } = await app.startRun({ rounds: 1 });
    for (const kind of ['moments', 'histograms', 'fit'] as const) {
      await Promise.all(others.map((site) => site.do(kind)));
    }
    await until('its own evaluation', ({ ledger }) => ledger.entries.some(({ kind }) => kind === 'evaluate'));
    socket.io.reconnectionDelay(1_000);
    socket.io.reconnectionDelayMax(1_000);
    socket.io.randomizationFactor(0);
    tap.cut();
    for (const site of others) site.takePart();
    await app.runOver(id);
    const { comparison, run } = await until('the model', (now) => now.comparison !== null);
    expect([comparison?.modelVersion, run?.status]).toEqual([1, 'completed']);
    const { problem } = await until('the connection', ({ connection }) => connection === 'online');
    expect(problem).toBeNull();
  });

  it('[R5] comes back although the coordinator stumbles over its hello once', async () => {
    let stumbles = 0;
    const app = await liveApp({}, ({ access, ...deps }) => {
      const { enrolment } = access;
      const authenticate: typeof enrolment.authenticate = (id, secret) =>
        stumbles++ === 0
          ? Promise.reject(new Error('The database is busy.'))
          : enrolment.authenticate(id, secret);
      return createLiveWith(QUICK)({
        ...deps,
        access: { ...access, enrolment: { ...enrolment, authenticate } },
      });
    });
    const { socket, until } = await openHospital(app, { name: 'North' });
    socket.io.engine.close();
    await until('the break', ({ connection }) => connection === 'reconnecting');
    const { problem } = await until('the connection', ({ connection }) => connection === 'online');
    expect([stumbles, problem]).toEqual([2, null]);
  });

  it('[P5] that is not known any more says so and stays offline', async () => {
    let forgotten = false;
    const app = await liveApp({}, ({ access, ...deps }) => {
      const { enrolment } = access;
      const authenticate: typeof enrolment.authenticate = (id, secret) =>
        enrolment.authenticate(id, forgotten ? 'another secret' : secret);
      return createLiveWith(QUICK)({
        ...deps,
        access: { ...access, enrolment: { ...enrolment, authenticate } },
      });
    });
    const { socket, until, credentials } = await openHospital(app, { name: 'North' });
    const [invite] = await app.store.invites.list();
    await app.store.invites.revoke(invite?.id ?? '');
    forgotten = true;
    socket.io.engine.close();
    const { problem, joined } = await until('the end', ({ connection }) => connection === 'offline');
    expect([problem?.code, joined, socket.active]).toEqual(['INVITE_INVALID', false, false]);
    expect(credentials()).toBeNull();
  });

  it('[P5] that another page of the same hospital replaces says so and stays offline', async () => {
    const app = await liveApp();
    const { until, credentials, socket } = await openHospital(app, { name: 'North' });
    const line = await openLine(app.url);
    expect(await line.hello({ kind: 'site', ...credentials() })).toMatchObject({ ok: true });
    const { problem, joined } = await until('the end', ({ connection }) => connection === 'offline');
    expect([problem?.code, joined, socket.active]).toEqual(['REPLACED', false, false]);
    expect(line.socket.connected).toBe(true);
  });

  it('leave() while training takes effect at once: nothing more is sent', async () => {
    const app = await liveApp();
    const others = [await openHospital(app, { name: 'A' }), await openHospital(app, { name: 'B' })];
    const tap = await openTap(app.url);
    const training = createMailbox<true>();
    const trainer = createFakeTrainer(() => {
      training.put(true);
      return new Promise(() => undefined);
    });
    const { session, socket } = await openHospital(app, { name: 'North', url: tap.url, trainer });
    const { id } = await app.startRun({ rounds: 2 });
    await training.take('the training');
    const before = tap.up.length;
    expect(await session.leave()).toEqual(ok(null));
    expect(session.snapshot()).toMatchObject({
      joined: false,
      connection: 'offline',
      activity: { kind: 'idle' },
    });
    const run = await app.runOver(id);
    expect(run.status).toBe('completed');
    expect(run.roundList[0]?.sites.map(({ name, outcome }) => [name, outcome]).sort()).toEqual([
      ['A', 'done'],
      ['B', 'done'],
      ['North', 'lost'],
    ]);
    expect(run.roundList[1]?.sites).toHaveLength(2);
    expect(eventsOn(tap.up.slice(before))).toEqual(['leave']);
    expect(session.snapshot().ledger.entries.at(-2)?.kind).toBe('leave');
    expect([socket.connected, session.snapshot().problem]).toEqual([false, null]);
    for (const { trainer: done } of others) expect(done.fits).toHaveLength(2);
  });

  it('[R6] tells the coordinator when it cannot do its part, and the person why', async () => {
    const app = await liveApp();
    await Promise.all(['A', 'B'].map((name) => openHospital(app, { name })));
    const trainer = createFakeTrainer(() => Promise.reject(new Error('The device was lost.')));
    const { until } = await openHospital(app, { name: 'North', trainer });
    const { id } = await app.startRun({ rounds: 1 });
    const { problem } = await until('the problem', (now) => now.problem !== null);
    expect(problem?.message).toMatch(/could not do its part of round 1: The device was lost/);
    const event = await app.event('the failure', ({ kind }) => kind === 'site-failed');
    expect(event.message).toMatch(/^North: could not do its part: .*The device was lost/);
    expect(await app.runOver(id)).toMatchObject({ status: 'completed' });
  });

  it('[R1] compares the global model with one trained here alone, with a real engine', async () => {
    const app = await liveApp();
    const engine: Trainer = unwrap(await openHeadlessTrainer('tfjs-cpu'));
    const trainer = { ...engine, fits: [] };
    const hospitals = await Promise.all(
      ['North', 'South'].map((name) => openHospital(app, { name, trainer, compareWithLocal: true })),
    );
    const { id } = await app.startRun({ rounds: 2 });
    await app.runOver(id);
    for (const { until, data } of hospitals) {
      const { comparison, history } = await until('both models', (now) => now.comparison?.local != null);
      for (const metrics of [comparison?.global, comparison?.local]) {
        expect(metrics).toMatchObject({ n: data.testRows });
        expect(metrics?.auc).toBeGreaterThanOrEqual(0);
        expect(metrics?.logLoss).toBeGreaterThan(0);
      }
      expect(history.at(-1)?.metrics).toEqual(comparison?.global);
    }
  });
});
