import { createFakeTrainer } from '@fedhealth/testing/fake-trainer';
import { createMailbox } from '@fedhealth/testing/patiently';
import { openTap } from '@fedhealth/testing/tap';
import { describe, expect, it } from 'vitest';
import type { RunControl } from '../../ports.ts';
import { createLiveWith } from '../../sockets/create-live.ts';
import { openHospital } from '../../testing/hospital.ts';
import { liveApp, QUICK } from '../../testing/live-app.ts';
import { outcomes, prepare } from '../../testing/round-steps.ts';
import { openScriptedSite } from '../../testing/scripted-site.ts';

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

  it('[R2] waits until enough hospitals are ready, then begins by itself', async () => {
    const app = await liveApp();
    const a = await openScriptedSite(app, { name: 'A' });
    a.takePart();
    const { id, status } = await app.startRun({ rounds: 1 });
    expect(status).toBe('recruiting');
    expect(await app.run(id)).toMatchObject({ status: 'recruiting', sites: 0 });
    const b = await openScriptedSite(app, { name: 'B' });
    b.takePart();
    expect(await app.runOver(id)).toMatchObject({ status: 'completed', sites: 2 });
    expect(a.untaken()).toEqual([]);
  });

  it('[R1] that an administrator stops ends the training everywhere and leaves no model', async () => {
    const app = await liveApp();
    const training = createMailbox<true>();
    let endless = true;
    const open = (name: string) =>
      openHospital(app, {
        name,
        trainer: createFakeTrainer(() => {
          training.put(true);
          return endless ? new Promise(() => undefined) : undefined;
        }),
      });
    const hospitals = [await open('A'), await open('B')];
    const { id } = await app.startRun();
    await training.take('one training');
    await training.take('the other');
    const stopped = await app.ask(`/api/runs/${id}/stop`, { method: 'POST' });
    expect(stopped.status).toBe(200);
    const cancelled = await app.run(id);
    expect(cancelled).toMatchObject({ status: 'cancelled', modelVersion: null });
    expect(cancelled.roundList.map(({ status, sites }) => [status, outcomes(sites)])).toEqual([
      ['failed', { A: 'late', B: 'late' }],
    ]);
    for (const { until } of hospitals) {
      const { problem } = await until(
        'rest',
        ({ run, activity }) => run?.status === 'cancelled' && activity.kind === 'idle',
      );
      expect(problem).toBeNull();
    }
    expect((await app.ask(`/api/runs/${id}/stop`, { method: 'POST' })).status).toBe(409);
    endless = false;
    expect(await app.runOver((await app.startRun()).id)).toMatchObject({ status: 'completed' });
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
    const { id } = await app.startRun({ rounds: 1, roundTimeoutSeconds: 1.5 });
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
});
