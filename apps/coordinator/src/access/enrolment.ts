/** How a hospital comes in: once by an invitation, ever after by the secret it was given. */
import { fail, ok, type Result } from '@fedhealth/fl-core/lib';
import { type ProtocolError, protocolError } from '@fedhealth/fl-core/protocol';
import type { EventBus, Topic } from '../events/bus.ts';
import { createFloodLog, type Flood } from '../events/flood-log.ts';
import type { InviteRecord, SiteRecord } from '../storage/records.ts';
import type { Store } from '../storage/store.ts';
import { createEnrolmentPace } from './enrolment-pace.ts';
import type { Invitations } from './invitations.ts';
import { hashSecret, newSecret, sameSecret } from './secret.ts';

export interface Enrolled {
  readonly siteId: string;
  /** Given once; only its hash is kept. */
  readonly secret: string;
  readonly site: SiteRecord;
}

export interface Enrolment {
  /** Joins a hospital to the invitation's study under a name no other hospital there has. */
  enrol(token: string, name: string): Promise<Result<Enrolled, ProtocolError>>;
  /** The site, if the secret is its own. */
  authenticate(siteId: string, secret: string): Promise<Result<SiteRecord, ProtocolError>>;
}

export function createEnrolment(store: Store, invitations: Invitations, bus: EventBus): Enrolment {
  const pace = createEnrolmentPace();
  const floods = createFloodLog(bus);
  return {
    async enrol(token, name) {
      const invite = await invitations.open(token);
      if (!invite.ok) return invite;
      const { id: inviteId, studyId } = invite.value;
      const turn = await pace.turn(invite.value);
      if (turn !== 'at-once') await floods.note(manyAt(invite.value));
      if (turn === 'refused') return fail(protocolError('RATE_LIMITED'));
      if (!(await store.invites.use(inviteId))) {
        await floods.note(full(invite.value));
        return fail(protocolError('INVITE_INVALID'));
      }
      const secret = newSecret();
      const site = await store.sites
        .create({ name, studyId, inviteId, secretHash: hashSecret(secret) })
        .catch(async (error: unknown) => {
          await store.invites.giveBack(inviteId);
          throw error;
        });
      const topics: Topic[] = ['sites', 'invites', 'studies'];
      // Of many at once the flood has been told; the list of hospitals has them all.
      if (turn === 'waited') bus.announce(topics);
      else {
        const message = `${site.name} joined the study.`;
        await bus.emit({ level: 'info', kind: 'site-enrolled', message, siteId: site.id, topics });
      }
      return ok({ siteId: site.id, secret, site });
    },
    async authenticate(siteId, secret) {
      const [site, expected] = await Promise.all([store.sites.get(siteId), store.sites.secretHash(siteId)]);
      // An unknown site takes the same steps as a wrong secret.
      const matches = sameSecret(hashSecret(secret), expected ?? '');
      return site !== undefined && matches ? ok(site) : fail(protocolError('SITE_UNKNOWN'));
    },
  };
}

const linkOf = ({ label }: InviteRecord): string => `the invite link${label ? ` for ${label}` : ''}`;

const manyAt = (invite: InviteRecord): Flood => ({
  kind: 'enrolment-flood',
  about: invite.id,
  message: `Many hospitals join by ${linkOf(invite)} at once. They are let in one after another, and not listed here one by one. If you do not expect them, revoke the link.`,
  topics: ['sites', 'invites'],
});

const full = (invite: InviteRecord): Flood => ({
  kind: 'invite-full',
  about: invite.id,
  message: `Somebody wants to join by ${linkOf(invite)}, which has let in the ${invite.admits} hospitals that it admits. Make another link if you expect more; revoke this one if you do not.`,
  topics: ['invites'],
});
