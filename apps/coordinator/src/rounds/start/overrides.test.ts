import { join } from 'node:path';
import { tempDir } from '@fedhealth/testing/temp-dir';
import { tinyStudy } from '@fedhealth/testing/tiny-study';
import { describe, expect, it } from 'vitest';
import { liveApp } from '../../testing/live-app.ts';
import { prepare } from '../../testing/round-steps.ts';
import { openScriptedSite } from '../../testing/scripted-site.ts';

describe('what is other in one run', () => {
  it('[R20] is what the run goes by, is kept with it, and leaves the study as it is', async () => {
    const app = await liveApp();
    const sites = [];
    for (const name of ['A', 'B', 'C']) sites.push(await openScriptedSite(app, { name }));
    const study = await app.store.studies.get(app.studyId);
    const overrides = { strategy: { kind: 'fedMedian' }, sampleFraction: 0.5, roundTimeoutSeconds: 33 };
    const { id } = await app.startRun({ rounds: 2, overrides });
    for (const site of sites) site.takePart();
    const run = await app.runOver(id);
    expect(run).toMatchObject({
      status: 'completed',
      seed: 1,
      plan: {
        rounds: 2,
        minSites: 2,
        roundTimeoutSeconds: 33,
        overrides: { strategy: { kind: 'fedMedian' }, sampleFraction: 0.5 },
      },
    });
    // Half of three is two: one rests in each round.
    for (const { sites: asked } of run.roundList)
      expect(asked.filter(({ outcome }) => outcome === 'rested')).toHaveLength(1);
    const started = await app.event('the start', ({ kind }) => kind === 'run-started');
    expect(started.message).toContain('Other than the study says: strategy {"kind":"fedMedian"}');
    expect(await app.store.studies.get(app.studyId)).toEqual(study);
  });

  it('[R20] names nothing that the study says as well', async () => {
    const app = await liveApp();
    const { plan } = await app.startRun({ overrides: { strategy: { kind: 'fedAvg' }, sampleFraction: 1 } });
    expect(plan.overrides).toBeUndefined();
  });

  it('[R20] can be to do without what the study says', async () => {
    const rule = { metric: 'auc', patience: 1, minDelta: 0.9 } as const;
    const study = tinyStudy({ federation: { rounds: 4, minSites: 2, earlyStopping: rule } });
    const app = await liveApp({ study });
    for (const name of ['A', 'B']) (await openScriptedSite(app, { name })).takePart();
    // Without validation rows nothing can end early.
    const asStudied = await app.ask('/api/runs', { json: { studyId: study.id } });
    expect((await asStudied.json()).error.code).toBe('NO_VALIDATION_ROWS');
    const { id } = await app.startRun({ overrides: { earlyStopping: null } });
    const run = await app.runOver(id);
    expect(run).toMatchObject({
      status: 'completed',
      round: 4,
      plan: { overrides: { earlyStopping: null } },
    });
  });

  it('[R20] still holds after a restart of the coordinator', async () => {
    const settings = { databasePath: join(await tempDir(), 'kept.db') };
    const app = await liveApp(settings);
    const [a, b] = [await openScriptedSite(app, { name: 'A' }), await openScriptedSite(app, { name: 'B' })];
    const { id } = await app.startRun({
      rounds: 2,
      overrides: { strategy: { kind: 'fedAdam' }, compression: { upload: 'float16', download: 'float16' } },
    });
    await prepare(a, b);
    await Promise.all([a.do('fit', 1), b.do('fit', 1)]);
    await a.task('fit', 2);
    await app.close();
    const again = await liveApp({ ...settings, port: Number(new URL(app.url).port) });
    for (const [name, back] of [
      ['A', a],
      ['B', b],
    ] as const)
      (await openScriptedSite(again, { name, back })).takePart();
    const run = await again.runOver(id);
    expect(run).toMatchObject({ status: 'completed', round: 2 });
    expect(run.plan.overrides?.strategy).toEqual({ kind: 'fedAdam' });
    const state = await again.store.runs.strategyState(id);
    expect(state).not.toBeNull();
  });

  it('[R20] is refused in words when it cannot be, and nothing is started', async () => {
    const app = await liveApp();
    const refused = async (changes: object) => {
      const response = await app.ask('/api/runs', { json: { studyId: app.studyId, ...changes } });
      return [response.status, (await response.json()).error] as const;
    };
    const [krum, why] = await refused({
      minSites: 3,
      overrides: { strategy: { kind: 'krum', byzantine: 1 } },
    });
    expect([krum, why.code]).toEqual([409, 'TOO_FEW_SITES']);
    expect(why.message).toContain('at least 5 hospitals');
    expect((await refused({ overrides: { strategy: { kind: 'magic' } } }))[1].code).toBe('STRATEGY_INVALID');
    const [status, { message }] = await refused({ overrides: { sampleFraction: 2 } });
    expect(status).toBe(400);
    expect(message).toContain('overrides.sampleFraction');
    expect((await refused({ overrides: { colour: 'red' } }))[0]).toBe(400);
    expect(await app.store.runs.list()).toEqual([]);
  });
});
