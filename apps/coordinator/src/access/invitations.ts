/** Invitations to a study: made, listed and revoked by an administrator, opened by a hospital. */
import { fail, ok, type Result } from '@fedhealth/fl-core/lib';
import {
  DEFAULT_ADMITS,
  DEFAULT_INVITE_DAYS,
  type ProtocolError,
  protocolError,
} from '@fedhealth/fl-core/protocol';
import type { EventBus } from '../events/bus.ts';
import type { InviteRecord } from '../storage/records.ts';
import type { Store } from '../storage/store.ts';
import { newSecret } from './secret.ts';

export interface InviteWishes {
  readonly studyId: string;
  readonly label?: string | undefined;
  /** How many hospitals it lets in; `DEFAULT_ADMITS` unless told. */
  readonly admits?: number | undefined;
  /** `DEFAULT_INVITE_DAYS` unless told. */
  readonly expiresInDays?: number | undefined;
}

export interface Invitations {
  /** The answer has the token: it is not kept, and so cannot be shown again. */
  create(wishes: InviteWishes): Promise<Result<InviteRecord & { readonly token: string }>>;
  /** Nobody can join by it any more; hospitals that have joined stay. */
  revoke(id: string): Promise<Result<void>>;
  /** The invitation behind a token, unless it is unknown, revoked or over. */
  open(token: string): Promise<Result<InviteRecord, ProtocolError>>;
  /** Whether there is such an invitation, valid or not: who shows it does not guess. */
  exists(token: string): Promise<boolean>;
}

const DAY_MS = 24 * 60 * 60 * 1000;

export function createInvitations(store: Store, bus: EventBus): Invitations {
  return {
    async create({ studyId, label, admits = DEFAULT_ADMITS, expiresInDays = DEFAULT_INVITE_DAYS }) {
      const study = await store.studies.get(studyId);
      if (study === undefined) {
        return fail({ code: 'STUDY_UNKNOWN', message: `There is no study "${studyId}".` });
      }
      const invite = await store.invites.create({
        studyId,
        token: newSecret(),
        label: label || null,
        admits,
        expiresAt: new Date(Date.now() + expiresInDays * DAY_MS).toISOString(),
      });
      await bus.emit({
        level: 'info',
        kind: 'invite-created',
        message: `An invite link to "${study.title}" was made${label ? ` for ${label}` : ''}.`,
        topics: ['invites'],
      });
      return ok(invite);
    },
    async revoke(id) {
      const invite = await store.invites.get(id);
      if (invite === undefined)
        return fail({ code: 'INVITE_UNKNOWN', message: 'There is no such invite link.' });
      if (invite.revokedAt !== null) return ok(undefined);
      await store.invites.revoke(id);
      await bus.emit({
        level: 'info',
        kind: 'invite-revoked',
        message: `The invite link${invite.label ? ` for ${invite.label}` : ''} was revoked. Hospitals that joined by it stay.`,
        topics: ['invites'],
      });
      return ok(undefined);
    },
    async open(token) {
      const invite = await store.invites.findByToken(token);
      return invite === undefined || invite.revokedAt !== null || isOver(invite)
        ? fail(protocolError('INVITE_INVALID'))
        : ok(invite);
    },
    exists: async (token) => (await store.invites.findByToken(token)) !== undefined,
  };
}

const isOver = ({ expiresAt }: InviteRecord): boolean =>
  expiresAt !== null && Date.parse(expiresAt) <= Date.now();
