/** Studies by id and version. A version that a run has used is never changed. */
import { isDeepStrictEqual } from 'node:util';
import { fail, foldName, ok, type Result } from '@fedhealth/fl-core/lib';
import { type Study, studySchema } from '@fedhealth/fl-core/study';
import { now, readJson } from '../columns.ts';
import type { Database } from '../tables.ts';

export interface StudyOverview {
  /** The newest version. */
  readonly study: Study;
  readonly sites: number;
  readonly runs: number;
}

export interface StudyVersion {
  readonly version: number;
  readonly createdAt: string;
  readonly runs: number;
}

export interface StudyStore {
  /**
   * Keeps a study. The same version with another content replaces it until a run
   * has used it; after that it is the problem `STUDY_IN_USE`: raise the version.
   * An id that differs from another study's by its spelling alone is the problem `STUDY_ID_TAKEN`.
   */
  save(study: Study): Promise<Result<'added' | 'changed' | 'unchanged'>>;
  /** The given version, or the newest. */
  get(id: string, version?: number): Promise<Study | undefined>;
  /** The newest version of each, in the order of their ids. */
  list(): Promise<StudyOverview[]>;
  /** Every version of a study, newest first. */
  versions(id: string): Promise<StudyVersion[]>;
}

export function createStudyStore(db: Database): StudyStore {
  return {
    save: (study) => db.transaction().execute((trx) => save(trx, study)),
    get: (id, version) => find(db, id, version),
    async list() {
      const rows = await db
        .selectFrom('studies')
        .select((e) => [
          'json',
          e.fn.max('version').as('version'),
          e
            .selectFrom('sites')
            .select((s) => s.fn.countAll<number>().as('n'))
            .whereRef('sites.study_id', '=', 'studies.id')
            .as('sites'),
          e
            .selectFrom('runs')
            .select((r) => r.fn.countAll<number>().as('n'))
            .whereRef('runs.study_id', '=', 'studies.id')
            .as('runs'),
        ])
        .groupBy('id')
        .orderBy('id')
        .execute();
      return rows.map(({ json, sites, runs }) => ({
        study: toStudy(json),
        sites: sites ?? 0,
        runs: runs ?? 0,
      }));
    },
    async versions(id) {
      const rows = await db
        .selectFrom('studies')
        .select((e) => [
          'version',
          'created_at as createdAt',
          e
            .selectFrom('runs')
            .select((r) => r.fn.countAll<number>().as('n'))
            .whereRef('runs.study_id', '=', 'studies.id')
            .whereRef('runs.study_version', '=', 'studies.version')
            .as('runs'),
        ])
        .where('id', '=', id)
        .orderBy('version', 'desc')
        .execute();
      return rows.map((row) => ({ ...row, runs: row.runs ?? 0 }));
    },
  };
}

async function save(db: Database, study: Study): Promise<Result<'added' | 'changed' | 'unchanged'>> {
  const { id, version } = study;
  const held = await find(db, id, version);
  if (held === undefined) {
    const other = await sameButForSpelling(db, id);
    if (other !== undefined) {
      return fail({
        code: 'STUDY_ID_TAKEN',
        message: `There is a study "${other}" already, and "${id}" reads like it. Use its id as it is written, or choose one that differs by more than its spelling.`,
      });
    }
    await db
      .insertInto('studies')
      .values({ id, version, json: JSON.stringify(study), created_at: now() })
      .execute();
    return ok('added');
  }
  if (isDeepStrictEqual(held, toStudy(JSON.stringify(study)))) return ok('unchanged');
  const used = await db
    .selectFrom('runs')
    .select('id')
    .where('study_id', '=', id)
    .where('study_version', '=', version)
    .executeTakeFirst();
  if (used !== undefined) {
    return fail({
      code: 'STUDY_IN_USE',
      message: `Version ${version} of the study "${id}" has been used by a run and cannot change. Give the changed study version ${version + 1}.`,
    });
  }
  await db
    .updateTable('studies')
    .set({ json: JSON.stringify(study) })
    .where('id', '=', id)
    .where('version', '=', version)
    .execute();
  return ok('changed');
}

/** A study whose id is another and folds to the same; those of before there was such a rule are left in peace. */
async function sameButForSpelling(db: Database, id: string): Promise<string | undefined> {
  const rows = await db.selectFrom('studies').select('id').distinct().execute();
  if (rows.some((row) => row.id === id)) return undefined;
  return rows.find((row) => foldName(row.id) === foldName(id))?.id;
}

async function find(db: Database, id: string, version: number | undefined): Promise<Study | undefined> {
  let query = db.selectFrom('studies').select('json').where('id', '=', id);
  if (version !== undefined) query = query.where('version', '=', version);
  const row = await query.orderBy('version', 'desc').executeTakeFirst();
  return row && toStudy(row.json);
}

const toStudy = (json: string): Study => readJson(studySchema, json, 'a study');
