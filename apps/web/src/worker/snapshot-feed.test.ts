import { emptySnapshot } from '@fedhealth/fl-core/protocol';
import type { LedgerEntry, SiteSnapshot } from '@fedhealth/fl-core/site';
import { describe, expect, it } from 'vitest';
import type { SnapshotChange } from './api/api.ts';
import { changeBetween, createSnapshotFeed } from './snapshot-feed.ts';

const entry = (id: number): LedgerEntry => ({
  id,
  at: 0,
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
  const pushed: SnapshotChange[] = [];
  const pauses: (() => void)[] = [];
  const feed = createSnapshotFeed((push) => pauses.push(push));
  feed.subscribe((change) => void pushed.push(change));
  return { feed, pushed, endPause: () => pauses.shift()?.() };
}

describe('createSnapshotFeed', () => {
  it('pushes the whole at first, then the newest of many offers of progress, once', () => {
    const { feed, pushed, endPause } = heldFeed();
    feed.offer(emptySnapshot);
    for (const engine of ['a', 'b', 'c']) feed.offer({ ...emptySnapshot, engine });
    expect(pushed).toEqual([emptySnapshot]);
    endPause();
    expect(pushed.slice(1)).toEqual([{ engine: 'c' }]);
  });

  it('pushes a milestone at once, with what waited, and nothing twice', () => {
    const { feed, pushed, endPause } = heldFeed();
    feed.offer(emptySnapshot);
    feed.offer({ ...emptySnapshot, engine: 'a' });
    feed.offer({ ...emptySnapshot, engine: 'a', joined: true });
    endPause();
    feed.flush();
    expect(pushed.slice(1)).toEqual([{ engine: 'a', joined: true }]);
  });

  it('keeps what an earlier session sent, even when the next sends nothing', () => {
    const { feed, pushed } = heldFeed();
    feed.offer({ ...emptySnapshot, joined: true, ledger: ledger(1, 2) });
    feed.archive(emptySnapshot);
    expect(pushed.at(-1)).toEqual({ joined: false, ledger: ledger(1, 2) });
    feed.offer({ ...emptySnapshot, ledger: ledger(1) });
    feed.flush();
    expect(pushed.at(-1)).toEqual({ ledger: ledger(1, 2, 3) });
  });
});

describe('changeBetween', () => {
  it('names the parts that are other objects', () => {
    const sent = ledger(1);
    const before = { ...emptySnapshot, ledger: sent };
    expect(changeBetween(before, { ...before, name: 'A' })).toEqual({ name: 'A' });
    expect(Object.keys(changeBetween(before, { ...before, ledger: { ...sent } }))).toEqual(['ledger']);
  });
});
