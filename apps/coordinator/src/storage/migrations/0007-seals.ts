import { type Kysely, type Migration, sql } from 'kysely';

const SEALS = [
  ['rounds', 'weights_seal'],
  ['runs', 'strategy_state_seal'],
  ['model_versions', 'artifact_seal'],
] as const;

/** A checksum beside what a damaged disk could change without SQLite's noticing; null for what was kept before. */
export const seals: Migration = {
  async up(db: Kysely<unknown>) {
    for (const [table, column] of SEALS) {
      const { rows } = await sql`select 1 from pragma_table_info(${table}) where name = ${column}`.execute(
        db,
      );
      if (rows.length === 0)
        await sql`alter table ${sql.table(table)} add column ${sql.ref(column)} integer`.execute(db);
    }
  },
};
