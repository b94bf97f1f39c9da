/** Invitations to a study: made, listed and revoked by an administrator, opened by a hospital. */
import { fail, ok, type Result } from '@fedhealth/fl-core/lib';
import { type ProtocolError, protocolError } from '@fedhealth/fl-core/protocol';
import type { EventBus } from '../events/bus.ts';
import type { InviteRecord } from '../storage/records.ts';
import type { Store } from '../storage/store.ts';
import { newSecret } from './secret.ts';

export interface Invitations {
  create(request: { studyId: string; label?: string | undefined }): Promise<Result<InviteRecord>>;
  /** Nobody can join by it any more; hospitals that have joined stay. */
  revoke(id: string): Promise<Result<void>>;
  /** The invitation behind a token, unless it is unknown or revoked. */
  open(token: string): Promise<Result<InviteRecord, ProtocolError>>;
}

export function createInvitations(store: Store, bus: EventBus): Invitations {
  return {
    async create({ studyId, label }) {
      const study = await store.studies.get(studyId);
      if (study === undefined) {
        return fail({ code: 'STUDY_UNKNOWN', message: `There is no study "${studyId}".` });
      }
      const invite = await store.invites.create({ studyId, token: newSecret(), label: label || null });
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
      return invite === undefined || invite.revokedAt !== null
        ? fail(protocolError('INVITE_INVALID'))
        : ok(invite);
    },
  };
}
