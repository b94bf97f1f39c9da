/** The registry over HTTP, and what connected hospitals hear of it: a real server and real sockets. */
import { unwrap } from '@fedhealth/fl-core/lib';
import {
  modelChangeViewSchema,
  modelComparisonViewSchema,
  modelViewSchema,
  productionSchema,
  siteModelsSchema,
  welcomeSchema,
} from '@fedhealth/fl-core/protocol';
import { createMailbox } from '@fedhealth/testing/patiently';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { createEventBus } from '../events/bus.ts';
import { createRegistry } from '../registry/registry.ts';
import {
  metrics,
  roundCommit,
  smallNetwork,
  smallPipeline,
  smallStudy,
  smallWeights,
} from '../testing/fixtures.ts';
import { type LiveApp, liveApp } from '../testing/live-app.ts';
import { openScriptedSite } from '../testing/scripted-site.ts';

const why = { reason: 'Better AUC', by: 'Ada' };

/** A finished run of the study with one model; its weights are the small ones times `factor`. */
async function publish(app: LiveApp, factor: number, study = smallStudy({ id: app.studyId })) {
  const registry = createRegistry(
    app.store.models,
    createEventBus(app.store.events, pino({ level: 'silent' })),
  );
  const plan = { rounds: 2, minSites: 1, roundTimeoutSeconds: 60 };
  const run = await app.store.runs.create({
    studyId: study.id,
    studyVersion: study.version,
    plan,
    seed: factor,
    status: 'completed',
  });
  for (const round of [1, 2]) await app.store.runs.commitRound(roundCommit(run.id, round));
  return registry.publish({
    run,
    study,
    round: 2,
    network: smallNetwork,
    pipeline: smallPipeline,
    weights: smallWeights.map((weight) => weight * factor),
    metrics: { validation: metrics(0.8), combined: null },
    sites: 2,
  });
}

const post = async (app: LiveApp, path: string, json: unknown = why) => {
  const response = await app.ask(`/api/models/${path}`, { json });
  return { status: response.status, body: await response.json() };
};

