import { type Kysely, type Migration, sql } from 'kysely';

const statements = [
  `create table studies (
    id text not null,
    version integer not null,
    json text not null,
    created_at text not null,
    primary key (id, version)
  )`,
  `create table invites (
    id text primary key,
    study_id text not null,
    token_hash text not null unique,
    token text not null,
    label text,
    created_at text not null,
    revoked_at text
  )`,
  `create table sites (
    id text primary key,
    name text not null,
    study_id text not null,
    invite_id text references invites (id),
    secret_hash text not null,
    engine text,
    train_rows integer,
    test_rows integer,
    joined_at text not null,
    last_seen_at text not null,
    unique (study_id, name)
  )`,
  `create table runs (
    id text primary key,
    number integer not null unique,
    study_id text not null,
    study_version integer not null,
    plan text not null,
    status text not null,
    round integer not null,
    message text,
    seed integer not null,
    started_at text not null,
    finished_at text,
    recruited text not null,
    pipeline text,
    strategy_state blob,
    final_combined text,
    foreign key (study_id, study_version) references studies (id, version)
  )`,
  `create table rounds (
    run_id text not null references runs (id) on delete cascade,
    round integer not null,
    attempt integer not null,
    status text not null,
    started_at text not null,
    finished_at text,
    timing text not null,
    train_loss real,
    validation text,
    combined text,
    weights blob,
    primary key (run_id, round, attempt)
  )`,
  `create table round_sites (
    run_id text not null,
    round integer not null,
    attempt integer not null,
    site_id text not null,
    outcome text not null,
    examples integer,
    loss real,
    seconds real,
    bytes integer,
    metrics text,
    primary key (run_id, round, attempt, site_id),
    foreign key (run_id, round, attempt) references rounds (run_id, round, attempt) on delete cascade
  )`,
  `create table final_sites (
    run_id text not null references runs (id) on delete cascade,
    site_id text not null,
    metrics text not null,
    primary key (run_id, site_id)
  )`,
  // AUTOINCREMENT: a version number is never given twice, even after a deletion.
  `create table model_versions (
    version integer primary key autoincrement,
    study_id text not null,
    study_version integer not null,
    run_id text not null references runs (id),
    round integer not null,
    artifact text not null,
    metrics text not null,
    parameters integer not null,
    hash text not null,
    created_at text not null,
    unique (run_id, round)
  )`,
  // No references: what happened stays told even when its subject is gone.
  `create table events (
    id integer primary key autoincrement,
    at text not null,
    level text not null,
    kind text not null,
    message text not null,
    run_id text,
    site_id text,
    round integer,
    code text
  )`,
  'create index events_by_run on events (run_id, id)',
  'create table secrets (name text primary key, value blob not null)',
];

export const initial: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
