/** Of what left this browser, what is counted and no longer listed. */
import type { LedgerView } from '@fedhealth/fl-core/site';

export function olderMessages({ older = {} }: LedgerView): { messages: number; bytes: number } {
  const each = Object.values(older);
  return {
    messages: each.reduce((sum, { messages }) => sum + messages, 0),
    bytes: each.reduce((sum, { bytes }) => sum + bytes, 0),
  };
}
