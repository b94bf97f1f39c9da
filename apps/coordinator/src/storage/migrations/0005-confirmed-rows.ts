import { type Kysely, type Migration, sql } from 'kysely';

const statements = [
  // The counts that an administrator has confirmed; null before that.
  'alter table sites add column confirmed_train_rows integer',
  'alter table sites add column confirmed_test_rows integer',
  'alter table sites add column confirmed_at text',
  // What an update was worth in its round's mean, what it claimed to be worth, and how far it went.
  'alter table round_sites add column share real',
  'alter table round_sites add column claimed_share real',
  'alter table round_sites add column norm real',
  'alter table round_sites add column steps integer',
];

/** Row counts are claims until they are confirmed; a round tells what each was worth. */
export const confirmedRows: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
