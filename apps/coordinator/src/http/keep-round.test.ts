import { modelViewSchema } from '@fedhealth/fl-core/protocol';
import { expect, it } from 'vitest';
import { metrics, roundCommit, smallPipeline, smallStudy, smallWeights } from '../testing/fixtures.ts';
import { testApp } from '../testing/test-app.ts';

/** A run of three rounds, of which the last failed, with another model after each. */
async function stopped(status: 'cancelled' | 'failed' | 'completed' | 'fitting', rounds = 2) {
  const study = smallStudy();
  const app = await testApp({ study });
  const plan = { rounds: 5, minSites: 1, roundTimeoutSeconds: 60 };
  const { id } = await app.store.runs.create({ studyId: study.id, studyVersion: 1, plan, seed: 3, status });
  await app.store.runs.patch(id, { pipeline: smallPipeline });
  for (let round = 1; round <= rounds; round++) {
    await app.store.runs.commitRound(
      roundCommit(id, round, {
        weights: smallWeights.map((weight) => weight * round),
        validation: metrics(0.7 + round / 100),
        combined: metrics(0.6 + round / 100),
        runPatch: { round },
      }),
    );
  }
  const failed = { status: 'failed' as const, weights: null, validation: null, combined: null };
  await app.store.runs.commitRound(roundCommit(id, rounds + 1, failed));
  const keep = async (round?: number, run = id) => {
    const response = await app.ask('/api/models', {
      json: { run, ...(round === undefined ? {} : { round }) },
    });
    return { status: response.status, body: await response.json() };
  };
  return { app, keep };
}

it.each(['cancelled', 'failed', 'completed', 'fitting'] as const)(
  '[V7] the model of any round of a run that is %s becomes a version, once, with its own figures',
  async (status) => {
    const { app, keep } = await stopped(status);
    const first = await keep(1);
    expect(first.status).toBe(201);
    const kept = modelViewSchema.strict().parse(first.body);
    // The hospitals measured round 1's model when round 2 began.
    expect(kept).toMatchObject({ round: 1, stage: 'candidate' });
    expect([kept.metrics.validation?.auc, kept.metrics.combined?.auc]).toEqual([0.71, 0.62]);
    expect((await keep(1)).body.version).toBe(kept.version);
    const newest = modelViewSchema.parse((await keep()).body);
    expect(newest).toMatchObject({ round: 2, metrics: { combined: null } });
    expect(newest.hash).not.toBe(kept.hash);
    expect(await (await app.ask('/api/models')).json()).toHaveLength(2);
  },
);

it('[V7] a round that made no model is refused in words, and so is a run that there is not', async () => {
  const { keep } = await stopped('cancelled');
  for (const round of [3, 9]) {
    const refused = await keep(round);
    expect(refused).toMatchObject({ status: 409, body: { error: { code: 'ROUND_WITHOUT_MODEL' } } });
    expect(refused.body.error.message).toMatch(/up to 2/);
  }
  expect(await keep(1, 'nobody')).toMatchObject({ status: 404, body: { error: { code: 'RUN_UNKNOWN' } } });
  for (const round of [0, 1.5, -1]) expect((await keep(round)).status).toBe(400);
  const none = await stopped('failed', 0);
  expect((await none.keep()).body.error.message).toMatch(/no round of it was completed/);
});
