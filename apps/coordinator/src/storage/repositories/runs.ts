/** Runs, their rounds and what each site did in them. */
import type { StrategyState } from '@fedhealth/fl-core/aggregation';
import {
  type FederationMessage,
  federationSummarySchema,
  metricsViewSchema,
} from '@fedhealth/fl-core/protocol';
import { nanoid } from 'nanoid';
import { now, readJson, readState, readWeights, writeState } from '../columns.ts';
import { checkSeal, sealOf } from '../health/seal.ts';
import type {
  EventRecord,
  FinalSite,
  NewRun,
  RoundCommit,
  RoundRecord,
  RoundSite,
  RunPatch,
  RunRecord,
  RunSummary,
} from '../records.ts';
import type { Database } from '../tables.ts';
import { appendEvent } from './events.ts';
import { readRounds, writeRound, writeRoundSites } from './rounds.ts';
import { patchColumns, selectSummaries, toRun, toSummary } from './run-rows.ts';

export interface RunStore {
  /** A new run with the next number, started now; `recruiting` unless told. */
  create(run: NewRun): Promise<RunRecord>;
  get(id: string): Promise<RunSummary | undefined>;
  /** Newest first. */
  list(): Promise<RunSummary[]>;
  /** Runs that neither completed, failed nor were cancelled, oldest first: what a restart finds. */
  unfinished(): Promise<RunRecord[]>;
  patch(id: string, patch: RunPatch): Promise<void>;
  /**
   * Writes a round in one transaction: the round, its sites, its weights, the
   * strategy's state, the run's patch and the events. The same round and
   * attempt again replaces what was there. Returns the events as stored.
   */
  commitRound(commit: RoundCommit): Promise<EventRecord[]>;
  /** Sites' parts of a round that is under way; the round must have been committed (as `fitting`). */
  saveRoundSites(runId: string, round: number, attempt: number, sites: readonly RoundSite[]): Promise<void>;
  /** By round, then attempt. */
  rounds(runId: string): Promise<RoundRecord[]>;
  /** The global model after `round`, or after the newest round that made one. */
  weights(runId: string, round?: number): Promise<{ round: number; weights: Float32Array } | undefined>;
  /** The strategy's state as last committed; null when there is none. */
  strategyState(runId: string): Promise<StrategyState>;
  /** The newest merged statistics of the study's runs, as hospitals may see them. */
  federation(studyId: string): Promise<FederationMessage | undefined>;
  saveFinalSites(runId: string, sites: readonly FinalSite[]): Promise<void>;
  finalSites(runId: string): Promise<FinalSite[]>;
  /** Whether an update of the site is in any round's model. */
  hasUpdateOf(siteId: string): Promise<boolean>;
}

