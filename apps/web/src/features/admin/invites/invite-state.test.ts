import { describe, expect, it } from 'vitest';
import { inviteState } from './invite-state.ts';

const NOW = Date.parse('2026-05-01T00:00:00.000Z');
const invite = { revokedAt: null, expiresAt: '2026-05-02T00:00:00.000Z', admits: 2, sites: 1 };

describe('[X7] an invite link', () => {
  it('works until it is revoked, expired or has let in all that it admits', () => {
    expect(inviteState(invite, NOW)).toBe('works');
    expect(inviteState({ ...invite, admits: null, expiresAt: null, sites: 99 }, NOW)).toBe('works');
    expect(inviteState({ ...invite, sites: 2 }, NOW)).toBe('full');
    expect(inviteState({ ...invite, expiresAt: '2026-05-01T00:00:00.000Z' }, NOW)).toBe('expired');
    expect(inviteState({ ...invite, sites: 2, revokedAt: '2026-04-01T00:00:00.000Z' }, NOW)).toBe('revoked');
  });
});
