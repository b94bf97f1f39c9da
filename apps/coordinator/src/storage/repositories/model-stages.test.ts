import { join } from 'node:path';
import { tempDir } from '@fedhealth/testing/temp-dir';
import fc from 'fast-check';
import { Kysely, Migrator, SqliteDialect } from 'kysely';
import Libsql from 'libsql';
import { describe, expect, it } from 'vitest';
import { metrics, roundCommit, roundSite } from '../../testing/fixtures.ts';
import { startRun, testStore } from '../../testing/test-store.ts';
import { migrations } from '../migrations.ts';
import { openStore } from '../store.ts';
import { productionStack } from './model-stages.ts';

const why = { reason: 'Better on the validation rows', by: 'Ada' };

/** A store with a run that made `count` models. */
async function withModels(count: number) {
  const store = await testStore();
  const run = await startRun(store);
  const add = (round: number, startedFrom: number | null = null) =>
    store.models.create({
      studyId: 'small',
      studyVersion: 1,
      runId: run.id,
      round,
      parameters: 11,
      metrics: { validation: metrics(0.8), combined: null },
      hash: 'abc',
      artifactHash: 'def',
      startedFrom,
      strategy: { kind: 'FedProx', mu: 0.3 },
      artifact: '{}',
    });
  for (let round = 1; round <= count; round++) await add(round);
  const stages = async () => (await store.models.list()).map(({ stage }) => stage).reverse();
  return { store, run, add, stages };
}

describe('[V1] stages of models', () => {
  it('promotes one at a time and archives the one before', async () => {
    const { store, stages } = await withModels(3);
    expect(await stages()).toEqual(['candidate', 'candidate', 'candidate']);
    expect(await store.models.production('small')).toBeUndefined();
    expect(await store.models.promote(1, why)).toMatchObject({
      ok: true,
      value: { action: 'promoted', version: 1, former: null, ...why },
    });
    expect(await store.models.promote(3, why)).toMatchObject({ ok: true, value: { former: 1 } });
    expect(await stages()).toEqual(['archived', 'candidate', 'production']);
    expect((await store.models.production('small'))?.version).toBe(3);
    expect(await store.models.promote(3, why)).toMatchObject({ error: { code: 'ALREADY_PRODUCTION' } });
    expect(await store.models.promote(9, why)).toMatchObject({ error: { code: 'MODEL_UNKNOWN' } });
    expect(await store.models.changes()).toHaveLength(2);
  });

  it('goes back step by step, and says when there is nothing to go back to', async () => {
    const { store, stages } = await withModels(3);
    for (const version of [1, 2, 3]) await store.models.promote(version, why);
    expect(await store.models.rollBack(2, why)).toMatchObject({ error: { code: 'NOT_PRODUCTION' } });
    expect(await store.models.rollBack(3, why)).toMatchObject({
      ok: true,
      value: { action: 'rolledBack', version: 2, former: 3 },
    });
    expect(await stages()).toEqual(['archived', 'production', 'archived']);
    expect(await store.models.rollBack(2, why)).toMatchObject({ ok: true, value: { version: 1 } });
    expect(await store.models.rollBack(1, why)).toMatchObject({ error: { code: 'NO_FORMER_MODEL' } });
    expect(await store.models.promote(3, why)).toMatchObject({ ok: true, value: { former: 1 } });
    const changes = await store.models.changes('small');
    expect(changes.map(({ action, version }) => `${action} ${version}`)).toEqual([
      'promoted 1',
      'promoted 2',
      'promoted 3',
      'rolledBack 2',
      'rolledBack 1',
      'promoted 3',
    ]);
    expect(await store.models.changes('another')).toEqual([]);
  });

  it('keeps at most one production model, and the trail tells which, whatever is decided', async () => {
    const { store } = await withModels(4);
    const decisions = fc.array(fc.tuple(fc.boolean(), fc.integer({ min: 1, max: 4 })), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(decisions, async (made) => {
        for (const [up, version] of made) {
          await (up ? store.models.promote(version, why) : store.models.rollBack(version, why));
          const production = (await store.models.list()).filter(({ stage }) => stage === 'production');
          expect(production.length).toBeLessThanOrEqual(1);
          expect(production[0]?.version).toBe(productionStack(await store.models.changes('small')).at(-1));
        }
      }),
      { numRuns: 15 },
    );
  });
});

