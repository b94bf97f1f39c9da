/** Keeps the list of what left short in a long run; what is no longer listed stays counted to the byte. */
import type { LedgerEntry, LedgerView } from '../session/snapshot.ts';

/** Messages that are listed with their content, the newest. */
export const LISTED_MESSAGES = 1_000;

export const emptyLedger: LedgerView = { entries: [], totalBytes: 0 };

type Older = NonNullable<LedgerView['older']>;

/** Adds messages to those that are counted and no longer listed. */
export function addOlder(older: Older, entries: readonly Pick<LedgerEntry, 'kind' | 'bytes'>[]): Older {
  const sums = { ...older };
  for (const { kind, bytes } of entries) {
    const before = sums[kind];
    sums[kind] = { messages: (before?.messages ?? 0) + 1, bytes: (before?.bytes ?? 0) + bytes };
  }
  return sums;
}

/** Two ledgers in one, the later after the earlier, with ids that stay apart. */
export function joinLedgers(earlier: LedgerView, later: LedgerView): LedgerView {
  if (earlier.entries.length === 0 && !earlier.older) return later;
  const offset = earlier.entries.reduce((highest, entry) => Math.max(highest, entry.id), 0);
  const all = [...earlier.entries, ...later.entries.map((entry) => ({ ...entry, id: entry.id + offset }))];
  const dropped = all.slice(0, Math.max(0, all.length - LISTED_MESSAGES));
  const older = addOlder(sumOlder(earlier.older, later.older), dropped);
  return {
    entries: all.slice(dropped.length),
    totalBytes: earlier.totalBytes + later.totalBytes,
    ...(Object.keys(older).length > 0 && { older }),
  };
}

function sumOlder(a: Older = {}, b: Older = {}): Older {
  const kinds = new Set([...Object.keys(a), ...Object.keys(b)]) as Set<LedgerEntry['kind']>;
  return Object.fromEntries(
    [...kinds].map((kind) => [
      kind,
      {
        messages: (a[kind]?.messages ?? 0) + (b[kind]?.messages ?? 0),
        bytes: (a[kind]?.bytes ?? 0) + (b[kind]?.bytes ?? 0),
      },
    ]),
  );
}
