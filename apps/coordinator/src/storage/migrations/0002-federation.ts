import { type Kysely, type Migration, sql } from 'kysely';

/** What a site declared of its data set, and the merged statistics of a run as hospitals may see them. */
export const federation: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`alter table sites add column dataset text`.execute(db);
    await sql`alter table runs add column federation text`.execute(db);
  },
};
