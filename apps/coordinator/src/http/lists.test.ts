import {
  eventViewSchema,
  modelViewSchema,
  siteViewSchema,
  studyViewSchema,
} from '@fedhealth/fl-core/protocol';
import { healthRiskStudy } from '@fedhealth/fl-core/study';
import { describe, expect, it } from 'vitest';
import { metrics } from '../testing/fixtures.ts';
import { testApp } from '../testing/test-app.ts';

describe('lists', () => {
  it('/api/studies has the study of the settings', async () => {
    const app = await testApp();
    const studies = studyViewSchema.array().parse(await (await app.ask('/api/studies')).json());
    expect(studies).toEqual([{ study: healthRiskStudy, sites: 0, runs: 0 }]);
  });

  it('/api/sites shows a site that nothing is known of as offline', async () => {
    const app = await testApp();
    await app.store.sites.create({ name: 'Clinic', studyId: 'health-risk', inviteId: null, secretHash: 'x' });
    const sites = siteViewSchema
      .strict()
      .array()
      .parse(await (await app.ask('/api/sites')).json());
    expect(sites).toMatchObject([
      { name: 'Clinic', connected: false, ready: false, activity: 'offline', engine: null },
    ]);
  });

  it('/api/events gives the newest first, as many and of which run as asked', async () => {
    const app = await testApp();
    for (const runId of ['a', 'b', 'a']) {
      await app.store.events.append({ level: 'info', kind: 'k', message: 'm', runId });
    }
    const events = async (query: string) =>
      eventViewSchema.array().parse(await (await app.ask(`/api/events${query}`)).json());
    expect((await events('')).map(({ id }) => id)).toEqual([3, 2, 1]);
    expect((await events('?run=a')).map(({ id }) => id)).toEqual([3, 1]);
    expect((await events('?run=a&limit=1')).map(({ id }) => id)).toEqual([3]);
    for (const query of ['?limit=0', '?limit=many', '?limit=1&limit=2', '?run=']) {
      expect((await app.ask(`/api/events${query}`)).status, query).toBe(400);
    }
  });

  it('/api/models gives models, and each as a file', async () => {
    const app = await testApp();
    const plan = { rounds: 1, minSites: 1, roundTimeoutSeconds: 1 };
    const run = await app.store.runs.create({ studyId: 'health-risk', studyVersion: 1, plan, seed: 1 });
    await app.store.models.create({
      studyId: 'health-risk',
      studyVersion: 1,
      runId: run.id,
      round: 1,
      parameters: 2625,
      metrics: { validation: metrics(0.8), combined: null },
      hash: 'abc',
      artifact: '{"format":"fedhealth-model"}',
    });
    const models = modelViewSchema
      .strict()
      .array()
      .parse(await (await app.ask('/api/models')).json());
    expect(models).toMatchObject([{ version: 1, runNumber: 1, parameters: 2625 }]);
    const file = await app.ask('/api/models/1/artifact');
    expect(file.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(file.headers.get('content-disposition')).toBe(
      'attachment; filename=fedhealth-health-risk-model-v1.json',
    );
    expect(await file.text()).toBe('{"format":"fedhealth-model"}');
    expect((await app.ask('/api/models/2/artifact')).status).toBe(404);
    expect((await app.ask('/api/models/one/artifact')).status).toBe(400);
  });
});
