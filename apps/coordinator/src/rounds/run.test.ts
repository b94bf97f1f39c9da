import { describe, expect, it } from 'vitest';
import type { RunControl } from '../ports.ts';
import { createLiveWith } from '../sockets/create-live.ts';
import { openHospital } from '../testing/hospital.ts';
import { liveApp, QUICK } from '../testing/live-app.ts';
import { eventually } from '../testing/patiently.ts';
import { openScriptedSite, type ScriptedSite } from '../testing/scripted-site.ts';
import { openTap } from '../testing/tap.ts';
import { testSettings } from '../testing/test-app.ts';
import { tinyStudy } from '../testing/tiny-study.ts';

/** Answers the statistics tasks, so that round 1 is next. */
async function prepare(...sites: readonly ScriptedSite[]): Promise<void> {
  await Promise.all(sites.map((site) => site.do('moments')));
  await Promise.all(sites.map((site) => site.do('histograms')));
}

const outcomes = (sites: readonly { name: string; outcome: string }[]) =>
  Object.fromEntries(sites.map(({ name, outcome }) => [name, outcome]));

describe('a run', () => {
  it('[R1] completes, and every site and the store have the same model version', async () => {
    const app = await liveApp();
    const hospitals = [
      await openHospital(app, { name: 'North' }),
      await openHospital(app, { name: 'South' }),
      await openHospital(app, { name: 'West' }),
    ];
    const { id } = await app.startRun({ rounds: 3 });
    const run = await app.runOver(id);
    expect(run).toMatchObject({ status: 'completed', round: 3, sites: 3, modelVersion: 1, message: null });
    expect(run.roundList.map(({ round, status, sites }) => [round, status, sites.length])).toEqual([
      [1, 'completed', 3],
      [2, 'completed', 3],
      [3, 'completed', 3],
    ]);
    expect(run.finalSites.map(({ name }) => name).sort()).toEqual(['North', 'South', 'West']);
    for (const { until } of hospitals) {
      const { comparison, history, run: seen } = await until('the model', (now) => now.comparison !== null);
      expect([comparison?.modelVersion, seen?.modelVersion, seen?.status]).toEqual([1, 1, 'completed']);
      expect(history.map(({ round }) => round)).toEqual([0, 1, 2, 3]);
    }
    expect((await app.store.models.latest(app.studyId))?.version).toBe(1);
  });

  it('[R1] of one study is never started twice, however close together', async () => {
    let control: RunControl | undefined;
    const app = await liveApp({}, async (deps) => {
      const live = await createLiveWith(QUICK)(deps);
      control = live.runControl;
      return live;
    });
    const request = { studyId: app.studyId };
    const started = await Promise.all([control?.start(request), control?.start(request)]);
    expect(started.map((one) => one?.ok)).toEqual([true, false]);
    expect(started[1]).toMatchObject({ error: { code: 'RUN_ACTIVE' } });
    expect(await app.store.runs.list()).toHaveLength(1);
  });

  it('[R1] whose model cannot be kept fails with the reason, and leaves the way free for the next', async () => {
    let broken = true;
    const app = await liveApp({}, (deps) =>
      createLiveWith(QUICK)({
        ...deps,
        registry: {
          ...deps.registry,
          publish: (model) =>
            broken ? Promise.reject(new Error('The disk is full.')) : deps.registry.publish(model),
        },
      }),
    );
    const hospitals = [await openHospital(app, { name: 'A' }), await openHospital(app, { name: 'B' })];
    const first = await app.runOver((await app.startRun({ rounds: 1 })).id);
    expect(first).toMatchObject({ status: 'failed', modelVersion: null });
    expect(first.message).toMatch(/The disk is full/);
    for (const { until } of hospitals) await until('the failure', ({ run }) => run?.status === 'failed');
    broken = false;
    const second = await app.runOver((await app.startRun({ rounds: 1 })).id);
    expect(second).toMatchObject({ status: 'completed', modelVersion: 1 });
  });

  it('[R1] that a restart finds unfinished says so, and the next run goes as usual', async () => {
    const settings = await testSettings({ study: tinyStudy() });
    const first = await liveApp(settings);
    const a = await openScriptedSite(first, { name: 'A' });
    const b = await openScriptedSite(first, { name: 'B' });
    const { id } = await first.startRun({ rounds: 3 });
    await prepare(a, b);
    await Promise.all([a.do('fit', 1), b.do('fit', 1)]);
    await a.task('fit', 2);
    await first.close();
    const app = await liveApp(settings);
    expect(await app.run(id)).toMatchObject({ status: 'failed', round: 1 });
    expect((await app.run(id)).message).toMatch(/stopped after round 1/);
    for (const known of [a, b]) (await openScriptedSite(app, { name: known.name, back: known })).takePart();
    expect(await app.runOver((await app.startRun()).id)).toMatchObject({ status: 'completed', number: 2 });
  });

  it('[R3] does not hang on a site that vanishes: the others go on once it is given up', async () => {
    const app = await liveApp();
    const [a, b] = [await openScriptedSite(app, { name: 'A' }), await openScriptedSite(app, { name: 'B' })];
    const tap = await openTap(app.url);
    const c = await openScriptedSite(app, { name: 'C', url: tap.url });
    const { id } = await app.startRun({ rounds: 2 });
    await prepare(a, b, c);
    await c.task('fit', 1);
    tap.cut();
    a.takePart();
    b.takePart();
    const run = await app.runOver(id);
    expect(run.status).toBe('completed');
    expect(run.roundList.map(({ sites }) => outcomes(sites))).toEqual([
      { A: 'done', B: 'done', C: 'lost' },
      { A: 'done', B: 'done' },
    ]);
    await app.event(
      'that C is lost',
      ({ kind, message }) => kind === 'site-lost' && message.startsWith('C '),
    );
  });

  it('[R3] goes on at the deadline without a site that stays silent', async () => {
    const app = await liveApp();
    const [a, b] = [await openScriptedSite(app, { name: 'A' }), await openScriptedSite(app, { name: 'B' })];
    const silent = await openScriptedSite(app, { name: 'Silent' });
    const { id } = await app.startRun({ rounds: 1, roundTimeoutSeconds: 0.8 });
    await prepare(a, b, silent);
    a.takePart();
    b.takePart();
    await silent.task('fit', 1);
    const run = await app.runOver(id);
    expect(run.status).toBe('completed');
    expect(run.roundList.map(({ sites }) => outcomes(sites))).toEqual([
      { A: 'done', B: 'done', Silent: 'late' },
    ]);
  });

  it('[R4] with too few answers is retried, and fails with the reason after the last attempt', async () => {
    const app = await liveApp();
    const [a, b] = [await openScriptedSite(app, { name: 'A' }), await openScriptedSite(app, { name: 'B' })];
    const { id } = await app.startRun({ roundTimeoutSeconds: 0.5 });
    await prepare(a, b);
    a.takePart();
    const run = await app.runOver(id);
    expect(run.status).toBe('failed');
    expect(run.message).toMatch(/Round 1 had 1 good answer of the 2 needed\. It was tried 3 times/);
    expect(run.modelVersion).toBeNull();
    expect(run.roundList.slice(0, 2)).toMatchObject([
      { round: 1, attempt: 1, status: 'failed' },
      { round: 1, attempt: 2, status: 'failed' },
    ]);
    for (const { sites } of run.roundList.slice(0, 2))
      expect(outcomes(sites)).toEqual({ A: 'done', B: 'late' });
    expect((await app.store.events.list()).filter(({ kind }) => kind === 'round-retried')).toHaveLength(2);
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
