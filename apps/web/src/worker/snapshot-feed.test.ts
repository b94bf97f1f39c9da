import type { LedgerEntry, SiteSnapshot } from '@fedhealth/fl-core/site';
import { describe, expect, it } from 'vitest';
import { emptySnapshot } from '../store/participation-slice.ts';
import type { PushedSnapshot } from './api.ts';
import { createSnapshotFeed, joinLedgers } from './snapshot-feed.ts';

const entry = (id: number): LedgerEntry => ({
  id,
  at: id,
  kind: 'fit',
  bytes: 10,
  packets: 1,
  summary: '',
  content: '',
});
const ledger = (...ids: number[]): SiteSnapshot['ledger'] => ({
  entries: ids.map(entry),
  totalBytes: 10 * ids.length,
});

/** A feed whose pauses end when the test says so. */
function heldFeed() {
  const pushed: PushedSnapshot[] = [];
  const pauses: (() => void)[] = [];
  const feed = createSnapshotFeed((push) => pauses.push(push));
  feed.subscribe((snapshot) => void pushed.push(snapshot));
  return { feed, pushed, endPause: () => pauses.shift()?.() };
}

describe('createSnapshotFeed', () => {
  it('pushes the newest of many offers, once', () => {
    const { feed, pushed, endPause } = heldFeed();
    for (const name of ['a', 'b', 'c']) feed.offer({ ...emptySnapshot, name });
    expect(pushed).toEqual([]);
    endPause();
    expect(pushed.map((snapshot) => snapshot.name)).toEqual(['c']);
  });

  it('pushes at once when told to, and nothing twice', () => {
    const { feed, pushed, endPause } = heldFeed();
    feed.offer({ ...emptySnapshot, joined: true });
    feed.flush();
    endPause();
    expect(pushed.map((snapshot) => snapshot.joined)).toEqual([true]);
  });

  it('sends the ledger only when it grew', () => {
    const { feed, pushed } = heldFeed();
    const first = ledger(1);
    feed.offer({ ...emptySnapshot, ledger: first });
    feed.flush();
    feed.offer({ ...emptySnapshot, name: 'x', ledger: first });
    feed.flush();
    feed.offer({ ...emptySnapshot, ledger: ledger(1, 2) });
    feed.flush();
    expect(pushed.map((snapshot) => snapshot.ledger?.entries.length ?? null)).toEqual([1, null, 2]);
  });

  it('keeps what an earlier session sent', () => {
    const { feed, pushed } = heldFeed();
    feed.offer({ ...emptySnapshot, joined: true, ledger: ledger(1, 2) });
    feed.archive(emptySnapshot);
    feed.offer({ ...emptySnapshot, ledger: ledger(1) });
    feed.flush();
    expect(pushed[0]).toMatchObject({ joined: false, ledger: { totalBytes: 20 } });
    expect(pushed[1]?.ledger).toMatchObject({ totalBytes: 30, entries: [{ id: 1 }, { id: 2 }, { id: 3 }] });
  });
});

describe('joinLedgers', () => {
  it('keeps ids apart and adds the bytes', () => {
    const joined = joinLedgers(ledger(1, 4), ledger(1, 2));
    expect(joined.entries.map(({ id }) => id)).toEqual([1, 4, 5, 6]);
    expect(joined.totalBytes).toBe(40);
  });
});
