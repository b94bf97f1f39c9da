/** Which model of a study is the one to predict with, and who decided so. */
import { fail, ok, type Result } from '@fedhealth/fl-core/lib';
import { now } from '../columns.ts';
import type { ModelChange } from '../records.ts';
import type { Database } from '../tables.ts';

export interface Decision {
  readonly reason: string;
  readonly by: string;
}

/** Makes a version the production model; the one of before is archived. Problems: `MODEL_UNKNOWN`, `ALREADY_PRODUCTION`. */
export async function promote(
  db: Database,
  version: number,
  decision: Decision,
): Promise<Result<ModelChange>> {
  const model = await standing(db, version);
  if (!model) return unknownModel();
  if (model.stage === 'production') {
    return fail({
      code: 'ALREADY_PRODUCTION',
      message: `Version ${version} is in production already.`,
    });
  }
  const former = await productionOf(db, model.study_id);
  return ok(
    await replace(db, {
      ...decision,
      studyId: model.study_id,
      action: 'promoted',
      version,
      former: former?.version ?? null,
    }),
  );
}

/**
 * Withdraws the production model `version`; the one that it replaced comes back.
 * Problems: `MODEL_UNKNOWN`, `NOT_PRODUCTION` (another has been promoted meanwhile), `NO_FORMER_MODEL`.
 */
export async function rollBack(
  db: Database,
  version: number,
  decision: Decision,
): Promise<Result<ModelChange>> {
  const model = await standing(db, version);
  if (!model) return unknownModel();
  if (model.stage !== 'production') {
    const current = await productionOf(db, model.study_id);
    const instead = current ? `version ${current.version} is` : 'no version is';
    return fail({
      code: 'NOT_PRODUCTION',
      message: `Version ${version} is not in production; ${instead}. Look at the list again.`,
    });
  }
  const former = productionStack(await readChanges(db, model.study_id)).at(-2);
  if (former === undefined) {
    return fail({
      code: 'NO_FORMER_MODEL',
      message: `Before version ${version} no model was in production, so there is none to go back to. Promote another version instead.`,
    });
  }
  return ok(
    await replace(db, {
      ...decision,
      studyId: model.study_id,
      action: 'rolledBack',
      version: former,
      former: version,
    }),
  );
}

/** Oldest first. */
export async function readChanges(db: Database, studyId?: string): Promise<ModelChange[]> {
  let query = db.selectFrom('model_changes').selectAll().orderBy('id');
  if (studyId !== undefined) query = query.where('study_id', '=', studyId);
  return (await query.execute()).map((row) => ({
    id: row.id,
    at: row.at,
    studyId: row.study_id,
    action: row.action,
    version: row.version,
    former: row.former,
    reason: row.reason,
    by: row.by,
  }));
}

/** The production models that a roll-back would bring back one after the other, the present one last. */
export function productionStack(changes: readonly Pick<ModelChange, 'action' | 'version'>[]): number[] {
  const stack: number[] = [];
  for (const { action, version } of changes) {
    if (action === 'promoted') stack.push(version);
    else stack.pop();
  }
  return stack;
}

export const productionOf = (db: Database, studyId: string): Promise<{ version: number } | undefined> =>
  db
    .selectFrom('model_versions')
    .select('version')
    .where('study_id', '=', studyId)
    .where('stage', '=', 'production')
    .executeTakeFirst();

const standing = (db: Database, version: number) =>
  db
    .selectFrom('model_versions')
    .select(['study_id', 'stage'])
    .where('version', '=', version)
    .executeTakeFirst();

async function replace(db: Database, change: Omit<ModelChange, 'id' | 'at'>): Promise<ModelChange> {
  const { studyId, action, version, former, reason, by } = change;
  await db
    .updateTable('model_versions')
    .set({ stage: 'archived' })
    .where('study_id', '=', studyId)
    .where('stage', '=', 'production')
    .execute();
  await db
    .updateTable('model_versions')
    .set({ stage: 'production' })
    .where('version', '=', version)
    .execute();
  const at = now();
  const { id } = await db
    .insertInto('model_changes')
    .values({ at, study_id: studyId, action, version, former, reason, by })
    .returning('id')
    .executeTakeFirstOrThrow();
  return { id, at, ...change };
}

const unknownModel = () => fail({ code: 'MODEL_UNKNOWN', message: 'There is no such model version.' });
