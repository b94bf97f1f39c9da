import { type Kysely, type Migration, sql } from 'kysely';

const statements = [
  "alter table model_versions add column stage text not null default 'candidate'",
  'alter table model_versions add column artifact_hash text',
  'alter table model_versions add column parent integer',
  'alter table model_versions add column parent_relation text',
  'alter table model_versions add column strategy text',
  "alter table model_versions add column contributions text not null default '[]'",
  // Models of before learn what the rest of the database knows of them.
  "update model_versions set artifact_hash = json_extract(artifact, '$.hash')",
  `update model_versions set strategy = (
    select json_extract(studies.json, '$.federation.strategy') from studies
    where studies.id = model_versions.study_id and studies.version = model_versions.study_version
  )`,
  `update model_versions set contributions = coalesce((
    select json_group_array(json_object(
      'siteId', site_id, 'name', name, 'rounds', rounds, 'examples', examples
    )) from (
      select part.site_id, coalesce(sites.name, part.site_id) as name,
        count(*) as rounds, max(part.examples) as examples
      from round_sites as part
      join rounds on rounds.run_id = part.run_id and rounds.round = part.round
        and rounds.attempt = part.attempt and rounds.status = 'completed'
      left join sites on sites.id = part.site_id
      where part.run_id = model_versions.run_id and part.round <= model_versions.round
        and part.outcome = 'done'
      group by part.site_id
      order by name
    )
  ), '[]')`,
  `create unique index one_production_model on model_versions (study_id) where stage = 'production'`,
  'create index models_by_study on model_versions (study_id, version)',
  // What was decided stays told; nothing is ever deleted from here.
  `create table model_changes (
    id integer primary key autoincrement,
    at text not null,
    study_id text not null,
    action text not null,
    version integer not null references model_versions (version),
    former integer references model_versions (version),
    reason text not null,
    by text not null
  )`,
  'create index model_changes_by_study on model_changes (study_id, id)',
];

/** Stages and lineage of model versions, and who changed the production model and why. */
export const registry: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
