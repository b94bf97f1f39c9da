import { join } from 'node:path';
import { createFakeTrainer } from '@fedhealth/testing/fake-trainer';
import { createMailbox, eventually } from '@fedhealth/testing/patiently';
import { tempDir } from '@fedhealth/testing/temp-dir';
import { tinyStudy } from '@fedhealth/testing/tiny-study';
import { describe, expect, it } from 'vitest';
import type { Settings } from '../../settings.ts';
import { openStore } from '../../storage/store.ts';
import { openHospital } from '../../testing/hospital.ts';
import { type LiveApp, liveApp } from '../../testing/live-app.ts';
import { outcomes, prepare } from '../../testing/round-steps.ts';
import { openScriptedSite } from '../../testing/scripted-site.ts';

/** A coordinator that can be ended and started again on the same port and file. */
async function enduring(changes: Partial<Settings> = {}) {
  const databasePath = join(await tempDir(), 'kept.db');
  const settings = { databasePath, ...changes };
  const first = await liveApp(settings);
  const again = async (app: LiveApp): Promise<LiveApp> => {
    await app.close();
    return liveApp({ ...settings, port: Number(new URL(app.url).port) });
  };
  return { first, again, databasePath };
}

const openRound = (app: LiveApp, id: string, round: number) =>
  eventually(`round ${round}`, async () => (await app.run(id)).roundList.find((one) => one.round === round));

