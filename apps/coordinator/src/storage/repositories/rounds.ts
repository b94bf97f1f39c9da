/** Rounds between their rows and the domain; part of the run store. */
import { metricsViewSchema, roundViewSchema } from '@fedhealth/fl-core/protocol';
import type { Selectable } from 'kysely';
import { readJson, readNullableJson, writeNullableJson, writeWeights } from '../columns.ts';
import { sealOf } from '../health/seal.ts';
import type { RoundCommit, RoundRecord, RoundSite } from '../records.ts';
import type { Database, Tables } from '../tables.ts';

export interface RoundKey {
  readonly runId: string;
  readonly round: number;
  readonly attempt: number;
}

/** SQLite takes at most 32,766 values in one statement; a site has fourteen. */
const SITES_PER_STATEMENT = 1000;

const timingSchema = roundViewSchema.shape.timing;
const statusSchema = roundViewSchema.shape.status;
const outcomeSchema = roundViewSchema.shape.sites.element.shape.outcome;

/** Writes the round and its sites in place of what this round and attempt held. */
export async function writeRound(db: Database, commit: RoundCommit): Promise<void> {
  const { runId, round, attempt } = commit;
  const weights = commit.weights && writeWeights(commit.weights);
  // The sites' rows go with it.
  await db
    .deleteFrom('rounds')
    .where('run_id', '=', runId)
    .where('round', '=', round)
    .where('attempt', '=', attempt)
    .execute();
  await db
    .insertInto('rounds')
    .values({
      run_id: runId,
      round,
      attempt,
      status: commit.status,
      started_at: commit.startedAt,
      finished_at: commit.finishedAt,
      timing: JSON.stringify(commit.timing),
      train_loss: commit.trainLoss,
      validation: writeNullableJson(commit.validation),
      combined: writeNullableJson(commit.combined),
      weights,
      weights_seal: weights && sealOf(weights),
    })
    .execute();
  await writeRoundSites(db, commit, commit.sites);
}

/** Sites' parts in a round that is there; a second writing replaces the first. */
export async function writeRoundSites(
  db: Database,
  key: RoundKey,
  sites: readonly RoundSite[],
): Promise<void> {
  for (let start = 0; start < sites.length; start += SITES_PER_STATEMENT) {
    const rows = sites.slice(start, start + SITES_PER_STATEMENT).map((site) => ({
      run_id: key.runId,
      round: key.round,
      attempt: key.attempt,
      site_id: site.siteId,
      outcome: site.outcome,
      examples: site.examples,
      loss: site.loss,
      seconds: site.seconds,
      bytes: site.bytes,
      metrics: writeNullableJson(site.metrics),
      share: site.share ?? null,
      claimed_share: site.claimedShare ?? null,
      norm: site.norm ?? null,
      steps: site.steps ?? null,
    }));
    await db.replaceInto('round_sites').values(rows).execute();
  }
}

/** Every round of a run with its sites, without the weights. */
export async function readRounds(db: Database, runId: string): Promise<RoundRecord[]> {
  const rounds = await db
    .selectFrom('rounds')
    .select([
      'round',
      'attempt',
      'status',
      'started_at',
      'finished_at',
      'timing',
      'train_loss',
      'validation',
      'combined',
    ])
    .where('run_id', '=', runId)
    .orderBy('round')
    .orderBy('attempt')
    .execute();
  const siteRows = await db
    .selectFrom('round_sites')
    .selectAll()
    .where('run_id', '=', runId)
    .orderBy('site_id')
    .execute();
  const sites = new Map<string, RoundSite[]>();
  for (const row of siteRows) {
    const key = `${row.round}/${row.attempt}`;
    const held = sites.get(key);
    if (held === undefined) sites.set(key, [toRoundSite(row)]);
    else held.push(toRoundSite(row));
  }
  return rounds.map((row) => ({
    runId,
    round: row.round,
    attempt: row.attempt,
    status: statusSchema.parse(row.status),
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    timing: readJson(timingSchema, row.timing, 'the timing of a round'),
    trainLoss: row.train_loss,
    validation: readNullableJson(metricsViewSchema, row.validation, 'figures of a round'),
    combined: readNullableJson(metricsViewSchema, row.combined, 'figures of a round'),
    sites: sites.get(`${row.round}/${row.attempt}`) ?? [],
  }));
}

const toRoundSite = (row: Selectable<Tables['round_sites']>): RoundSite => ({
  siteId: row.site_id,
  outcome: outcomeSchema.parse(row.outcome),
  examples: row.examples,
  loss: row.loss,
  seconds: row.seconds,
  bytes: row.bytes,
  metrics: readNullableJson(metricsViewSchema, row.metrics, 'figures of a site'),
  ...(row.share !== null && { share: row.share }),
  ...(row.claimed_share !== null && { claimedShare: row.claimed_share }),
  ...(row.norm !== null && { norm: row.norm }),
  ...(row.steps !== null && { steps: row.steps }),
});
