import { createMailbox, eventually } from '@fedhealth/testing/patiently';
import { openTap } from '@fedhealth/testing/tap';
import { describe, expect, it } from 'vitest';
import { createLiveWith } from '../../sockets/create-live.ts';
import { liveApp, QUICK } from '../../testing/live-app.ts';
import { outcomes, prepare } from '../../testing/round-steps.ts';
import { openScriptedSite } from '../../testing/scripted-site.ts';

describe('a round that does not go as planned', () => {
  it('[R4] with too few answers is retried, and fails with the reason after the last attempt', async () => {
    const app = await liveApp();
    const [a, b] = [await openScriptedSite(app, { name: 'A' }), await openScriptedSite(app, { name: 'B' })];
    const { id } = await app.startRun();
    await prepare(a, b);
    const failure = { kind: 'failed', run: id, round: 1, reason: 'Out of memory.' } as const;
    for (let attempt = 1; attempt <= 3; attempt++) {
      expect(await a.do('fit', 1)).toMatchObject({ ok: true });
      await b.task('fit', 1);
      expect(await b.send({ result: failure, frame: null })).toMatchObject({ ok: true });
    }
    const run = await app.runOver(id);
    expect(run.status).toBe('failed');
    expect(run.message).toMatch(/Round 1 had 1 good answer of the 2 needed\. It was tried 3 times/);
    expect(run.modelVersion).toBeNull();
    expect(run.roundList.map(({ round, attempt, status }) => [round, attempt, status])).toEqual([
      [1, 1, 'failed'],
      [1, 2, 'failed'],
      [1, 3, 'failed'],
    ]);
    for (const { sites } of run.roundList) expect(outcomes(sites)).toEqual({ A: 'done', B: 'failed' });
    const retries = (await app.store.events.list()).filter(({ kind }) => kind === 'round-retried');
    expect(retries).toHaveLength(2);
    await app.event('the failure', ({ kind, level }) => kind === 'run-failed' && level === 'error');
  });

  it('[R4] that recovers at the second attempt completes, and keeps the first as it was', async () => {
    const app = await liveApp();
    const [a, b] = [await openScriptedSite(app, { name: 'A' }), await openScriptedSite(app, { name: 'B' })];
    const { id } = await app.startRun({ rounds: 1 });
    await prepare(a, b);
    const given = await b.task('fit', 1);
    await a.do('fit', 1);
    await b.send({
      result: { kind: 'failed', run: id, round: 1, reason: 'Out of memory.' },
      frame: null,
    });
    a.takePart();
    b.takePart();
    const run = await app.runOver(id);
    expect(given.task.kind).toBe('fit');
    expect(run.status).toBe('completed');
    expect(run.roundList.map(({ attempt, status, sites }) => [attempt, status, outcomes(sites)])).toEqual([
      [1, 'failed', { A: 'done', B: 'failed' }],
      [2, 'completed', { A: 'done', B: 'done' }],
    ]);
    await app.event(
      'B’s own words',
      ({ kind, message }) => kind === 'site-failed' && /B: .*Out of memory/.test(message),
    );
  });

  it('[R7] loses no answer that comes just when the round is tried again', async () => {
    const held = createMailbox<true>();
    const app = await liveApp({}, (deps) => {
      const { runs } = deps.store;
      const commitRound: typeof runs.commitRound = async (commit) => {
        if (commit.status === 'failed') await held.take('the answer in between');
        return runs.commitRound(commit);
      };
      return createLiveWith(QUICK)({ ...deps, store: { ...deps.store, runs: { ...runs, commitRound } } });
    });
    const [a, b] = [await openScriptedSite(app, { name: 'A' }), await openScriptedSite(app, { name: 'B' })];
    const { id } = await app.startRun({ rounds: 1 });
    await prepare(a, b);
    const late = b.honest(await b.task('fit', 1));
    await a.task('fit', 1);
    // The round is given up as soon as A cannot do its part and B has gone.
    const failure = { kind: 'failed', run: id, round: 1, reason: 'No.' } as const;
    await b.send({ result: failure, frame: null });
    await a.send({ result: failure, frame: null });
    expect(await b.send(late)).toMatchObject({ ok: false, error: { code: 'ROUND_CLOSED' } });
    held.put(true);
    a.takePart();
    await b.task('fit', 1);
    expect(await b.send(late)).toEqual({ ok: true, value: null });
    b.takePart();
    const { status, roundList } = await app.runOver(id);
    expect(status).toBe('completed');
    expect(roundList.map(({ attempt, sites }) => [attempt, outcomes(sites)])).toEqual([
      [1, { A: 'failed', B: 'failed' }],
      [2, { A: 'done', B: 'done' }],
    ]);
    expect(roundList[1]?.sites.map(({ bytes }) => bytes)).toEqual([late.frame?.length, late.frame?.length]);
  });

  it('[R10] gives the same model bit for bit, whoever answers first and whoever has gone since', async () => {
    const hashes = [];
    for (const goes of [false, true]) {
      const app = await liveApp();
      const names = goes ? ['Zebra', 'B', 'C'] : ['C', 'B', 'Zebra'];
      const sites = [];
      for (const name of names) sites.push(await openScriptedSite(app, { name }));
      const { id } = await app.startRun({ rounds: 1, seed: 5 });
      await prepare(...sites);
      for (const site of sites) {
        await site.do('fit', 1);
        if (goes && site.name === 'Zebra') {
          site.socket.disconnect();
          await app.event('that it is lost', ({ kind }) => kind === 'site-lost');
        }
      }
      for (const site of sites.filter(({ socket }) => socket.connected)) site.takePart();
      expect(await app.runOver(id)).toMatchObject({ status: 'completed' });
      hashes.push((await app.store.models.latest(app.studyId))?.hash);
    }
    expect(hashes[0]).toMatch(/^[0-9a-f]{64}$/);
    expect(hashes[1]).toBe(hashes[0]);
  });

  it('[R5] gives a site that comes back within the round its task again', async () => {
    const app = await liveApp();
    const a = await openScriptedSite(app, { name: 'A' });
    const tap = await openTap(app.url);
    const gone = await openScriptedSite(app, { name: 'B', url: tap.url });
    const { id } = await app.startRun({ rounds: 1 });
    await prepare(a, gone);
    const before = await gone.task('fit', 1);
    tap.cut();
    await app.event('that B is lost', ({ kind }) => kind === 'site-lost');
    const back = await openScriptedSite(app, { name: 'B', back: gone });
    const again = await back.task('fit', 1);
    expect(again).toEqual(before);
    a.takePart();
    expect(await back.send(back.honest(again))).toEqual({ ok: true, value: null });
    back.takePart();
    const run = await app.runOver(id);
    expect(run.status).toBe('completed');
    expect(run.roundList.map(({ attempt, sites }) => [attempt, outcomes(sites)])).toEqual([
      [1, { A: 'done', B: 'done' }],
    ]);
  });

  it('[R5] takes a site that comes back later into the next round', async () => {
    const app = await liveApp();
    const [a, b] = [await openScriptedSite(app, { name: 'A' }), await openScriptedSite(app, { name: 'B' })];
    const tap = await openTap(app.url);
    const gone = await openScriptedSite(app, { name: 'C', url: tap.url });
    const { id } = await app.startRun({ rounds: 3 });
    await prepare(a, b, gone);
    tap.cut();
    await app.event('that C is lost', ({ kind }) => kind === 'site-lost');
    await Promise.all([a.do('fit', 1), b.do('fit', 1)]);
    const held = await a.task('fit', 2);
    const back = await openScriptedSite(app, { name: 'C', back: gone });
    expect(back.untaken()).toEqual([]);
    await Promise.all([a.send(a.honest(held)), b.do('fit', 2)]);
    for (const site of [a, b, back]) site.takePart();
    const run = await app.runOver(id);
    expect(run.status).toBe('completed');
    expect(run.roundList.map(({ sites }) => sites.map(({ name }) => name).sort())).toEqual([
      ['A', 'B', 'C'],
      ['A', 'B'],
      ['A', 'B', 'C'],
    ]);
  });

  it('[R5] is not confused by a site that said it was ready and left in one breath', async () => {
    const app = await liveApp();
    const [a, b] = [await openScriptedSite(app, { name: 'A' }), await openScriptedSite(app, { name: 'B' })];
    const fickle = await openScriptedSite(app, { name: 'Fickle' });
    await fickle.say('leave', {});
    await fickle.hello({ kind: 'site', siteId: fickle.id, secret: fickle.secret });
    a.takePart();
    b.takePart();
    const { id } = await app.startRun({ rounds: 3, roundTimeoutSeconds: 30 });
    await eventually('the first round', async () => (await app.run(id)).round >= 1);
    await Promise.all([fickle.ready(), fickle.say('leave', {})]);
    const began = performance.now();
    const run = await app.runOver(id);
    expect(run.status).toBe('completed');
    expect(performance.now() - began).toBeLessThan(10_000);
  });
});
