/**
 * Invitations to a study. The token is kept beside its hash so that an administrator
 * can copy a link again: an invitation lets a hospital ask to join and can be revoked,
 * it reads nothing. Look-ups go by the hash, so their time says nothing of the token.
 */
import { createHash } from 'node:crypto';
import type { Selectable } from 'kysely';
import { nanoid } from 'nanoid';
import { now } from './columns.ts';
import type { InviteRecord } from './records.ts';
import type { Database, Tables } from './tables.ts';

export interface InviteStore {
  create(invite: { studyId: string; token: string; label: string | null }): Promise<InviteRecord>;
  /** Newest first, with how many sites joined by each. */
  list(): Promise<(InviteRecord & { sites: number })[]>;
  get(id: string): Promise<InviteRecord | undefined>;
  findByToken(token: string): Promise<InviteRecord | undefined>;
  /** True when there is such an invitation; revoking twice keeps the first time. */
  revoke(id: string): Promise<boolean>;
}

export function createInviteStore(db: Database): InviteStore {
  return {
    async create({ studyId, token, label }) {
      const row = await db
        .insertInto('invites')
        .values({
          id: nanoid(10),
          study_id: studyId,
          token,
          token_hash: hash(token),
          label,
          created_at: now(),
          revoked_at: null,
        })
        .returningAll()
        .executeTakeFirstOrThrow();
      return toInvite(row);
    },
    async list() {
      const rows = await db
        .selectFrom('invites')
        .selectAll()
        .select((e) =>
          e
            .selectFrom('sites')
            .select((s) => s.fn.countAll<number>().as('n'))
            .whereRef('sites.invite_id', '=', 'invites.id')
            .as('sites'),
        )
        .orderBy('created_at', 'desc')
        .orderBy('id')
        .execute();
      return rows.map((row) => ({ ...toInvite(row), sites: row.sites ?? 0 }));
    },
    async get(id) {
      const row = await db.selectFrom('invites').selectAll().where('id', '=', id).executeTakeFirst();
      return row && toInvite(row);
    },
    async findByToken(token) {
      const row = await db
        .selectFrom('invites')
        .selectAll()
        .where('token_hash', '=', hash(token))
        .executeTakeFirst();
      return row && toInvite(row);
    },
    async revoke(id) {
      const { numUpdatedRows } = await db
        .updateTable('invites')
        .set((e) => ({ revoked_at: e.fn.coalesce('revoked_at', e.val(now())) }))
        .where('id', '=', id)
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },
  };
}

const hash = (token: string): string => createHash('sha256').update(token).digest('hex');

const toInvite = (row: Selectable<Tables['invites']>): InviteRecord => ({
  id: row.id,
  studyId: row.study_id,
  token: row.token,
  label: row.label,
  createdAt: row.created_at,
  revokedAt: row.revoked_at,
});
