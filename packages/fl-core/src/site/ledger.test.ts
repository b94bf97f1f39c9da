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
    expect(ledger.entries()).toEqual([
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
    expect(ledger.entries().map(({ kind, bytes, packets }) => ({ kind, bytes, packets }))).toEqual([
      { kind: 'connect', bytes: 9, packets: 1 },
      { kind: 'keep-alive', bytes: 2, packets: 2 },
    ]);
    expect(ledger.totalBytes()).toBe(11);
  });
});
