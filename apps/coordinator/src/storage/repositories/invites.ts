/**
 * Invitations to a study, known by the hash of their token only: a link is shown once, when it is made. Look-ups go
 * by the hash, so their time says nothing of the token.
 */
import { createHash } from 'node:crypto';
import type { Selectable } from 'kysely';
import { nanoid } from 'nanoid';
import { now } from '../columns.ts';
import type { InviteRecord } from '../records.ts';
import type { Database, Tables } from '../tables.ts';

export interface NewInvite {
  readonly studyId: string;
  readonly token: string;
  readonly label: string | null;
  readonly admits?: number | null;
  readonly expiresAt?: string | null;
}

export interface InviteStore {
  /** The answer has the token that was given, which is not kept. `admits`, `expiresAt`: no bound unless told. */
  create(invite: NewInvite): Promise<InviteRecord & { readonly token: string }>;
  /** Newest first, with how many sites joined by each. */
  list(): Promise<(InviteRecord & { sites: number })[]>;
  get(id: string): Promise<InviteRecord | undefined>;
  findByToken(token: string): Promise<InviteRecord | undefined>;
  /** True when there is such an invitation; revoking twice keeps the first time. */
  revoke(id: string): Promise<boolean>;
  /** Counts one hospital more, unless it is revoked, over, or has let in all that it admits: then false. */
  use(id: string): Promise<boolean>;
  /** That hospital did not come in after all. */
  giveBack(id: string): Promise<void>;
}

export function createInviteStore(db: Database): InviteStore {
  return {
    async create({ studyId, token, label, admits = null, expiresAt = null }) {
      const row = await db
        .insertInto('invites')
        .values({
          id: nanoid(10),
          study_id: studyId,
          token: '',
          token_hash: hash(token),
          label,
          created_at: now(),
          revoked_at: null,
          admits,
          expires_at: expiresAt,
        })
        .returningAll()
        .executeTakeFirstOrThrow();
      return { ...toInvite(row), token };
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
    async use(id) {
      const { numUpdatedRows } = await db
        .updateTable('invites')
        .set((e) => ({ used: e('used', '+', 1) }))
        .where('id', '=', id)
        .where('revoked_at', 'is', null)
        .where((e) => e.or([e('expires_at', 'is', null), e('expires_at', '>', now())]))
        .where((e) => e.or([e('admits', 'is', null), e('used', '<', e.ref('admits'))]))
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },
    async giveBack(id) {
      await db
        .updateTable('invites')
        .set((e) => ({ used: e('used', '-', 1) }))
        .where('id', '=', id)
        .where('used', '>', 0)
        .execute();
    },
  };
}

const hash = (token: string): string => createHash('sha256').update(token).digest('hex');

const toInvite = (row: Selectable<Tables['invites']>): InviteRecord => ({
  id: row.id,
  studyId: row.study_id,
  label: row.label,
  createdAt: row.created_at,
  revokedAt: row.revoked_at,
  admits: row.admits,
  expiresAt: row.expires_at,
});
