import { type Kysely, type Migration, sql } from 'kysely';

const statements = [
  // What is overwritten below must not stay readable in the file.
  'pragma secure_delete = on',
  'alter table invites add column admits integer',
  'alter table invites add column used integer not null default 0',
  'alter table invites add column expires_at text',
  'update invites set used = (select count(*) from sites where sites.invite_id = invites.id)',
  // Links of before were made without a bound: they go on for a while, as one that is made now does.
  `update invites set admits = used + 10, expires_at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now', '+30 days')`,
  // A link was kept to be shown again. From now on its hash, which is beside it, is all that is kept.
  `update invites set token = ''`,
  'create table sessions (id_hash text primary key, created_at text not null, expires_at text not null)',
];

/** How many hospitals an invitation admits and until when, no tokens in the clear, and who is signed in. */
export const admission: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
