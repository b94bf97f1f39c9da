import { fail, ok } from '@fedhealth/fl-core/lib';
import { runDetailViewSchema, runSummaryViewSchema, type StartRun } from '@fedhealth/fl-core/protocol';
import { describe, expect, it } from 'vitest';
import type { CreateLive } from '../live.ts';
import { planRun } from '../plan.ts';
import { metrics, roundCommit, roundSite } from '../testing/fixtures.ts';
import { type TestApp, testApp } from '../testing/test-app.ts';

/** Runs that start and stop in the store alone. */
const stored: CreateLive = ({ store, settings }) =>
  Promise.resolve({
    runControl: {
      async start(request: StartRun) {
        const study = settings.study;
        if (request.studyId !== study.id) return fail({ code: 'STUDY_UNKNOWN', message: 'No such study.' });
        if ((await store.runs.unfinished()).length > 0)
          return fail({ code: 'RUN_UNDER_WAY', message: 'Wait for it.' });
        return ok(
          await store.runs.create({
            studyId: study.id,
            studyVersion: 1,
            plan: planRun(study, request),
            seed: 1,
          }),
        );
      },
      async stop(id: string) {
        const run = await store.runs.get(id);
        if (run?.status === 'cancelled') return fail({ code: 'RUN_OVER', message: 'It is over.' });
        await store.runs.patch(id, { status: 'cancelled' });
        return ok(undefined);
      },
      pause: () => Promise.resolve(fail({ code: 'RUN_PAUSED', message: 'It is paused.' })),
      resume: () => Promise.resolve(fail({ code: 'RUN_NOT_PAUSED', message: 'It is not paused.' })),
      runOf: () => null,
      heldUp: () => null,
      saveStudy: store.studies.save,
    },
    presence: {
      get: () => ({ connected: true, ready: true, activity: 'training round 3', percent: 40 }),
      confirmRows: () => undefined,
    },
    attach: () => undefined,
    close: () => Promise.resolve(),
  });

const start = async (app: TestApp, json: object = { studyId: 'health-risk' }) => {
  const response = await app.ask('/api/runs', { json });
  expect(response.status).toBe(201);
  return runDetailViewSchema.parse(await response.json());
};

describe('/api/runs', () => {
  it('starts a run with the study’s plan and what was changed in it', async () => {
    const app = await testApp({}, stored);
    const run = await start(app, { studyId: 'health-risk', rounds: 3 });
    expect(run).toMatchObject({
      number: 1,
      plan: { rounds: 3, minSites: 2, roundTimeoutSeconds: 120 },
      roundList: [],
      finalSites: [],
      finalCombined: null,
    });
  });

  it('shows its rounds with the names of the sites, and its figures', async () => {
    const app = await testApp({}, stored);
    const { id } = await start(app);
    const site = await app.store.sites.create({
      name: 'Clinic',
      studyId: 'health-risk',
      inviteId: null,
      secretHash: 'x',
    });
    await app.store.runs.commitRound(
      roundCommit(id, 1, { sites: [roundSite(site.id)], runPatch: { recruited: [site.id], round: 1 } }),
    );
    await app.store.runs.saveFinalSites(id, [{ siteId: site.id, metrics: metrics(0.9) }]);
    const response = await app.ask(`/api/runs/${id}`);
    const body = await response.json();
    expect(runDetailViewSchema.strict().parse(body)).toMatchObject({
      sites: 1,
      round: 1,
      auc: 0.8,
      roundList: [
        {
          round: 1,
          seconds: 2.5,
          timing: { fit: 2, aggregate: 0.25, evaluate: null },
          sites: [{ siteId: site.id, name: 'Clinic', outcome: 'done', bytes: 10_528 }],
        },
      ],
      finalSites: [{ siteId: site.id, name: 'Clinic', metrics: metrics(0.9) }],
    });
    expect(body.roundList[0]).not.toHaveProperty('weights');
    const list = runSummaryViewSchema
      .strict()
      .array()
      .parse(await (await app.ask('/api/runs')).json());
    expect(list).toMatchObject([{ id, auc: 0.8, modelVersion: null }]);
  });

  it('stops a run', async () => {
    const app = await testApp({}, stored);
    const { id } = await start(app);
    const stopped = await app.ask(`/api/runs/${id}/stop`, { method: 'POST' });
    expect(stopped.status).toBe(200);
    expect(runDetailViewSchema.parse(await stopped.json()).status).toBe('cancelled');
    const again = await app.ask(`/api/runs/${id}/stop`, { method: 'POST' });
    expect(again.status).toBe(409);
    expect(await again.json()).toEqual({ error: { code: 'RUN_OVER', message: 'It is over.' } });
  });

  it('answers what cannot be with the right status', async () => {
    const app = await testApp({}, stored);
    expect((await app.ask('/api/runs/none')).status).toBe(404);
    expect((await app.ask('/api/runs/none/stop', { method: 'POST' })).status).toBe(404);
    expect((await app.ask('/api/runs', { json: { studyId: 'none' } })).status).toBe(404);
    expect((await app.ask('/api/runs', { json: { studyId: 'health-risk', rounds: 0 } })).status).toBe(400);
    expect((await app.ask('/api/runs', { json: { studyId: 'health-risk', rounds: 1.5 } })).status).toBe(400);
    await start(app);
    expect((await app.ask('/api/runs', { json: { studyId: 'health-risk' } })).status).toBe(409);
  });

  it('starts nothing without an administrator', async () => {
    const app = await testApp({}, stored);
    const response = await fetch(`${app.url}/api/runs`, {
      method: 'POST',
      body: '{"studyId":"health-risk"}',
    });
    expect(response.status).toBe(401);
    expect(await app.store.runs.list()).toEqual([]);
  });

  it('lists sites with how they stand at this moment', async () => {
    const app = await testApp({}, stored);
    await app.store.sites.create({
      name: 'Clinic',
      studyId: 'health-risk',
      inviteId: null,
      secretHash: 'hidden',
    });
    const text = await (await app.ask('/api/sites')).text();
    expect(text).not.toContain('hidden');
    expect(JSON.parse(text)).toMatchObject([
      { name: 'Clinic', connected: true, ready: true, activity: 'training round 3' },
    ]);
  });
});
