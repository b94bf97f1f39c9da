/**
 * Snapshots on their way to the page: only what changed, progress a few times each second however fast
 * training reports, milestones at once, and messages of earlier sessions kept in the ledger.
 */
import { emptyLedger, joinLedgers, type LedgerView, type SiteSnapshot } from '@fedhealth/fl-core/site';
import type { SnapshotChange } from './api/api.ts';

export interface SnapshotFeed {
  subscribe(listener: (change: SnapshotChange) => void): void;
  /** Takes a session's newest snapshot; it is pushed soon, or now when it is a milestone. */
  offer(snapshot: SiteSnapshot): void;
  /** Pushes what was offered now. */
  flush(): void;
  /** Messages that an earlier worker of this page sent. */
  continueFrom(ledger: LedgerView): void;
  /** The session is over: its messages stay listed, the rest starts anew. */
  archive(empty: SiteSnapshot): void;
}

const PAUSE_MS = 100;

/** What a person follows closely: it is pushed at once, so that no round goes by unseen. */
const milestone = ({ joined, connection, run, comparison }: SiteSnapshot): string =>
  [joined, connection, run?.run, run?.status, run?.round, comparison?.modelVersion].join();

/** The parts of `next` that are not the same object or value in `before`. */
export function changeBetween(before: SiteSnapshot | null, next: SiteSnapshot): SnapshotChange {
  if (before === null) return next;
  const known = new Map<string, unknown>(Object.entries(before));
  return Object.fromEntries(Object.entries(next).filter(([key, value]) => known.get(key) !== value));
}

export function createSnapshotFeed(
  schedule: (push: () => void, ms: number) => unknown = setTimeout,
): SnapshotFeed {
  const listeners: ((change: SnapshotChange) => void)[] = [];
  let past = emptyLedger;
  let newest: SiteSnapshot | null = null;
  let pushed: SiteSnapshot | null = null;
  let waiting = false;
  let passed = '';

  const push = (): void => {
    if (!newest || newest === pushed) return;
    const change = changeBetween(pushed, newest);
    pushed = newest;
    const told = change.ledger ? { ...change, ledger: joinLedgers(past, change.ledger) } : change;
    for (const listener of listeners) listener(told);
  };

  return {
    subscribe: (listener) => void listeners.push(listener),
    offer(snapshot) {
      newest = snapshot;
      const reached = milestone(snapshot);
      if (reached !== passed) {
        passed = reached;
        return push();
      }
      if (waiting) return;
      waiting = true;
      schedule(() => {
        waiting = false;
        push();
      }, PAUSE_MS);
    },
    flush: push,
    continueFrom(ledger) {
      past = joinLedgers(past, ledger);
    },
    archive(empty) {
      if (newest) past = joinLedgers(past, newest.ledger);
      newest = { ...empty, ledger: emptyLedger };
      passed = milestone(empty);
      push();
    },
  };
}
