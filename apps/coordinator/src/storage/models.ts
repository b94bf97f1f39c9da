/** Model versions: figures in one place, the artifact (large) only when asked for. */
import { metricsViewSchema } from '@fedhealth/fl-core/protocol';
import { z } from 'zod';
import { now, readJson } from './columns.ts';
import type { ModelRecord, NewModel } from './records.ts';
import type { Database } from './tables.ts';

export interface ModelStore {
  /**
   * Gives the model the next version. The same run and round again answers with
   * the version they already have, so a publication may be repeated.
   */
  create(model: NewModel): Promise<ModelRecord>;
  get(version: number): Promise<ModelRecord | undefined>;
  /** Newest first. */
  list(): Promise<ModelRecord[]>;
  /** The newest version of a study: the parent of the next. */
  latest(studyId: string): Promise<ModelRecord | undefined>;
  /** The artifact as JSON text. */
  artifact(version: number): Promise<string | undefined>;
}

const metricsSchema = z.object({
  validation: metricsViewSchema.nullable(),
  combined: metricsViewSchema.nullable(),
});

export function createModelStore(db: Database): ModelStore {
  return {
    create: (model) => db.transaction().execute((trx) => create(trx, model)),
    get: async (version) => first(await select(db).where('version', '=', version).execute()),
    list: async () => (await select(db).orderBy('version', 'desc').execute()).map(toModel),
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
        .select('artifact')
        .where('version', '=', version)
        .executeTakeFirst();
      return row?.artifact;
    },
  };
}

async function create(db: Database, model: NewModel): Promise<ModelRecord> {
  const held = await select(db)
    .where('model_versions.run_id', '=', model.runId)
    .where('model_versions.round', '=', model.round)
    .executeTakeFirst();
  if (held !== undefined) return toModel(held);
  const { version } = await db
    .insertInto('model_versions')
    .values({
      study_id: model.studyId,
      study_version: model.studyVersion,
      run_id: model.runId,
      round: model.round,
      artifact: model.artifact,
      metrics: JSON.stringify(model.metrics),
      parameters: model.parameters,
      hash: model.hash,
      created_at: now(),
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
});
