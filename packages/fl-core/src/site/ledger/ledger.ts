/**
 * "What left this browser": the record of every packet the socket sent, kept at the
 * one place where packets are made, so that nothing can leave unlisted.
 */
import type { LedgerEntry, LedgerView } from '../session/snapshot.ts';
import { addOlder, LISTED_MESSAGES } from './trim-ledger.ts';

type Draft = Pick<LedgerEntry, 'kind' | 'summary' | 'content'>;

/** What engine.io tells of a packet it is about to send. */
interface PacketSource {
  on(event: 'packetCreate', listener: (packet: { type: string; data?: unknown }) => void): unknown;
}

export interface Ledger {
  view(): LedgerView;
  /** Watches a fresh engine.io connection. */
  watch(engine: PacketSource): void;
  /**
   * Runs `send`; every packet made meanwhile belongs to this entry. With `gather`, an entry of the same kind and
   * summary grows instead, and shows the newest content.
   */
  record(draft: Draft, send: () => void, gather?: boolean): void;
}

const encoder = new TextEncoder();

/** Bytes of a packet as a WebSocket message: text carries one character for its type, binary goes bare. */
function packetBytes(packet: { type: string; data?: unknown }): number {
  const { data } = packet;
  if (typeof data === 'string') return 1 + encoder.encode(data).length;
  if (data instanceof ArrayBuffer || ArrayBuffer.isView(data)) return data.byteLength;
  return 1;
}

/** Packets that Socket.IO sends of its own accord, in a person's words. */
function upkeep(packet: { type: string; data?: unknown }): Draft {
  if (packet.type !== 'message') {
    return {
      kind: 'keep-alive',
      summary: 'Signs of life that keep the connection open',
      content: 'One character each; no content.',
    };
  }
  const text = typeof packet.data === 'string' ? packet.data : '';
  return text.startsWith('0')
    ? { kind: 'connect', summary: 'Opened the connection to the coordinator', content: text }
    : { kind: 'connect', summary: 'Closed the connection', content: text };
}

/**
 * A ledger whose `onChange` is called after each packet. Counts everything, and lists the newest messages; keep-alives share one.
 */
export function createLedger(onChange: () => void, now: () => number = Date.now): Ledger {
  let entries: LedgerEntry[] = [];
  let older: LedgerView['older'];
  let total = 0;
  let open: LedgerEntry | null = null;
  let nextId = 1;

  const put = (entry: LedgerEntry): LedgerEntry => {
    const index = entries.findLastIndex((other) => other.id === entry.id);
    if (index >= 0) {
      entries = entries.with(index, entry);
      return entry;
    }
    const dropped = entries.slice(0, Math.max(0, entries.length + 1 - LISTED_MESSAGES));
    if (dropped.length > 0) older = addOlder(older ?? {}, dropped);
    entries = [...entries.slice(dropped.length), entry];
    return entry;
  };
  const grow = (entry: LedgerEntry, bytes: number): LedgerEntry =>
    put({ ...entry, at: now(), bytes: entry.bytes + bytes, packets: entry.packets + 1 });
  const begin = (draft: Draft): LedgerEntry => ({ id: nextId++, at: now(), bytes: 0, packets: 0, ...draft });

  const onPacket = (packet: { type: string; data?: unknown }): void => {
    const bytes = packetBytes(packet);
    total += bytes;
    if (open !== null && packet.type === 'message') {
      open = grow(open, bytes);
    } else {
      const draft = upkeep(packet);
      const alive =
        draft.kind === 'keep-alive' ? entries.find((entry) => entry.kind === 'keep-alive') : undefined;
      grow(alive ?? begin(draft), bytes);
    }
    onChange();
  };

  return {
    view: () => ({ entries, totalBytes: total, ...(older && { older }) }),
    watch: (engine) => void engine.on('packetCreate', onPacket),
    record(draft, send, gather = false) {
      const known = gather
        ? entries.findLast(({ kind, summary }) => kind === draft.kind && summary === draft.summary)
        : undefined;
      open = known ? { ...known, ...draft } : begin(draft);
      try {
        send();
      } finally {
        open = null;
      }
    },
  };
}
