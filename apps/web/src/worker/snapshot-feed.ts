/**
 * Snapshots on their way to the page: a few each second however fast training reports, the ledger only
 * when it grew, and messages of earlier sessions kept in it.
 */
import type { LedgerEntry, SiteSnapshot } from '@fedhealth/fl-core/site';
import type { PushedSnapshot } from './api.ts';

type Ledger = SiteSnapshot['ledger'];

export interface SnapshotFeed {
  subscribe(listener: (snapshot: PushedSnapshot) => void): void;
  /** Takes a session's newest snapshot; it is pushed soon. */
  offer(snapshot: SiteSnapshot): void;
  /** Pushes what was offered now. */
  flush(): void;
  /** The session is over: its messages stay listed, the rest starts anew. */
  archive(empty: SiteSnapshot): void;
}

const PAUSE_MS = 100;

/** Two ledgers in one, the later after the earlier, with ids that stay apart. */
export function joinLedgers(earlier: Ledger, later: Ledger): Ledger {
  if (earlier.entries.length === 0) return later;
  const offset = earlier.entries.reduce((highest, entry) => Math.max(highest, entry.id), 0);
  const renumbered: LedgerEntry[] = later.entries.map((entry) => ({ ...entry, id: entry.id + offset }));
  return { entries: [...earlier.entries, ...renumbered], totalBytes: earlier.totalBytes + later.totalBytes };
}

export function createSnapshotFeed(
  schedule: (push: () => void, ms: number) => unknown = setTimeout,
): SnapshotFeed {
  const listeners: ((snapshot: PushedSnapshot) => void)[] = [];
  let past: Ledger = { entries: [], totalBytes: 0 };
  let newest: SiteSnapshot | null = null;
  let pushedEntries: Ledger['entries'] | null = null;
  let waiting = false;
  let due = false;

  const push = (): void => {
    if (!newest || !due) return;
    due = false;
    const grew = newest.ledger.entries !== pushedEntries;
    pushedEntries = newest.ledger.entries;
    const pushed = { ...newest, ledger: grew ? joinLedgers(past, newest.ledger) : null };
    for (const listener of listeners) listener(pushed);
  };

  return {
    subscribe: (listener) => void listeners.push(listener),
    offer(snapshot) {
      newest = snapshot;
      due = true;
      if (waiting) return;
      waiting = true;
      schedule(() => {
        waiting = false;
        push();
      }, PAUSE_MS);
    },
    flush: push,
    archive(empty) {
      if (newest) past = joinLedgers(past, newest.ledger);
      newest = empty;
      due = true;
      push();
    },
  };
}
