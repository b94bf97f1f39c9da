/** Runs that end before their last round, and rounds that end before their last answer, with real sockets. */
import { unwrap } from '@fedhealth/fl-core/lib';
import { decodeArtifact } from '@fedhealth/fl-core/model';
import { createFakeTrainer } from '@fedhealth/testing/fake-trainer';
import { tinyCsv, tinyStudy } from '@fedhealth/testing/tiny-study';
import { describe, expect, it } from 'vitest';
import { openHospital } from '../../testing/hospital.ts';
import { liveApp } from '../../testing/live-app.ts';
import { prepare } from '../../testing/round-steps.ts';
import { openScriptedSite, type ScriptedSite } from '../../testing/scripted-site.ts';

const federation = { rounds: 6, minSites: 2, roundTimeoutSeconds: 20 };

describe('early stopping', () => {
  const study = tinyStudy({
    federation: { ...federation, earlyStopping: { metric: 'logLoss', patience: 2, minDelta: 0 } },
  });

  it('[R17] ends a run that no longer improves, with the best round’s model and the reason', async () => {
    const app = await liveApp({ study, validationPath: await tinyCsv(200, 9) });
    // From round to round the weights go further away from any sense.
    const lost = createFakeTrainer();
    const away = {
      ...lost,
      fit: async (...given: Parameters<typeof lost.fit>) => {
        const fitted = await lost.fit(...given);
        return { ...fitted, weights: given[1].map((weight, i) => weight * 3 + (i % 2 ? 1 : -1)) };
      },
    };
    for (const name of ['North', 'South']) await openHospital(app, { name, trainer: away });
    const run = await app.runOver((await app.startRun({ rounds: 6 })).id);
    expect(run).toMatchObject({ status: 'completed', modelVersion: 1 });
    const losses = run.roundList.map(({ validation }) => validation?.logLoss ?? 0);
    const best = losses.indexOf(Math.min(...losses)) + 1;
    expect(losses.length).toBe(best + 2);
    expect(losses.length).toBeLessThan(6);
    expect(run.message).toMatch(
      new RegExp(
        `Stopped after round ${best + 2} of 6: the validation log-loss.*The model of round ${best},`,
      ),
    );
    const model = unwrap(decodeArtifact(JSON.parse((await app.store.models.artifact(1)) ?? '')));
    expect(model.lineage.round).toBe(best);
    expect(model.weights).toEqual((await app.store.runs.weights(run.id, best))?.weights);
    expect(model.metrics).toMatchObject({ validation: { logLoss: losses[best - 1] } });
  });

  it('[R17] without validation rows a run does not start, and says what to do', async () => {
    const app = await liveApp({ study });
    const response = await app.ask('/api/runs', { json: { studyId: app.studyId } });
    expect(response.ok).toBe(false);
    expect(await response.text()).toMatch(/validation file.*earlyStopping/);
  });
});

describe('over-selection', () => {
  it('[R16] goes on with the first as many as it needs; the late one is told kindly and counts no more', async () => {
    const study = tinyStudy({ federation: { ...federation, sampleFraction: 0.5, overSelection: 0.5 } });
    const app = await liveApp({ study });
    const sites: ScriptedSite[] = [];
    for (const name of ['A', 'BB', 'CCC', 'DDDD']) sites.push(await openScriptedSite(app, { name }));
    const { id } = await app.startRun({ rounds: 2 });
    await prepare(...sites);
    await app.event('round 1', () => sites.filter((site) => site.untaken().length > 0).length === 3);
    const chosen = sites.filter((site) => site.untaken().length > 0);
    const [quick, slow, steady] = chosen;
    if (!quick || !slow || !steady) throw new Error('Three sites are to be asked.');
    const late = slow.honest(await slow.task('fit', 1));
    await Promise.all([quick.do('fit', 1), steady.do('fit', 1)]);
    await app.event('the end of round 1', ({ kind }) => kind === 'round-completed');
    expect(await slow.send(late)).toMatchObject({
      ok: false,
      error: { code: 'ROUND_CLOSED', message: expect.stringMatching(/next round goes on as usual/) },
    });
    const event = await app.event('the late one', ({ kind }) => kind === 'update-late');
    expect(event).toMatchObject({ level: 'info', message: expect.stringContaining(slow.name) });
    for (const site of sites) site.takePart();
    const run = await app.runOver(id);
    expect(run.status).toBe('completed');
    const outcomes = run.roundList[0]?.sites.map(({ outcome }) => outcome).sort();
    expect(outcomes).toEqual(['done', 'done', 'late', 'rested']);
  });
});
