/** Finished work on its way to the coordinator: kept until acknowledged, sent again after a reconnect. */
import type { Problem } from '../../lib/result.ts';
import type { TaskResult } from '../../protocol/messages.ts';
import { describeResult } from '../ledger/describe-message.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { ACK_TIMEOUT_MS, readReply, type SiteSocket } from './transport.ts';

export interface Parcel {
  /** The task it answers: see `taskKey`. */
  readonly key: string;
  readonly result: TaskResult;
  readonly frame: Uint8Array | null;
}

export interface Outbox {
  /** Sends a parcel, and keeps it until it is acknowledged. */
  put(parcel: Parcel): void;
  /** The newest parcel of this task, acknowledged or not: the same question gets the same answer. */
  find(key: string): Parcel | undefined;
  /** Sends everything that has not been acknowledged. */
  flush(): void;
  clear(): void;
}

/** Then a parcel waits for the next connection. */
const MAX_TRIES = 8;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 16_000;

/** Runs `go` after so many milliseconds; returns how to call it off. */
export type Later = (milliseconds: number, go: () => void) => () => void;

const onTheClock: Later = (milliseconds, go) => {
  const timer = setTimeout(go, milliseconds);
  return () => clearTimeout(timer);
};

/** The pause before a parcel is sent again: twice as long each time. */
const pauseAfter = (tries: number): number => Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (tries - 1));

/** `isOpen`: whether the coordinator knows who is speaking; until then parcels wait for `flush`. */
export function createOutbox(
  socket: SiteSocket,
  ledger: Ledger,
  isOpen: () => boolean,
  onRefused: (problem: Problem, parcel: Parcel) => void,
  later: Later = onTheClock,
): Outbox {
  let waiting: Parcel[] = [];
  let last: Parcel | undefined;
  const flying = new Set<string>();
  /** Of parcels that will be sent again: how to call that off. */
  const pausing = new Map<string, () => void>();

  const settle = (parcel: Parcel): void => {
    waiting = waiting.filter((other) => other !== parcel);
  };

  const send = (parcel: Parcel, tries: number): void => {
    if (!isOpen() || flying.has(parcel.key) || !waiting.includes(parcel)) return;
    pausing.get(parcel.key)?.();
    pausing.delete(parcel.key);
    flying.add(parcel.key);
    ledger.record(describeResult(parcel.result, parcel.frame), () => {
      socket
        .timeout(ACK_TIMEOUT_MS)
        .emit('result', parcel.result, parcel.frame, (lost: Error | null, raw: unknown) => {
          flying.delete(parcel.key);
          const reply = lost ? null : readReply(raw);
          if (reply?.ok) settle(parcel);
          else if (reply !== null && !reply.error.retryable) {
            settle(parcel);
            onRefused(reply.error, parcel);
          } else if (tries < MAX_TRIES) {
            pausing.set(
              parcel.key,
              later(pauseAfter(tries), () => send(parcel, tries + 1)),
            );
          }
        });
    });
  };

  return {
    put(parcel) {
      waiting = [...waiting.filter((other) => other.key !== parcel.key), parcel];
      last = parcel;
      send(parcel, 1);
    },
    find: (key) => waiting.find((parcel) => parcel.key === key) ?? (last?.key === key ? last : undefined),
    flush() {
      for (const parcel of waiting) send(parcel, 1);
    },
    clear() {
      waiting = [];
      last = undefined;
      for (const callOff of pausing.values()) callOff();
      pausing.clear();
    },
  };
}
