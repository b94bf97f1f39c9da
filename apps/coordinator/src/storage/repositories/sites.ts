/** Hospitals that have joined a study. Secrets are known by their hash only. */
import { foldName } from '@fedhealth/fl-core/lib';
import { datasetShapeSchema } from '@fedhealth/fl-core/protocol';
import type { Selectable } from 'kysely';
import { nanoid } from 'nanoid';
import { now, readNullableJson, writeNullableJson } from '../columns.ts';
import type { ConfirmedRows, SitePatch, SiteRecord } from '../records.ts';
import type { Database, Tables } from '../tables.ts';

export interface NewSite {
  readonly name: string;
  readonly studyId: string;
  readonly inviteId: string | null;
  readonly secretHash: string;
}

export interface SiteStore {
  /** Joins a site; a name already taken in the study, or one that folds to it, becomes "Clinic (2)". */
  create(site: NewSite): Promise<SiteRecord>;
  get(id: string): Promise<SiteRecord | undefined>;
  /** In the order they joined. */
  list(): Promise<SiteRecord[]>;
  patch(id: string, patch: SitePatch): Promise<void>;
  /** SHA-256 of the site's secret, in hex. */
  secretHash(id: string): Promise<string | undefined>;
  /** How many sites have joined the study. */
  count(studyId: string): Promise<number>;
}

export function createSiteStore(db: Database): SiteStore {
  return {
    create: ({ name, studyId, inviteId, secretHash }) =>
      db.transaction().execute(async (trx) => {
        const at = now();
        const row = await trx
          .insertInto('sites')
          .values({
            id: nanoid(10),
            name: await freeName(trx, studyId, name),
            study_id: studyId,
            invite_id: inviteId,
            secret_hash: secretHash,
            engine: null,
            train_rows: null,
            test_rows: null,
            dataset: null,
            confirmed_train_rows: null,
            confirmed_test_rows: null,
            confirmed_at: null,
            joined_at: at,
            last_seen_at: at,
          })
          .returningAll()
          .executeTakeFirstOrThrow();
        return toSite(row);
      }),
    async get(id) {
      const row = await db.selectFrom('sites').selectAll().where('id', '=', id).executeTakeFirst();
      return row && toSite(row);
    },
    async list() {
      const rows = await db.selectFrom('sites').selectAll().orderBy('joined_at').orderBy('id').execute();
      return rows.map(toSite);
    },
    async patch(id, { engine, trainRows, testRows, dataset, confirmed, lastSeenAt }) {
      const set = {
        engine,
        train_rows: trainRows,
        test_rows: testRows,
        dataset: dataset === undefined ? undefined : writeNullableJson(dataset),
        ...(confirmed !== undefined && {
          confirmed_train_rows: confirmed?.trainRows ?? null,
          confirmed_test_rows: confirmed?.testRows ?? null,
          confirmed_at: confirmed?.at ?? null,
        }),
        last_seen_at: lastSeenAt,
      };
      if (Object.values(set).every((value) => value === undefined)) return;
      await db.updateTable('sites').set(set).where('id', '=', id).execute();
    },
    async secretHash(id) {
      const row = await db.selectFrom('sites').select('secret_hash').where('id', '=', id).executeTakeFirst();
      return row?.secret_hash;
    },
    async count(studyId) {
      const row = await db
        .selectFrom('sites')
        .select((e) => e.fn.countAll<number>().as('n'))
        .where('study_id', '=', studyId)
        .executeTakeFirstOrThrow();
      return row.n;
    },
  };
}

async function freeName(db: Database, studyId: string, wanted: string): Promise<string> {
  const rows = await db.selectFrom('sites').select('name').where('study_id', '=', studyId).execute();
  const taken = new Set(rows.map((row) => foldName(row.name)));
  let name = wanted;
  for (let n = 2; taken.has(foldName(name)); n++) name = `${wanted} (${n})`;
  return name;
}

const confirmedOf = (row: Selectable<Tables['sites']>): ConfirmedRows | null => {
  const { confirmed_train_rows: trainRows, confirmed_test_rows: testRows, confirmed_at: at } = row;
  return trainRows === null || testRows === null || at === null ? null : { trainRows, testRows, at };
};

const toSite = (row: Selectable<Tables['sites']>): SiteRecord => ({
  id: row.id,
  name: row.name,
  studyId: row.study_id,
  inviteId: row.invite_id,
  engine: row.engine,
  trainRows: row.train_rows,
  testRows: row.test_rows,
  dataset: readNullableJson(datasetShapeSchema, row.dataset, 'a site’s data set'),
  confirmed: confirmedOf(row),
  joinedAt: row.joined_at,
  lastSeenAt: row.last_seen_at,
});
