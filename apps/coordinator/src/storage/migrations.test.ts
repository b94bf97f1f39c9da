import { join } from 'node:path';
import { tempDir } from '@fedhealth/testing/temp-dir';
import { Kysely, Migrator, SqliteDialect, sql } from 'kysely';
import Libsql from 'libsql';
import { describe, expect, it } from 'vitest';
import { roundCommit, smallStudy, smallWeights } from '../testing/fixtures.ts';
import { writeState, writeWeights } from './columns.ts';
import { migrations } from './migrations.ts';
import { openStore } from './store.ts';

const names = Object.keys(migrations);
const TIME = '2026-01-01T10:00:00.000Z';

/** Rows as the first schema took them; later schemas add columns that have a default. */
async function fillFirstSchema(db: Kysely<unknown>): Promise<void> {
  const commit = roundCommit('run-1', 1);
  const study = JSON.stringify(smallStudy());
  const plan = JSON.stringify({ rounds: 3, minSites: 2, roundTimeoutSeconds: 60 });
  const [validation, combined, timing] = [commit.validation, commit.combined, commit.timing].map((one) =>
    JSON.stringify(one),
  );
  await sql`insert into studies (id, version, json, created_at) values ('small', 1, ${study}, ${TIME})`.execute(
    db,
  );
  await sql`insert into invites (id, study_id, token_hash, token, created_at)
    values ('invite-1', 'small', 'hash', 'token', ${TIME})`.execute(db);
  await sql`insert into sites (id, name, study_id, invite_id, secret_hash, engine, train_rows, test_rows, joined_at, last_seen_at)
    values ('a', 'North', 'small', 'invite-1', 'secret', 'simd', 80, 20, ${TIME}, ${TIME})`.execute(db);
  await sql`insert into runs (id, number, study_id, study_version, plan, status, round, seed, started_at, recruited, strategy_state)
    values ('run-1', 1, 'small', 1, ${plan}, 'fitting', 1, 7, ${TIME}, '["a"]', ${writeState({ m: [0.5, 1] })})`.execute(
    db,
  );
  await sql`insert into rounds (run_id, round, attempt, status, started_at, finished_at, timing, train_loss, validation, combined, weights)
    values ('run-1', 1, 1, 'completed', ${TIME}, ${TIME}, ${timing}, 0.6, ${validation}, ${combined}, ${writeWeights(smallWeights)})`.execute(
    db,
  );
  await sql`insert into round_sites (run_id, round, attempt, site_id, outcome, examples)
    values ('run-1', 1, 1, 'a', 'done', 80)`.execute(db);
  await sql`insert into model_versions (study_id, study_version, run_id, round, artifact, metrics, parameters, hash, created_at)
    values ('small', 1, 'run-1', 1, '{"format":1}', ${JSON.stringify({ validation: commit.validation, combined: null })}, 9, 'h', ${TIME})`.execute(
    db,
  );
  await sql`insert into events (at, level, kind, message, run_id) values (${TIME}, 'info', 'round-completed', 'Round 1.', 'run-1')`.execute(
    db,
  );
  await sql`insert into secrets (name, value) values ('session', ${new Uint8Array([1, 2, 3])})`.execute(db);
}

describe('the migrations', () => {
  it.each(names)('[R15] bring a store of the time of %s up to date with all that is in it', async (last) => {
    const path = join(await tempDir(), 'old.db');
    const raw = new Libsql(path);
    raw.pragma('foreign_keys = ON');
    const db = new Kysely<unknown>({ dialect: new SqliteDialect({ database: raw }) });
    const provider = { getMigrations: () => Promise.resolve(migrations) };
    const { error } = await new Migrator({ db, provider }).migrateTo(last);
    expect(error).toBeUndefined();
    await fillFirstSchema(db);
    await db.destroy();

    const store = await openStore(path);
    expect(await store.studies.get('small')).toEqual(smallStudy());
    expect(await store.sites.list()).toMatchObject([{ id: 'a', name: 'North', trainRows: 80 }]);
    expect(await store.runs.unfinished()).toMatchObject([{ id: 'run-1', round: 1, recruited: ['a'] }]);
    expect(await store.runs.weights('run-1')).toEqual({ round: 1, weights: smallWeights });
    expect(await store.runs.strategyState('run-1')).toEqual({ m: [0.5, 1] });
    expect(await store.runs.rounds('run-1')).toMatchObject([
      { round: 1, trainLoss: 0.6, validation: { auc: 0.8 }, sites: [{ siteId: 'a', outcome: 'done' }] },
    ]);
    expect(await store.models.list()).toMatchObject([{ version: 1, hash: 'h' }]);
    expect(await store.models.artifact(1)).toBe('{"format":1}');
    expect(await store.events.list()).toMatchObject([{ message: 'Round 1.', runId: 'run-1' }]);
    // And it goes on as any store does.
    await store.runs.commitRound(roundCommit('run-1', 2, { runPatch: { round: 2 } }));
    expect(await store.runs.get('run-1')).toMatchObject({ round: 2 });
    await store.close();
  });

  it('[N3] keep hospitals of before the rules for names, and tell them apart', async () => {
    const path = join(await tempDir(), 'old.db');
    const raw = new Libsql(path);
    const db = new Kysely<unknown>({ dialect: new SqliteDialect({ database: raw }) });
    const provider = { getMigrations: () => Promise.resolve(migrations) };
    await new Migrator({ db, provider }).migrateTo('0001-initial');
    await fillFirstSchema(db);
    const old = ['Node A', 'Node A\0', '\0', 'Ｎode A', '\u202eB edoN', 'Élan', 'Clinic (2)', ' \u200b '];
    for (const [index, name] of old.entries()) {
      await sql`insert into sites (id, name, study_id, secret_hash, joined_at, last_seen_at)
        values (${`s${index}`}, ${name}, 'small', 'x', ${`2026-02-0${index + 1}`}, ${TIME})`.execute(db);
    }
    await db.destroy();
    const store = await openStore(path);
    const names = (await store.sites.list()).map(({ name }) => name);
    expect(names).toEqual([
      'North',
      'Node A',
      'Node A (2)',
      'Hospital',
      'Ｎode A (3)',
      'B edoN',
      'Élan',
      'Clinic (2)',
      'Hospital (2)',
    ]);
    await store.close();
  });

  it('[R15] go forward only, in the order of their numbers', () => {
    expect(names).toEqual([...names].sort());
    const numbers = names.map((name) => Number(name.slice(0, 4)));
    expect(numbers).toEqual([...new Set(numbers)].filter((number) => number > 0));
    expect(Object.values(migrations).every((migration) => migration.down === undefined)).toBe(true);
  });

  it('[R15] leave a store of a newer FedHealth as it is, and say so', async () => {
    const path = join(await tempDir(), 'newer.db');
    await (await openStore(path)).close();
    const raw = new Libsql(path);
    raw.exec("insert into kysely_migration values ('9999-tomorrow', '2030-01-01')");
    raw.close();
    await expect(openStore(path)).rejects.toThrow(/left as it was; a newer FedHealth may have written it/);
  });
});
