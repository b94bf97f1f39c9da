import type { Result } from '@fedhealth/fl-core/lib';
import type { InvitationView } from '@fedhealth/fl-core/protocol';
import type { ApiProblem } from '../../lib/api.ts';

export type Answer = Result<InvitationView, ApiProblem>;

/**
 * What the page goes on with when it has asked again. A study that is open stays open as it was read and agreed
 * to, whatever comes now – no answer, an invite that was revoked, a newer version –: only the count is new.
 */
export function askedAgain(held: Answer | undefined, answer: Answer): Answer {
  if (!held?.ok) return answer;
  if (!answer.ok || answer.value.sites === held.value.sites) return held;
  return { ok: true, value: { ...held.value, sites: answer.value.sites } };
}
