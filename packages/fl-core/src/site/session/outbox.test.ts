import { describe, expect, it } from 'vitest';
import { protocolError } from '../../protocol/error-codes.ts';
import type { TaskResult } from '../../protocol/messages.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { createOutbox, type Later, type Parcel } from './outbox.ts';
import type { SiteSocket } from './transport.ts';

type Answer = (lost: Error | null, reply: unknown) => void;

const parcel = (key: string): Parcel => ({
  key,
  result: { kind: 'failed', run: 1, round: 1, reason: key } as unknown as TaskResult,
  frame: null,
});
const limited = { ok: false, error: protocolError('RATE_LIMITED') };

/** An outbox whose coordinator and clock a test plays. */
function played() {
  const sent: Answer[] = [];
  const pauses: { milliseconds: number; go: () => void; off: boolean }[] = [];
  const refused: string[] = [];
  const socket = {
    timeout: () => ({
      emit: (_event: string, _result: unknown, _frame: unknown, answer: Answer) => sent.push(answer),
    }),
  } as unknown as SiteSocket;
  const ledger = { record: (_draft: unknown, send: () => void) => send() } as unknown as Ledger;
  const later: Later = (milliseconds, go) => {
    const pause = { milliseconds, go, off: false };
    pauses.push(pause);
    return () => {
      pause.off = true;
    };
  };
  const outbox = createOutbox(
    socket,
    ledger,
    () => true,
    ({ code }) => refused.push(code),
    later,
  );
  return { outbox, sent, pauses, refused };
}

describe('the outbox', () => {
  it('[G10] sends what was refused for now again after ever longer pauses, not at once', () => {
    const { outbox, sent, pauses, refused } = played();
    outbox.put(parcel('a'));
    for (let tries = 1; tries < 8; tries++) {
      sent.at(-1)?.(null, limited);
      expect(sent).toHaveLength(tries);
      pauses.at(-1)?.go();
    }
    expect(pauses.map(({ milliseconds }) => milliseconds)).toEqual([
      500, 1000, 2000, 4000, 8000, 16000, 16000,
    ]);
    sent.at(-1)?.(null, limited);
    expect([sent.length, pauses.length, refused]).toEqual([8, 7, []]);
    // The next connection begins anew.
    outbox.flush();
    expect(sent).toHaveLength(9);
  });

  it('pauses after an answer that did not come, too, and is done once it is taken', () => {
    const { outbox, sent, pauses } = played();
    outbox.put(parcel('a'));
    sent[0]?.(new Error('timeout'), undefined);
    pauses[0]?.go();
    sent[1]?.(null, { ok: true, value: null });
    outbox.flush();
    expect([sent.length, pauses.length]).toEqual([2, 1]);
  });

  it('calls the pause off where a new connection sends at once, or nothing is left to send', () => {
    const { outbox, sent, pauses } = played();
    outbox.put(parcel('a'));
    sent[0]?.(null, limited);
    outbox.flush();
    expect([sent.length, pauses[0]?.off]).toEqual([2, true]);
    sent[1]?.(null, limited);
    outbox.clear();
    expect(pauses[1]?.off).toBe(true);
    pauses[1]?.go();
    expect(sent).toHaveLength(2);
  });

  it('does not send again what is refused for good', () => {
    const { outbox, sent, pauses, refused } = played();
    outbox.put(parcel('a'));
    sent[0]?.(null, { ok: false, error: protocolError('NOT_FINITE') });
    expect([sent.length, pauses.length, refused]).toEqual([1, 0, ['NOT_FINITE']]);
  });
});
