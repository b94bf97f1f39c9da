/** Runs between their rows and the domain. */
import { pipelineSchema } from '@fedhealth/fl-core/preprocessing';
import { metricsViewSchema, runPlanSchema, runStatusSchema } from '@fedhealth/fl-core/protocol';
import type { Updateable } from 'kysely';
import { z } from 'zod';
import { readJson, readNullableJson, writeNullableJson } from '../columns.ts';
import type { RunPatch, RunRecord, RunSummary } from '../records.ts';
import type { Database, Tables } from '../tables.ts';

const idsSchema = z.array(z.string());
const newestRoundSchema = z.object({
  validation: metricsViewSchema.nullable(),
  combined: metricsViewSchema.nullable(),
});

/** All but the strategy's state, which can be large, with the figures that a list of runs shows. */
export const selectSummaries = (db: Database) =>
  db.selectFrom('runs').select((e) => [
    'runs.id',
    'runs.number',
    'runs.study_id',
    'runs.study_version',
    'runs.plan',
    'runs.status',
    'runs.round',
    'runs.message',
    'runs.seed',
    'runs.started_at',
    'runs.finished_at',
    'runs.recruited',
    'runs.pipeline',
    'runs.final_combined',
    e
      .selectFrom('rounds')
      .select((r) =>
        r
          .fn<string>('json_object', [
            r.val('validation'),
            r.fn('json', ['rounds.validation']),
            r.val('combined'),
            r.fn('json', ['rounds.combined']),
          ])
          .as('figures'),
      )
      .whereRef('rounds.run_id', '=', 'runs.id')
      .where('rounds.status', '=', 'completed')
      .orderBy('rounds.round', 'desc')
      .orderBy('rounds.attempt', 'desc')
      .limit(1)
      .as('newest_figures'),
    e
      .selectFrom('model_versions')
      .select((m) => m.fn.max<number | null>('model_versions.version').as('version'))
      .whereRef('model_versions.run_id', '=', 'runs.id')
      .as('model_version'),
  ]);

type Row = Awaited<ReturnType<ReturnType<typeof selectSummaries>['executeTakeFirstOrThrow']>>;

export const toRun = (row: Row): RunRecord => ({
  id: row.id,
  number: row.number,
  studyId: row.study_id,
  studyVersion: row.study_version,
  plan: readJson(runPlanSchema, row.plan, 'the plan of a run'),
  status: runStatusSchema.parse(row.status),
  round: row.round,
  message: row.message,
  seed: row.seed,
  startedAt: row.started_at,
  finishedAt: row.finished_at,
  recruited: readJson(idsSchema, row.recruited, 'the sites of a run'),
  pipeline: readNullableJson(pipelineSchema, row.pipeline, 'the preprocessing of a run'),
  finalCombined: readNullableJson(metricsViewSchema, row.final_combined, 'the final figures of a run'),
});

export function toSummary(row: Row): RunSummary {
  const figures = readNullableJson(newestRoundSchema, row.newest_figures, 'figures of a round');
  const run = toRun(row);
  return {
    ...run,
    // As the run's own page has it: hospitals measure a round's model after that round, the last one at the end.
    auc: figures?.validation?.auc ?? run.finalCombined?.auc ?? figures?.combined?.auc ?? null,
    modelVersion: row.model_version,
  };
}

/** The columns a patch sets; what it leaves out stays as it is. */
export function patchColumns(patch: RunPatch): Updateable<Tables['runs']> {
  const columns: Updateable<Tables['runs']> = {};
  if (patch.status !== undefined) columns.status = patch.status;
  if (patch.round !== undefined) columns.round = patch.round;
  if (patch.message !== undefined) columns.message = patch.message;
  if (patch.finishedAt !== undefined) columns.finished_at = patch.finishedAt;
  if (patch.recruited !== undefined) columns.recruited = JSON.stringify(patch.recruited);
  if (patch.pipeline !== undefined) columns.pipeline = writeNullableJson(patch.pipeline);
  if (patch.federation !== undefined) columns.federation = writeNullableJson(patch.federation);
  if (patch.finalCombined !== undefined) columns.final_combined = writeNullableJson(patch.finalCombined);
  return columns;
}
