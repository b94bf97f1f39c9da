import { unwrap } from '@fedhealth/fl-core/lib';
import { decodeArtifact, type Model } from '@fedhealth/fl-core/model';
import { decodeFrame } from '@fedhealth/fl-core/weights';
import { tempDir } from '@fedhealth/testing/temp-dir';
import { tinyStudy } from '@fedhealth/testing/tiny-study';
import { describe, expect, it } from 'vitest';
import { type LiveApp, liveApp } from '../../testing/live-app.ts';
import { type Delivery, openScriptedSite } from '../../testing/scripted-site.ts';

const modelOf = async (app: LiveApp, version: number): Promise<Model> =>
  unwrap(decodeArtifact(await (await app.ask(`/api/models/${version}/artifact`)).json()));
const weightsIn = ({ frame }: Delivery, { network }: Model) => unwrap(decodeFrame(frame, network));
const start = async (app: LiveApp, plan: object) => {
  const response = await app.ask('/api/runs', {
    json: { studyId: app.studyId, seed: 2, rounds: 1, ...plan },
  });
  return {
    status: response.status,
    body: (await response.json()) as { error: { code: string; message: string } },
  };
};

/** Two hospitals and the model of their first run. */
async function afterOneRun(settings = {}) {
  const app = await liveApp(settings);
  const sites = [await openScriptedSite(app, { name: 'A' }), await openScriptedSite(app, { name: 'B' })];
  const { id } = await app.startRun({ rounds: 1 });
  for (const kind of ['moments', 'histograms', 'fit', 'evaluate'] as const)
    await Promise.all(sites.map((site) => site.do(kind)));
  await app.runOver(id);
  return { app, sites, first: await modelOf(app, 1) };
}

describe('a run that trains on from a model version', () => {
  it('[R22] begins with its weights and its preprocessing, and says so in its lineage', async () => {
    const { app, sites, first } = await afterOneRun();
    const { id, plan } = await app.startRun({ rounds: 1, startFrom: 1, seed: 77 });
    expect(plan.startFrom).toBe(1);
    for (const kind of ['moments', 'histograms'] as const)
      await Promise.all(sites.map((site) => site.do(kind)));
    const deliveries = await Promise.all(sites.map((site) => site.task('fit')));
    for (const delivery of deliveries) {
      expect(weightsIn(delivery, first)).toEqual(first.weights);
      expect(delivery.task).toMatchObject({ pipeline: first.pipeline });
    }
    await Promise.all(sites.map((site, index) => site.send(site.honest(deliveries[index] as Delivery))));
    for (const site of sites) site.takePart();
    await app.runOver(id);
    const second = await app.store.models.get(2);
    expect(second?.parent).toEqual({ version: 1, relation: 'startedFrom' });
    expect((await modelOf(app, 2)).lineage.parent).toBe(1);
  });

  it('[R11] [R22] begins there after a restart of the coordinator too', async () => {
    const settings = { databasePath: `${await tempDir()}/kept.db` };
    const { app: before, sites, first } = await afterOneRun(settings);
    const { id } = await before.startRun({ rounds: 1, startFrom: 1 });
    for (const kind of ['moments', 'histograms'] as const)
      await Promise.all(sites.map((site) => site.do(kind)));
    await Promise.all(sites.map((site) => site.task('fit')));
    await before.close();
    const app = await liveApp({ ...settings, port: Number(new URL(before.url).port) });
    const back = [];
    for (const site of sites) back.push(await openScriptedSite(app, { name: site.name, back: site }));
    const again = await Promise.all(back.map((site) => site.task('fit')));
    for (const delivery of again) expect(weightsIn(delivery, first)).toEqual(first.weights);
    await Promise.all(back.map((site, index) => site.send(site.honest(again[index] as Delivery))));
    for (const site of back) site.takePart();
    expect((await app.runOver(id)).status).toBe('completed');
  });

  it('[R22] is refused with the reason when there is no such model, or it is of another shape', async () => {
    const { app } = await afterOneRun();
    expect(await start(app, { startFrom: 9 })).toMatchObject({
      status: 404,
      body: { error: { code: 'MODEL_UNKNOWN', message: 'The study has no model version 9.' } },
    });
    const study = tinyStudy();
    const saved = await app.ask('/api/studies', {
      json: { ...study, version: study.version + 1, model: { ...study.model, hidden: [9, 9] } },
    });
    expect(saved.status).toBe(201);
    expect(await start(app, { startFrom: 1 })).toMatchObject({
      status: 409,
      body: { error: { code: 'MODEL_UNFIT', message: expect.stringContaining('network is another') } },
    });
  });
});
