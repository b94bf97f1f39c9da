/** Model versions: figures in one place, the artifact (large) only when asked for. */
import type { Result } from '@fedhealth/fl-core/lib';
import { metricsViewSchema } from '@fedhealth/fl-core/protocol';
import { z } from 'zod';
import { now, readJson, writeNullableJson } from '../columns.ts';
import { checkSeal, sealOf } from '../health/seal.ts';
import type { ModelChange, ModelRecord, NewModel } from '../records.ts';
import type { Database } from '../tables.ts';
import { contributionsOf, contributionsSchema, readStoredStrategy } from './model-lineage.ts';
import { type Decision, productionOf, promote, readChanges, rollBack } from './model-stages.ts';

export interface ModelStore {
  /**
   * Gives the model the next version. The same run and round again answers with
   * the version they already have, so a publication may be repeated.
   */
  create(model: NewModel): Promise<ModelRecord>;
  get(version: number): Promise<ModelRecord | undefined>;
  /** Newest first; of one study when told. */
  list(studyId?: string): Promise<ModelRecord[]>;
  /** The newest version of a study: the parent of the next. */
  latest(studyId: string): Promise<ModelRecord | undefined>;
  /** The artifact as JSON text. */
  artifact(version: number): Promise<string | undefined>;
  /** The study's model to predict with. */
  production(studyId: string): Promise<ModelRecord | undefined>;
  /** Makes a version the production model, in one transaction with its entry in the audit trail. */
  promote(version: number, decision: Decision): Promise<Result<ModelChange>>;
  /** Withdraws the production model; the one that it replaced comes back. */
  rollBack(version: number, decision: Decision): Promise<Result<ModelChange>>;
  /** Promotions and roll-backs, oldest first. */
  changes(studyId?: string): Promise<ModelChange[]>;
}

const metricsSchema = z.object({
  validation: metricsViewSchema.nullable(),
  combined: metricsViewSchema.nullable(),
});

export function createModelStore(db: Database): ModelStore {
  return {
    create: (model) => db.transaction().execute((trx) => create(trx, model)),
    get: async (version) => first(await select(db).where('version', '=', version).execute()),
    async list(studyId) {
      let query = select(db).orderBy('version', 'desc');
      if (studyId !== undefined) query = query.where('model_versions.study_id', '=', studyId);
      return (await query.execute()).map(toModel);
    },
    latest: async (studyId) =>
      first(
        await select(db)
          .where('model_versions.study_id', '=', studyId)
          .orderBy('version', 'desc')
          .limit(1)
          .execute(),
      ),
    async artifact(version) {
      const row = await db
        .selectFrom('model_versions')
        .select(['artifact', 'artifact_seal'])
        .where('version', '=', version)
        .executeTakeFirst();
      if (row) checkSeal(Buffer.from(row.artifact), row.artifact_seal, `the model version ${version}`);
      return row?.artifact;
    },
    production: async (studyId) =>
      first(
        await select(db)
          .where('model_versions.study_id', '=', studyId)
          .where('stage', '=', 'production')
          .execute(),
      ),
    promote: (version, decision) => db.transaction().execute((trx) => promote(trx, version, decision)),
    rollBack: (version, decision) => db.transaction().execute((trx) => rollBack(trx, version, decision)),
    changes: (studyId) => readChanges(db, studyId),
  };
}

async function create(db: Database, model: NewModel): Promise<ModelRecord> {
  const held = await select(db)
    .where('model_versions.run_id', '=', model.runId)
    .where('model_versions.round', '=', model.round)
    .executeTakeFirst();
  if (held !== undefined) return toModel(held);
  const { startedFrom = null } = model;
  const parent = startedFrom ?? (await productionOf(db, model.studyId))?.version ?? null;
  const { version } = await db
    .insertInto('model_versions')
    .values({
      study_id: model.studyId,
      study_version: model.studyVersion,
      run_id: model.runId,
      round: model.round,
      artifact: model.artifact,
      artifact_seal: sealOf(Buffer.from(model.artifact)),
      metrics: JSON.stringify(model.metrics),
      parameters: model.parameters,
      hash: model.hash,
      created_at: now(),
      artifact_hash: model.artifactHash ?? null,
      parent,
      parent_relation: parent === null ? null : startedFrom === null ? 'productionThen' : 'startedFrom',
      strategy: writeNullableJson(model.strategy),
      contributions: JSON.stringify(await contributionsOf(db, model.runId, model.round)),
    })
    .returning('version')
    .executeTakeFirstOrThrow();
  return toModel(await select(db).where('version', '=', version).executeTakeFirstOrThrow());
}

const select = (db: Database) =>
  db
    .selectFrom('model_versions')
    .innerJoin('runs', 'runs.id', 'model_versions.run_id')
    .select([
      'version',
      'model_versions.study_id',
      'model_versions.study_version',
      'run_id',
      'runs.number as run_number',
      'model_versions.round',
      'parameters',
      'hash',
      'metrics',
      'created_at',
      'stage',
      'artifact_hash',
      'parent',
      'parent_relation',
      'strategy',
      'contributions',
    ]);

type Row = Awaited<ReturnType<ReturnType<typeof select>['executeTakeFirstOrThrow']>>;

const first = (rows: Row[]): ModelRecord | undefined => rows[0] && toModel(rows[0]);

const toModel = (row: Row): ModelRecord => ({
  version: row.version,
  studyId: row.study_id,
  studyVersion: row.study_version,
  runId: row.run_id,
  runNumber: row.run_number,
  round: row.round,
  parameters: row.parameters,
  createdAt: row.created_at,
  metrics: readJson(metricsSchema, row.metrics, 'figures of a model'),
  hash: row.hash,
  artifactHash: row.artifact_hash,
  stage: row.stage,
  parent:
    row.parent === null || row.parent_relation === null
      ? null
      : { version: row.parent, relation: row.parent_relation },
  strategy: readStoredStrategy(row.strategy),
  contributions: readJson(contributionsSchema, row.contributions, 'who contributed to a model'),
});
