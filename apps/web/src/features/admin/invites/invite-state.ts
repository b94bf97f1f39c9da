/** Whether a hospital can still join by a link. */
import type { InviteView } from '@fedhealth/fl-core/protocol';

export type InviteState = 'works' | 'revoked' | 'expired' | 'full';

/** `now`: in milliseconds since 1970. */
export function inviteState(
  { revokedAt, expiresAt, admits, sites }: Pick<InviteView, 'revokedAt' | 'expiresAt' | 'admits' | 'sites'>,
  now = Date.now(),
): InviteState {
  if (revokedAt !== null) return 'revoked';
  if (expiresAt !== null && Date.parse(expiresAt) <= now) return 'expired';
  return admits !== null && sites >= admits ? 'full' : 'works';
}
