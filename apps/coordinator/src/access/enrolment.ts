/** How a hospital comes in: once by an invitation, ever after by the secret it was given. */
import { fail, ok, type Result } from '@fedhealth/fl-core/lib';
import { type ProtocolError, protocolError } from '@fedhealth/fl-core/protocol';
import type { EventBus } from '../events/bus.ts';
import type { SiteRecord } from '../storage/records.ts';
import type { Store } from '../storage/store.ts';
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
  return {
    async enrol(token, name) {
      const invite = await invitations.open(token);
      if (!invite.ok) return invite;
      const secret = newSecret();
      const site = await store.sites.create({
        name,
        studyId: invite.value.studyId,
        inviteId: invite.value.id,
        secretHash: hashSecret(secret),
      });
      await bus.emit({
        level: 'info',
        kind: 'site-enrolled',
        message: `${site.name} joined the study.`,
        siteId: site.id,
        topics: ['sites', 'invites', 'studies'],
      });
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
