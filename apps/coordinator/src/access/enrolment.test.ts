import { unwrap } from '@fedhealth/fl-core/lib';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { createEventBus } from '../events/bus.ts';
import { testStore } from '../testing/test-store.ts';
import { createAccess } from './access.ts';

async function opened() {
  const store = await testStore();
  const bus = createEventBus(store.events, pino({ level: 'silent' }));
  const { invitations, enrolment } = await createAccess({ publicUrl: null }, 'the admin token', store, bus);
  return { store, invitations, enrolment };
}

describe('enrolment', () => {
  it('lets a hospital in by an invitation, and ever after by its own secret', async () => {
    const { store, invitations, enrolment } = await opened();
    const invite = unwrap(await invitations.create({ studyId: 'small' }));
    const { siteId, secret, site } = unwrap(await enrolment.enrol(invite.token, 'Clinic'));
    expect(site).toMatchObject({ id: siteId, name: 'Clinic', studyId: 'small', inviteId: invite.id });
    expect(unwrap(await enrolment.authenticate(siteId, secret))).toEqual(site);
    const { token: _, ...kept } = invite;
    expect(await store.invites.list()).toEqual([{ ...kept, sites: 1 }]);
    expect((await store.events.list()).map(({ kind }) => kind)).toEqual(['site-enrolled', 'invite-created']);
  });

  it('keeps no secret that could be read from the database', async () => {
    const { store, invitations, enrolment } = await opened();
    const invite = unwrap(await invitations.create({ studyId: 'small' }));
    const { siteId, secret } = unwrap(await enrolment.enrol(invite.token, 'Clinic'));
    const hash = await store.sites.secretHash(siteId);
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    expect(hash).not.toContain(secret);
    expect(await enrolment.authenticate(siteId, hash ?? '')).toMatchObject({ ok: false });
  });

  it('gives two hospitals of one name two names and two secrets', async () => {
    const { invitations, enrolment } = await opened();
    const { token } = unwrap(await invitations.create({ studyId: 'small' }));
    const first = unwrap(await enrolment.enrol(token, 'Clinic'));
    const second = unwrap(await enrolment.enrol(token, 'Clinic'));
    expect(second.site.name).toBe('Clinic (2)');
    expect(await enrolment.authenticate(first.siteId, second.secret)).toMatchObject({ ok: false });
  });

  it('refuses an unknown site and a wrong secret alike', async () => {
    const { invitations, enrolment } = await opened();
    const { token } = unwrap(await invitations.create({ studyId: 'small' }));
    const { siteId, secret } = unwrap(await enrolment.enrol(token, 'Clinic'));
    const unknown = await enrolment.authenticate('nobody', secret);
    const wrong = await enrolment.authenticate(siteId, 'wrong');
    expect(unknown).toMatchObject({ ok: false, error: { code: 'SITE_UNKNOWN', retryable: false } });
    expect(wrong).toEqual(unknown);
    expect(await enrolment.authenticate('nobody', '')).toEqual(unknown);
  });

  it('lets nobody in by a revoked or unknown invitation, and keeps those who are in', async () => {
    const { invitations, enrolment } = await opened();
    const { id, token } = unwrap(await invitations.create({ studyId: 'small', label: 'North' }));
    const { siteId, secret } = unwrap(await enrolment.enrol(token, 'Clinic'));
    expect(await invitations.revoke(id)).toEqual({ ok: true, value: undefined });
    expect(await invitations.revoke(id)).toEqual({ ok: true, value: undefined });
    expect(await enrolment.enrol(token, 'Late')).toMatchObject({
      ok: false,
      error: { code: 'INVITE_INVALID' },
    });
    expect(await enrolment.enrol('unknown', 'Late')).toMatchObject({
      ok: false,
      error: { code: 'INVITE_INVALID' },
    });
    expect(await enrolment.authenticate(siteId, secret)).toMatchObject({ ok: true });
  });

  it('makes no invitation to a study that is not there', async () => {
    const { invitations } = await opened();
    expect(await invitations.create({ studyId: 'none' })).toMatchObject({
      ok: false,
      error: { code: 'STUDY_UNKNOWN' },
    });
    expect(await invitations.revoke('none')).toMatchObject({ ok: false, error: { code: 'INVITE_UNKNOWN' } });
  });
});