export function createRunStore(db: Database): RunStore {
  return {
    create: (run) => db.transaction().execute((trx) => create(trx, run)),
    async get(id) {
      const row = await selectSummaries(db).where('runs.id', '=', id).executeTakeFirst();
      return row && toSummary(row);
    },
    list: async () => (await selectSummaries(db).orderBy('number', 'desc').execute()).map(toSummary),
    async unfinished() {
      const rows = await selectSummaries(db)
        .where('runs.status', 'not in', ['completed', 'failed', 'cancelled'])
        .orderBy('number')
        .execute();
      return rows.map(toRun);
    },
    patch: (id, patch) => applyPatch(db, id, patch),
    commitRound: (commit) => db.transaction().execute((trx) => commitRound(trx, commit)),
    saveRoundSites: (runId, round, attempt, sites) => writeRoundSites(db, { runId, round, attempt }, sites),
    rounds: (runId) => readRounds(db, runId),
    weights: (runId, round) => findWeights(db, runId, round),
    async strategyState(runId) {
      const row = await db
        .selectFrom('runs')
        .select(['strategy_state', 'strategy_state_seal'])
        .where('id', '=', runId)
        .executeTakeFirst();
      if (row?.strategy_state)
        checkSeal(new Uint8Array(row.strategy_state), row.strategy_state_seal, 'the strategy’s memory');
      return row?.strategy_state ? readState(row.strategy_state) : null;
    },
    async federation(studyId) {
      const row = await db
        .selectFrom('runs')
        .select(['id', 'federation'])
        .where('study_id', '=', studyId)
        .where('federation', 'is not', null)
        .orderBy('number', 'desc')
        .limit(1)
        .executeTakeFirst();
      if (!row?.federation) return undefined;
      return {
        run: row.id,
        summary: readJson(federationSummarySchema, row.federation, 'merged statistics'),
      };
    },
    saveFinalSites: (runId, sites) =>
      db.transaction().execute(async (trx) => {
        await trx.deleteFrom('final_sites').where('run_id', '=', runId).execute();
        for (const { siteId, metrics } of sites) {
          await trx
            .insertInto('final_sites')
            .values({ run_id: runId, site_id: siteId, metrics: JSON.stringify(metrics) })
            .execute();
        }
      }),
    async hasUpdateOf(siteId) {
      const found = await db
        .selectFrom('round_sites as part')
        .innerJoin('rounds', (join) =>
          join
            .onRef('rounds.run_id', '=', 'part.run_id')
            .onRef('rounds.round', '=', 'part.round')
            .onRef('rounds.attempt', '=', 'part.attempt'),
        )
        .select('part.site_id')
        .where('part.site_id', '=', siteId)
        .where('part.outcome', '=', 'done')
        .where('rounds.status', '=', 'completed')
        .limit(1)
        .executeTakeFirst();
      return found !== undefined;
    },
    async finalSites(runId) {
      const rows = await db
        .selectFrom('final_sites')
        .selectAll()
        .where('run_id', '=', runId)
        .orderBy('site_id')
        .execute();
      return rows.map((row) => ({
        siteId: row.site_id,
        metrics: readJson(metricsViewSchema, row.metrics, 'figures of a site'),
      }));
    },
  };
}

async function create(db: Database, run: NewRun): Promise<RunRecord> {
  const { newest } = await db
    .selectFrom('runs')
    .select((e) => e.fn.max('number').as('newest'))
    .executeTakeFirstOrThrow();
  const id = nanoid(10);
  await db
    .insertInto('runs')
    .values({
      id,
      number: (newest ?? 0) + 1,
      study_id: run.studyId,
      study_version: run.studyVersion,
      plan: JSON.stringify(run.plan),
      status: run.status ?? 'recruiting',
      round: 0,
      message: null,
      seed: run.seed,
      started_at: now(),
      finished_at: null,
      recruited: '[]',
      pipeline: null,
      strategy_state: null,
      final_combined: null,
      federation: null,
    })
    .execute();
  return toRun(await selectSummaries(db).where('runs.id', '=', id).executeTakeFirstOrThrow());
}

async function commitRound(db: Database, commit: RoundCommit): Promise<EventRecord[]> {
  await writeRound(db, commit);
  if (commit.strategyState !== undefined) {
    const state = writeState(commit.strategyState);
    await db
      .updateTable('runs')
      .set({ strategy_state: state, strategy_state_seal: sealOf(state) })
      .where('id', '=', commit.runId)
      .execute();
  }
  await applyPatch(db, commit.runId, commit.runPatch ?? {});
  const events: EventRecord[] = [];
  for (const event of commit.events ?? []) events.push(await appendEvent(db, event));
  return events;
}

async function applyPatch(db: Database, id: string, patch: RunPatch): Promise<void> {
  const columns = patchColumns(patch);
  if (Object.keys(columns).length === 0) return;
  await db.updateTable('runs').set(columns).where('id', '=', id).execute();
}

async function findWeights(db: Database, runId: string, round: number | undefined) {
  let query = db
    .selectFrom('rounds')
    .select(['round', 'weights', 'weights_seal'])
    .where('run_id', '=', runId)
    .where('status', '=', 'completed')
    .where('weights', 'is not', null);
  if (round !== undefined) query = query.where('round', '=', round);
  const row = await query.orderBy('round', 'desc').orderBy('attempt', 'desc').limit(1).executeTakeFirst();
  if (!row?.weights) return undefined;
  checkSeal(new Uint8Array(row.weights), row.weights_seal, `the model of round ${row.round}`);
  return { round: row.round, weights: readWeights(row.weights) };
}