describe('[V2] lineage of models', () => {
  it('tells the strategy with its defaults, whose updates are in it, and the parent', async () => {
    const { store, run, add } = await withModels(0);
    const clinic = await store.sites.create({
      name: 'Clinic',
      studyId: 'small',
      inviteId: null,
      secretHash: 'x',
    });
    const refused = roundSite('b', { outcome: 'refused' });
    await store.runs.commitRound(
      roundCommit(run.id, 1, { sites: [roundSite(clinic.id), roundSite('a'), refused] }),
    );
    await store.runs.commitRound(roundCommit(run.id, 2, { sites: [roundSite(clinic.id, { examples: 90 })] }));
    await store.runs.commitRound(
      roundCommit(run.id, 3, { status: 'failed', weights: null, sites: [roundSite(clinic.id)] }),
    );
    expect(await add(3)).toMatchObject({
      stage: 'candidate',
      artifactHash: 'def',
      parent: null,
      strategy: { kind: 'fedProx', title: 'FedProx', parameters: { weighting: 'examples' } },
      contributions: [
        { siteId: 'a', name: 'a', rounds: 1, examples: 80 },
        { siteId: clinic.id, name: 'Clinic', rounds: 2, examples: 90 },
      ],
    });
    await store.models.promote(1, why);
    expect(await add(4)).toMatchObject({ parent: { version: 1, relation: 'productionThen' } });
    expect(await add(5, 2)).toMatchObject({ parent: { version: 2, relation: 'startedFrom' } });
  });

  it('is filled in for models that were there before', async () => {
    const path = join(await tempDir(), 'old.db');
    await writeBeforeRegistry(path);
    const store = await openStore(path);
    expect(await store.models.list()).toMatchObject([
      {
        version: 1,
        stage: 'candidate',
        artifactHash: 'f00',
        parent: null,
        strategy: { kind: 'fedAdam' },
        contributions: [{ siteId: 's', name: 'Old clinic', rounds: 1, examples: 7 }],
      },
    ]);
    expect(await store.models.promote(1, why)).toMatchObject({ ok: true });
    await store.close();
  });
});

/** The file as the release before left it, with one model in it. */
async function writeBeforeRegistry(path: string): Promise<void> {
  const raw = new Libsql(path);
  const db = new Kysely<unknown>({ dialect: new SqliteDialect({ database: raw }) });
  const provider = { getMigrations: () => Promise.resolve(migrations) };
  await new Migrator({ db, provider }).migrateTo('0002-federation');
  raw.exec(`
    insert into studies values ('old', 1, '{"federation":{"strategy":{"kind":"fedAdam"}}}', 't');
    insert into runs (id, number, study_id, study_version, plan, status, round, seed, started_at, recruited)
      values ('r', 1, 'old', 1, '{}', 'completed', 1, 1, 't', '[]');
    insert into sites (id, name, study_id, secret_hash, joined_at, last_seen_at)
      values ('s', 'Old clinic', 'old', 'x', 't', 't');
    insert into rounds (run_id, round, attempt, status, started_at, timing)
      values ('r', 1, 1, 'completed', 't', '{}');
    insert into round_sites (run_id, round, attempt, site_id, outcome, examples)
      values ('r', 1, 1, 's', 'done', 7);
    insert into model_versions
      (study_id, study_version, run_id, round, artifact, metrics, parameters, hash, created_at)
      values ('old', 1, 'r', 1, '{"hash":"f00"}', '{"validation":null,"combined":null}', 3, 'h', 't');
  `);
  await db.destroy();
}
