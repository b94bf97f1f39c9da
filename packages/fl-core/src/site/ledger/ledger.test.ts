import { describe, expect, it, vi } from 'vitest';
import { createLedger } from './ledger.ts';

type Packet = { type: string; data?: unknown };

function createEngine() {
  const listeners: ((packet: Packet) => void)[] = [];
  return {
    on: (_event: 'packetCreate', listener: (packet: Packet) => void) => listeners.push(listener),
    send: (packet: Packet) => {
      for (const listener of listeners) listener(packet);
    },
  };
}

describe('the ledger of what left', () => {
  it('[W7] lists a message with the bytes of its text and its weights', () => {
    const changed = vi.fn();
    const ledger = createLedger(changed, () => 7);
    const engine = createEngine();
    ledger.watch(engine);
    ledger.record({ kind: 'fit', summary: 'Update', content: '{}' }, () => {
      engine.send({ type: 'message', data: '451-["é"]' });
      engine.send({ type: 'message', data: new Uint8Array(100) });
    });
    expect(ledger.view().entries).toEqual([
      { id: 1, at: 7, kind: 'fit', summary: 'Update', content: '{}', bytes: 11 + 100, packets: 2 },
    ]);
    expect(changed).toHaveBeenCalledTimes(2);
  });

  it('[W7] gathers keep-alives in one entry and lists connections apart', () => {
    const ledger = createLedger(
      () => undefined,
      () => 1,
    );
    const engine = createEngine();
    ledger.watch(engine);
    engine.send({ type: 'message', data: '0/sites,' });
    engine.send({ type: 'pong' });
    engine.send({ type: 'pong' });
    expect(ledger.view().entries.map(({ kind, bytes, packets }) => ({ kind, bytes, packets }))).toEqual([
      { kind: 'connect', bytes: 9, packets: 1 },
      { kind: 'keep-alive', bytes: 2, packets: 2 },
    ]);
    expect(ledger.view().totalBytes).toBe(11);
  });

  it('[W7] counts a run of 10,000 rounds to the byte, and lists its newest messages', () => {
    const ledger = createLedger(
      () => undefined,
      () => 1,
    );
    const engine = createEngine();
    ledger.watch(engine);
    let bytes = 0;
    const send = (packet: Packet & { data: string }): void => {
      bytes += 1 + packet.data.length;
      engine.send(packet);
    };
    send({ type: 'message', data: '0/sites,' });
    for (let round = 1; round <= 10_000; round++) {
      ledger.record({ kind: 'fit', summary: `Round ${round}`, content: '{}' }, () => {
        send({ type: 'message', data: `451-${round}` });
      });
      send({ type: 'pong', data: '' });
    }
    const { entries, totalBytes, older = {} } = ledger.view();
    expect(entries).toHaveLength(1_000);
    expect(entries.findLast(({ kind }) => kind === 'fit')?.summary).toBe('Round 10000');
    expect(older.connect).toEqual({ messages: 1, bytes: 9 });
    const fits = entries.filter(({ kind }) => kind === 'fit');
    expect(fits.length + (older.fit?.messages ?? 0)).toBe(10_000);
    const listed = entries.reduce((sum, entry) => sum + entry.bytes, 0);
    const counted = Object.values(older).reduce((sum, kind) => sum + kind.bytes, 0);
    expect([totalBytes, listed + counted]).toEqual([bytes, bytes]);
  });
});
