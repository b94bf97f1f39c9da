/** The tables as SQL sees them: snake_case, times as ISO 8601 text in UTC, JSON as text. */
import type { ModelStage } from '@fedhealth/fl-core/protocol';
import type { ColumnType, Generated, Kysely } from 'kysely';
import type { ModelParent } from './records.ts';

/** libsql takes any byte view and gives an ArrayBuffer back. */
type Blob = ColumnType<ArrayBuffer, Uint8Array, Uint8Array>;
type NullableBlob = ColumnType<ArrayBuffer | null, Uint8Array | null, Uint8Array | null>;

export interface Tables {
  studies: { id: string; version: number; json: string; created_at: string };
  invites: {
    id: string;
    study_id: string;
    token_hash: string;
    /** Empty: links were once kept to be shown again. */
    token: string;
    label: string | null;
    created_at: string;
    revoked_at: string | null;
    /** Null: as many as come. */
    admits: number | null;
    used: Generated<number>;
    expires_at: string | null;
  };
  sessions: { id_hash: string; created_at: string; expires_at: string };
  sites: {
    id: string;
    name: string;
    study_id: string;
    invite_id: string | null;
    secret_hash: string;
    engine: string | null;
    train_rows: number | null;
    test_rows: number | null;
    dataset: string | null;
    confirmed_train_rows: number | null;
    confirmed_test_rows: number | null;
    confirmed_at: string | null;
    joined_at: string;
    last_seen_at: string;
  };
  runs: {
    id: string;
    number: number;
    study_id: string;
    study_version: number;
    plan: string;
    status: string;
    round: number;
    message: string | null;
    seed: number;
    started_at: string;
    finished_at: string | null;
    recruited: string;
    pipeline: string | null;
    strategy_state: NullableBlob;
    /** CRC-32 of the column before; null for what was kept before there were seals. */
    strategy_state_seal: Generated<number | null>;
    final_combined: string | null;
    federation: string | null;
  };
  rounds: {
    run_id: string;
    round: number;
    attempt: number;
    status: string;
    started_at: string;
    finished_at: string | null;
    timing: string;
    train_loss: number | null;
    validation: string | null;
    combined: string | null;
    weights: NullableBlob;
    weights_seal: Generated<number | null>;
  };
  round_sites: {
    run_id: string;
    round: number;
    attempt: number;
    site_id: string;
    outcome: string;
    examples: number | null;
    loss: number | null;
    seconds: number | null;
    bytes: number | null;
    metrics: string | null;
    share: number | null;
    claimed_share: number | null;
    norm: number | null;
    steps: number | null;
  };
  final_sites: { run_id: string; site_id: string; metrics: string };
  model_versions: {
    version: Generated<number>;
    study_id: string;
    study_version: number;
    run_id: string;
    round: number;
    artifact: string;
    metrics: string;
    parameters: number;
    hash: string;
    created_at: string;
    stage: Generated<ModelStage>;
    artifact_hash: string | null;
    parent: number | null;
    parent_relation: ModelParent['relation'] | null;
    /** As the study wrote it. */
    strategy: string | null;
    contributions: Generated<string>;
    artifact_seal: Generated<number | null>;
  };
  /** Promotions and roll-backs: only ever added to. */
  model_changes: {
    id: Generated<number>;
    at: string;
    study_id: string;
    action: 'promoted' | 'rolledBack';
    version: number;
    former: number | null;
    reason: string;
    by: string;
  };
  events: {
    id: Generated<number>;
    at: string;
    level: string;
    kind: string;
    message: string;
    run_id: string | null;
    site_id: string | null;
    round: number | null;
    code: string | null;
  };
  /** Random values the coordinator made for itself, as the salt of its session key. */
  secrets: { name: string; value: Blob };
}

/** The database, or a transaction on it. */
export type Database = Kysely<Tables>;