describe('/api/models', () => {
  it('[V1] promotes and rolls back with a reason, and keeps the trail', async () => {
    const app = await liveApp();
    for (const factor of [1, 2]) await publish(app, factor);
    const first = await post(app, '1/promote');
    expect(first.status).toBe(200);
    expect(modelViewSchema.strict().parse(first.body)).toMatchObject({ version: 1, stage: 'production' });
    await post(app, '2/promote', { reason: '  Trained longer ', by: 'Grace' });
    expect((await post(app, '2/promote')).body.error.code).toBe('ALREADY_PRODUCTION');
    const back = await post(app, '2/roll-back', { reason: 'Too many false alarms', by: 'Grace' });
    expect(back.body).toMatchObject({ version: 1, stage: 'production' });
    expect((await post(app, '2/roll-back')).body.error.code).toBe('NOT_PRODUCTION');
    const none = await post(app, '1/roll-back');
    expect(none.status).toBe(409);
    expect(none.body.error).toMatchObject({ code: 'NO_FORMER_MODEL' });
    const changes = modelChangeViewSchema
      .strict()
      .array()
      .parse(await (await app.ask(`/api/models/changes?study=${app.studyId}`)).json());
    expect(changes).toMatchObject([
      { action: 'rolledBack', version: 1, former: 2, by: 'Grace', reason: 'Too many false alarms' },
      { action: 'promoted', version: 2, former: 1, by: 'Grace', reason: 'Trained longer' },
      { action: 'promoted', version: 1, former: null, by: 'Ada' },
    ]);
    const events = (await app.store.events.list()).map(({ kind }) => kind);
    expect(events).toEqual(expect.arrayContaining(['model-promoted', 'model-rolled-back']));
  });

  it('[V1] asks for a reason and a name, and changes nothing without', async () => {
    const app = await liveApp();
    await publish(app, 1);
    for (const body of [
      {},
      { reason: 'x', by: 'Ada' },
      { reason: 'Better AUC' },
      { reason: '    ', by: 'Ada' },
    ]) {
      expect((await post(app, '1/promote', body)).status).toBe(400);
    }
    expect((await post(app, '7/promote')).status).toBe(404);
    const stranger = await fetch(`${app.url}/api/models/1/promote`, {
      method: 'POST',
      body: JSON.stringify(why),
    });
    expect(stranger.status).toBe(401);
    expect(await app.store.models.production(app.studyId)).toBeUndefined();
    expect(await app.store.models.changes()).toEqual([]);
  });

  it('[V3] compares two versions: settings, curves, weights', async () => {
    const app = await liveApp();
    const { id, version } = smallStudy({ id: app.studyId, version: 2 });
    const changed = smallStudy({ id, version, training: { learningRate: 0.5 } });
    unwrap(await app.store.studies.save(changed));
    await publish(app, 1);
    await publish(app, 2, changed);
    const compared = modelComparisonViewSchema
      .strict()
      .parse(await (await app.ask('/api/models/compare?a=1&b=2')).json());
    expect(compared.differences).toEqual(
      expect.arrayContaining([
        { setting: 'training.learningRate', a: expect.any(Number), b: 0.5 },
        { setting: 'run.seed', a: 1, b: 2 },
      ]),
    );
    expect(compared.same).toBeGreaterThan(5);
    expect(compared.curves.a).toMatchObject([{ round: 1, validationAuc: 0.8, trainLoss: 0.6 }, { round: 2 }]);
    expect(compared.weights?.relative).toBeCloseTo(1, 6);
    expect(compared.weights?.cosine).toBeCloseTo(1, 6);
    expect(compared.weights?.tensors.map(({ name }) => name)).toContain('dense_1/bias');
    expect(compared.samePreparation).toBe(true);
    expect((await app.ask('/api/models/compare?a=1&b=9')).status).toBe(404);
    expect((await app.ask('/api/models/compare?a=1')).status).toBe(400);
  });

  it('[V3] does not compare models of two studies', async () => {
    const app = await liveApp();
    const other = smallStudy({ id: 'another' });
    unwrap(await app.store.studies.save(other));
    await publish(app, 1);
    await publish(app, 1, other);
    const response = await app.ask('/api/models/compare?a=1&b=2');
    expect(response.status).toBe(409);
    expect((await response.json()).error.code).toBe('MODELS_OF_TWO_STUDIES');
  });
});

describe('[V4] hospitals and the production model', () => {
  it('are told of it at hello, and at once when it changes', async () => {
    const app = await liveApp();
    for (const factor of [1, 2]) await publish(app, factor);
    const north = await openScriptedSite(app, { name: 'North' });
    const told = createMailbox<unknown>();
    north.socket.on('production', told.put);
    const next = async () => productionSchema.strict().parse(await told.take('the production model'));

    await post(app, '1/promote');
    expect(await next()).toMatchObject({ model: { version: 1, stage: 'production' }, former: null });
    await post(app, '2/promote');
    expect(await next()).toMatchObject({ model: { version: 2 }, former: 1, rolledBack: false });
    await post(app, '2/roll-back');
    expect(await next()).toMatchObject({ model: { version: 1 }, former: 2, rolledBack: true });

    const again = await openScriptedSite(app, { name: 'North', back: north });
    const welcome = await again.hello({ kind: 'site', siteId: north.id, secret: north.secret });
    expect(welcomeSchema.parse(welcome.ok && welcome.value).production).toMatchObject({
      model: { version: 1, auc: 0.8 },
      rolledBack: true,
    });
  });

  it('can ask which models there are, of their own study only and without names', async () => {
    const app = await liveApp();
    const other = smallStudy({ id: 'another' });
    unwrap(await app.store.studies.save(other));
    await publish(app, 1);
    await publish(app, 1, other);
    await publish(app, 2);
    const site = await openScriptedSite(app, { name: 'North' });
    const reply = await site.say('models', {});
    const { models } = siteModelsSchema.strict().parse(reply.ok && reply.value);
    expect(models.map(({ version, sites }) => [version, sites])).toEqual([
      [3, 2],
      [1, 2],
    ]);
    expect(JSON.stringify(models)).not.toContain('name');
  });
});
