/** A hospital that is killed between rounds goes on in its run as one that was not: the same updates, the same model. */
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { openHospital } from '@fedhealth/coordinator/testing/hospital';
import { type LiveApp, liveApp } from '@fedhealth/coordinator/testing/live-app';
import { outcomes } from '@fedhealth/coordinator/testing/round-steps';
import { unwrap } from '@fedhealth/fl-core/lib';
import { decodeArtifact } from '@fedhealth/fl-core/model';
import type { StudyInput } from '@fedhealth/fl-core/study';
import { createSimdTrainer } from '@fedhealth/fl-core/training';
import type { FakeTrainer } from '@fedhealth/testing/fake-trainer';
import { createMailbox, eventually } from '@fedhealth/testing/patiently';
import { tempDir } from '@fedhealth/testing/temp-dir';
import { tinyCsv, tinyStudy } from '@fedhealth/testing/tiny-study';
import { expect, it, onTestFinished } from 'vitest';
import { openHeadlessSite } from './headless-site.ts';

const ROUNDS = 3;

async function openSouth(app: LiveApp, csv: string, state: string) {
  const { session } = unwrap(
    await openHeadlessSite({
      url: app.url,
      invite: app.invite,
      name: 'South',
      csv,
      engine: 'simd',
      compareWithLocal: false,
      state,
    }),
  );
  onTestFinished(() => session.close());
  return session;
}

/** North trains when it is let, so that each round waits while South is away. */
async function openNorth(app: LiveApp, csv: string) {
  const simd = unwrap(await createSimdTrainer());
  const leave = createMailbox<true>();
  const trainer: FakeTrainer = {
    ...simd,
    fits: [],
    async fit(...given) {
      await leave.take('leave to train');
      return simd.fit(...given);
    },
  };
  await openHospital(app, { name: 'North', csv, trainer });
  return { train: () => leave.put(true) };
}

/** The weights of the model, when this is done to South's state folder each time South is away; null: it stays. */
async function trained(
  federation: StudyInput['federation'],
  away: ((state: string) => Promise<unknown>) | null,
) {
  const app = await liveApp({
    study: tinyStudy({
      training: { optimizer: 'sgd', learningRate: 0.05, batchSize: 8 },
      federation: { rounds: ROUNDS, minSites: 2, roundTimeoutSeconds: 60, ...federation },
    }),
  });
  const state = await tempDir();
  const [csv, other] = [await tinyCsv(60, 1), await tinyCsv(60, 2)];
  let south = await openSouth(app, csv, state);
  const north = await openNorth(app, other);
  const { id } = await app.startRun({ rounds: ROUNDS, seed: 5 });
  for (let round = 1; round <= ROUNDS; round++) {
    await eventually(`South's update of round ${round}`, async () => {
      const found = (await app.run(id)).roundList.find((one) => one.round === round);
      return outcomes(found?.sites ?? []).South === 'done';
    });
    if (away !== null && round < ROUNDS) {
      south.close();
      await away(state);
      south = await openSouth(app, csv, state);
    }
    north.train();
  }
  const run = await app.runOver(id);
  expect(run).toMatchObject({ status: 'completed', sites: 2 });
  await eventually('the notes to go', async () =>
    (await readdir(state)).every((file) => !file.endsWith('.run.json')),
  );
  const artifact = await app.store.models.artifact(run.modelVersion ?? 0);
  return unwrap(decodeArtifact(JSON.parse(artifact ?? ''))).weights;
}

const furthest = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  Math.max(...Array.from(a, (value, i) => Math.abs(value - (b[i] ?? Number.NaN))));

const forget = async (state: string): Promise<void> => {
  for (const file of await readdir(state)) if (file.endsWith('.run.json')) await rm(join(state, file));
};

it.each<[string, StudyInput['federation']]>([
  ['[A7] SCAFFOLD’s control variate', { strategy: { kind: 'scaffold' } }],
  ['[W3] what int8 updates left untold', { compression: 'int8' }],
])('%s survives the restart of a site', async (_, federation) => {
  const stayed = await trained(federation, null);
  expect(furthest(await trained(federation, async () => undefined), stayed)).toBeLessThan(1e-6);
  // Without its notes it is another model: the comparison can fail.
  expect(furthest(await trained(federation, forget), stayed)).toBeGreaterThan(1e-6);
});
