import { describe, expect, it } from 'vitest';
import type { LedgerEntry, LedgerView } from '../session/snapshot.ts';
import { joinLedgers, LISTED_MESSAGES } from './trim-ledger.ts';

const entry = (id: number, kind: LedgerEntry['kind'] = 'fit'): LedgerEntry => ({
  id,
  at: 0,
  kind,
  bytes: 10,
  packets: 1,
  summary: '',
  content: '',
});
const ledger = (...ids: number[]): LedgerView => ({
  entries: ids.map((id) => entry(id)),
  totalBytes: 10 * ids.length,
});

describe('two ledgers in one', () => {
  it('keep ids apart and add the bytes', () => {
    const joined = joinLedgers(ledger(1, 4), ledger(1, 2));
    expect(joined.entries.map(({ id }) => id)).toEqual([1, 4, 5, 6]);
    expect([joined.totalBytes, joined.older]).toEqual([40, undefined]);
  });

  it('[W7] list the newest and count the rest by kind', () => {
    const earlier = { ...ledger(1, 2), totalBytes: 25, older: { hello: { messages: 1, bytes: 5 } } };
    const later = {
      entries: Array.from({ length: LISTED_MESSAGES - 1 }, (_, i) => entry(i + 9)),
      totalBytes: 10 * LISTED_MESSAGES,
      older: { fit: { messages: 1, bytes: 10 } },
    };
    const { entries, totalBytes, older } = joinLedgers(earlier, later);
    expect([entries.length, entries[0]?.id, entries[1]?.id]).toEqual([LISTED_MESSAGES, 2, 11]);
    expect(older).toEqual({ hello: { messages: 1, bytes: 5 }, fit: { messages: 2, bytes: 20 } });
    expect(totalBytes).toBe(10 * entries.length + 25);
  });
});