describe('a restart of the coordinator', () => {
  it('[R11] in the middle of a round loses no work: nobody trains twice, and the run ends as planned', async () => {
    const { first, again } = await enduring();
    const go = createMailbox<true>();
    const quick = await openHospital(first, { name: 'Quick' });
    const trainer = createFakeTrainer(async (fit) => void (fit === 2 && (await go.take('the go'))));
    const slow = await openHospital(first, { name: 'Slow', trainer });
    const { id } = await first.startRun({ rounds: 3 });
    await eventually('the quick site’s update', async () =>
      (await first.run(id)).roundList.some(
        ({ round, sites }) => round === 2 && outcomes(sites).Quick === 'done',
      ),
    );
    const app = await again(first);
    expect((await app.run(id)).status).toBe('fitting');
    go.put(true);
    const run = await app.runOver(id);
    expect(run.status).toBe('completed');
    expect(run.roundList.map(({ round, attempt, sites }) => [round, attempt, outcomes(sites)])).toEqual(
      [1, 2, 3].map((round) => [round, 1, { Quick: 'done', Slow: 'done' }]),
    );
    expect([quick.trainer.fits.length, slow.trainer.fits.length]).toEqual([3, 3]);
    const events = await app.store.events.list({ limit: 1000 });
    expect(events.filter(({ kind }) => kind === 'update-refused')).toEqual([]);
    expect(events.filter(({ kind }) => kind === 'run-recovered')).toHaveLength(1);
    expect(events.filter(({ kind }) => kind === 'round-completed')).toHaveLength(3);
    await slow.until('the model', ({ comparison, problem }) => comparison !== null && problem === null);
  });

  it('[R11] counts an update that was acknowledged although its hospital never comes back', async () => {
    const { first, again } = await enduring();
    const gone = await openScriptedSite(first, { name: 'Gone' });
    const stays = await openScriptedSite(first, { name: 'Stays' });
    const { id } = await first.startRun({ rounds: 1 });
    await prepare(gone, stays);
    const sent = gone.honest(await gone.task('fit', 1));
    expect(await gone.send(sent)).toMatchObject({ ok: true });
    gone.socket.disconnect();
    const app = await again(first);
    const back = await openScriptedSite(app, { name: 'Stays', back: stays });
    expect(await back.do('fit', 1)).toMatchObject({ ok: true });
    back.takePart();
    const run = await app.runOver(id);
    expect(run.status).toBe('completed');
    expect(run.roundList.map(({ attempt, sites }) => [attempt, outcomes(sites)])).toEqual([
      [1, { Gone: 'done', Stays: 'done' }],
    ]);
    expect(run.roundList[0]?.sites.map(({ examples }) => examples)).not.toContain(null);
    const [model] = await app.store.models.list();
    expect(model?.contributions.map(({ name }) => name)).toEqual(['Gone', 'Stays']);
    expect(app.store.updates.read(id, { round: 1, attempt: 1 })).toEqual([]);
  });

  it('[R11] commits a round whose updates had all come in, with nobody there', async () => {
    const { first, again, databasePath } = await enduring();
    const north = await openScriptedSite(first, { name: 'North' });
    const south = await openScriptedSite(first, { name: 'South' });
    const { id } = await first.startRun({ rounds: 1 });
    await prepare(north, south);
    expect(await north.do('fit', 1)).toMatchObject({ ok: true });
    for (const { socket } of [north, south]) socket.disconnect();
    await first.close();
    // As if the second update had been kept, and nothing more.
    const store = await openStore(databasePath);
    const attempt = { round: 1, attempt: 1 };
    const [update] = store.updates.read(id, attempt);
    if (!update) throw new Error('The update was not kept.');
    const log = store.updates.log(id);
    log.keep(attempt, { ...update, siteId: south.id });
    log.close();
    await store.close();
    const app = await again(first);
    const run = await app.runOver(id);
    expect(run).toMatchObject({ status: 'completed', round: 1 });
    expect(outcomes(run.roundList[0]?.sites ?? [])).toEqual({ North: 'done', South: 'done' });
  });

  it('[R11] gives the model that an unbroken run gives, bit for bit, with a strategy that has a memory', async () => {
    const study = tinyStudy({ federation: { strategy: { kind: 'fedAdam' }, rounds: 4, minSites: 2 } });
    const hashes = [];
    for (const broken of [false, true]) {
      const { first, again } = await enduring({ study });
      const go = createMailbox<true>();
      const trainer = createFakeTrainer(
        async (fit) => void (broken && fit > 1 && fit < 4 && (await go.take('go'))),
      );
      await openHospital(first, { name: 'North', trainer });
      await openHospital(first, { name: 'South' });
      const { id } = await first.startRun({ seed: 9 });
      let app = first;
      for (const round of broken ? [2, 3] : []) {
        await openRound(app, id, round);
        app = await again(app);
        go.put(true);
      }
      const run = await app.runOver(id);
      expect(run.roundList.map(({ status }) => status)).toEqual(Array(4).fill('completed'));
      hashes.push((await app.store.models.latest(study.id))?.hash);
    }
    expect(hashes[0]).toMatch(/^[0-9a-f]{64}$/);
    expect(hashes[1]).toBe(hashes[0]);
  });

  it('[R8] leaves a paused run paused, and its sites back at their places', async () => {
    const { first, again } = await enduring();
    const go = createMailbox<true>();
    const trainer = createFakeTrainer(async (fit) => void (fit === 1 && (await go.take('the go'))));
    const hospitals = [
      await openHospital(first, { name: 'North', trainer }),
      await openHospital(first, { name: 'South' }),
    ];
    const { id } = await first.startRun({ rounds: 2 });
    await openRound(first, id, 1);
    expect((await first.ask(`/api/runs/${id}/pause`, { method: 'POST' })).status).toBe(200);
    expect((await first.ask(`/api/runs/${id}/pause`, { method: 'POST' })).status).toBe(409);
    const app = await again(first);
    for (const { until } of hospitals) {
      await until(
        'that it is back',
        ({ connection, run }) => connection === 'online' && run?.status === 'paused',
      );
    }
    go.put(true);
    expect((await app.run(id)).status).toBe('paused');
    expect((await app.ask(`/api/runs/${id}/resume`, { method: 'POST' })).status).toBe(200);
    const run = await app.runOver(id);
    expect(run.roundList.map(({ attempt, sites }) => [attempt, outcomes(sites)])).toEqual(
      [1, 2].map(() => [1, { North: 'done', South: 'done' }]),
    );
    expect(hospitals.map((hospital) => hospital.trainer.fits.length)).toEqual([2, 2]);
    expect((await app.ask(`/api/runs/${id}/resume`, { method: 'POST' })).status).toBe(409);
  });

  it('[R11] goes on without a site that does not come back', async () => {
    const { first, again } = await enduring();
    const sites = [];
    for (const name of ['A', 'B', 'C']) sites.push(await openScriptedSite(first, { name }));
    const [a, b] = sites;
    if (!a || !b) throw new Error('There are no sites.');
    const { id } = await first.startRun({ rounds: 1 });
    await prepare(...sites);
    await a.do('fit', 1);
    const app = await again(first);
    for (const [name, before] of [
      ['A', a],
      ['B', b],
    ] as const)
      (await openScriptedSite(app, { name, back: before })).takePart();
    const run = await app.runOver(id);
    expect(run.status).toBe('completed');
    expect(run.roundList.map(({ attempt, sites }) => [attempt, outcomes(sites)])).toEqual([
      [1, { A: 'done', B: 'done', C: 'lost' }],
    ]);
  });

  it('[P4] welcomes an update again that was counted before, and counts it once', async () => {
    const { first, again } = await enduring();
    const [a, b] = [
      await openScriptedSite(first, { name: 'A' }),
      await openScriptedSite(first, { name: 'B' }),
    ];
    const { id } = await first.startRun({ rounds: 2 });
    await prepare(a, b);
    const told = a.honest(await a.task('fit', 1));
    await Promise.all([a.send(told), b.do('fit', 1)]);
    await openRound(first, id, 2);
    const app = await again(first);
    const back = await openScriptedSite(app, { name: 'A', back: a });
    expect(await back.send(told)).toEqual({ ok: true, value: null });
    back.takePart();
    (await openScriptedSite(app, { name: 'B', back: b })).takePart();
    expect(await app.runOver(id)).toMatchObject({ status: 'completed', round: 2 });
    const events = await app.store.events.list({ limit: 1000 });
    expect(events.filter(({ kind }) => kind === 'update-refused')).toEqual([]);
  });

  it('[R11] takes a run up again in its statistics and in its last measuring', async () => {
    const { first, again } = await enduring();
    const [a, b] = [
      await openScriptedSite(first, { name: 'A' }),
      await openScriptedSite(first, { name: 'B' }),
    ];
    const { id } = await first.startRun({ rounds: 1 });
    await Promise.all([a.do('moments'), b.task('moments')]);
    const second = await again(first);
    const [a2, b2] = [
      await openScriptedSite(second, { name: 'A', back: a }),
      await openScriptedSite(second, { name: 'B', back: b }),
    ];
    await prepare(a2, b2);
    await Promise.all([a2.do('fit', 1), b2.do('fit', 1)]);
    await Promise.all([a2.task('evaluate'), b2.task('evaluate')]);
    const third = await again(second);
    (await openScriptedSite(third, { name: 'A', back: a })).takePart();
    (await openScriptedSite(third, { name: 'B', back: b })).takePart();
    const run = await third.runOver(id);
    expect(run).toMatchObject({ status: 'completed', round: 1, modelVersion: 1 });
    expect(run.finalSites.map(({ name }) => name).sort()).toEqual(['A', 'B']);
  });

  it('[R11] ends a run whose study has changed meanwhile, with the reason, and keeps its rounds', async () => {
    const { first } = await enduring();
    const settings = { databasePath: join(await tempDir(), 'other.db') };
    await first.close();
    const app = await liveApp(settings);
    const [a, b] = [await openScriptedSite(app, { name: 'A' }), await openScriptedSite(app, { name: 'B' })];
    const { id } = await app.startRun({ rounds: 3 });
    await prepare(a, b);
    await Promise.all([a.do('fit', 1), b.do('fit', 1)]);
    await openRound(app, id, 2);
    await app.close();
    const later = await liveApp({ ...settings, study: tinyStudy({ version: 2 }) });
    const run = await later.run(id);
    expect(run).toMatchObject({ status: 'failed', round: 1 });
    expect(run.message).toMatch(/stopped after round 1.*study was changed/);
    expect(run.roundList.map(({ round, status }) => [round, status])).toEqual([
      [1, 'completed'],
      [2, 'failed'],
    ]);
    expect(run.roundList[1]?.sites.map(({ outcome }) => outcome)).toEqual(['lost', 'lost']);
  });
});
