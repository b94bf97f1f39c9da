import { apiErrorSchema, savedStudyViewSchema, studyDetailViewSchema } from '@fedhealth/fl-core/protocol';
import { healthRiskStudy } from '@fedhealth/fl-core/study';
import { describe, expect, it } from 'vitest';
import { smallStudy } from '../testing/fixtures.ts';
import { type TestApp, testApp } from '../testing/test-app.ts';

const small = { id: 'small', label: { column: 'risk' }, features: [{ name: 'age' }] };

async function save(app: TestApp, json: object) {
  const response = await app.ask('/api/studies', { json });
  const body: unknown = await response.json();
  return response.ok
    ? { status: response.status, saved: savedStudyViewSchema.strict().parse(body), error: null }
    : { status: response.status, saved: null, error: apiErrorSchema.strict().parse(body).error };
}

const run = (app: TestApp, studyId: string, studyVersion: number) =>
  app.store.runs.create({
    studyId,
    studyVersion,
    plan: { rounds: 1, minSites: 1, roundTimeoutSeconds: 60 },
    seed: 1,
  });

describe('/api/studies', () => {
  it('keeps a new study with every default filled in, and gives it again', async () => {
    const app = await testApp();
    const { status, saved } = await save(app, small);
    expect(status).toBe(201);
    expect(saved).toMatchObject({
      outcome: 'added',
      study: { id: 'small', version: 1, title: 'small', model: { hidden: [64, 32] } },
      versions: [{ version: 1, runs: 0, locked: null }],
    });
    const shown = studyDetailViewSchema.strict().parse(await (await app.ask('/api/studies/small')).json());
    expect(shown).toEqual({ study: saved?.study, sites: 0, runs: 0, versions: saved?.versions });
    expect(await (await app.ask('/api/studies')).json()).toHaveLength(2);
    expect((await app.ask('/api/invites', { json: { studyId: 'small' } })).status).toBe(201);
  });

  it('answers 404 for a study or a version that is not there', async () => {
    const app = await testApp();
    for (const path of ['nothing', 'health-risk?version=9', 'nothing?version=1'])
      expect((await app.ask(`/api/studies/${path}`)).status, path).toBe(404);
    expect((await app.ask('/api/studies/health-risk?version=x')).status).toBe(400);
    expect((await app.ask('/api/studies/health-risk?version=1')).status).toBe(200);
  });

  it('names each place that does not fit', async () => {
    const app = await testApp();
    const { status, error } = await save(app, {
      ...small,
      features: [{ name: '' }],
      split: { kind: 'seeded', testShare: 3 },
    });
    expect([status, error?.code]).toEqual([400, 'STUDY_INVALID']);
    expect(error?.places).toEqual([
      { path: 'features.0.name', message: 'Fill this in.' },
      { path: 'split.testShare', message: 'Give less than 1.' },
    ]);
    expect(error?.message).toContain('features.0.name: Fill this in.');
    const strategy = await save(app, { ...small, federation: { strategy: 'guess' } });
    expect(strategy.error?.places?.map(({ path }) => path)).toEqual(['federation.strategy']);
    expect(await app.store.studies.get('small')).toBeUndefined();
  });

  it('[S4] changes a version until a run has used it, then proposes the next', async () => {
    const app = await testApp();
    await save(app, small);
    expect((await save(app, { ...small, title: 'Better' })).saved?.outcome).toBe('changed');
    expect((await save(app, { ...small, title: 'Better' })).saved?.outcome).toBe('unchanged');
    const { id } = await run(app, 'small', 1);
    await app.store.runs.patch(id, { status: 'completed' });
    expect((await save(app, { ...small, title: 'Better' })).saved?.versions[0]?.locked).toBe('run');
    const refused = await save(app, { ...small, title: 'Worse' });
    expect(refused).toMatchObject({ status: 409, error: { code: 'STUDY_IN_USE', nextVersion: 2 } });
    expect((await save(app, { ...small, title: 'Worse', version: 2 })).status).toBe(201);
    const old = await save(app, { ...small, title: 'Worst' });
    expect(old).toMatchObject({ status: 409, error: { code: 'STUDY_OLD_VERSION', nextVersion: 3 } });
    expect((await app.store.studies.get('small', 1))?.title).toBe('Better');
  });

  it('[S4] never changes the version it was started with, so that a restart finds what it left', async () => {
    const app = await testApp();
    const changed = { ...healthRiskStudy, title: 'Other' };
    expect(await save(app, changed)).toMatchObject({
      status: 409,
      error: { code: 'STUDY_IN_USE', nextVersion: 2, message: expect.stringContaining('started with') },
    });
    expect((await save(app, healthRiskStudy)).saved?.outcome).toBe('unchanged');
    const { saved } = await save(app, { ...changed, version: 2 });
    expect(saved?.versions.map(({ version, locked }) => [version, locked])).toEqual([
      [2, null],
      [1, 'settings'],
    ]);
  });

  it('takes a study of thousands of features, and refuses what is larger still', async () => {
    const app = await testApp();
    const features = Array.from({ length: 5000 }, (_, i) => ({ name: `feature ${i}`, range: [0, 1000] }));
    expect((await save(app, { ...small, features })).status).toBe(201);
    expect((await save(app, { ...small, description: 'x'.repeat(5_000_000) })).status).toBe(413);
  });

  it('is for administrators only', async () => {
    const app = await testApp();
    const body = JSON.stringify(smallStudy());
    const headers = { 'Content-Type': 'application/json' };
    expect((await fetch(`${app.url}/api/studies`, { method: 'POST', body, headers })).status).toBe(401);
    expect((await fetch(`${app.url}/api/studies/health-risk`)).status).toBe(401);
  });
});
