/**
 * Bytes of messages that have not come whole. They are held in memory until the rest comes, so each socket is held
 * to what its messages may measure, and all sockets together to one sum. Counted on the wire, below WebSocket and
 * Socket.IO, so that no kind of message escapes. A count may be short by one read of the socket (64 KiB).
 */
import type { Duplex } from 'node:stream';

export interface Wire {
  /** A message has come whole. */
  whole(): void;
  /** From now on so many bytes may be unfinished. */
  allow(bytes: number): void;
  /** Ends it now. */
  cut(): void;
  /** Lets what was said last get through, for a second, then ends it. */
  end(): void;
  /** Why it was cut off here; null as long as it was not. */
  cause(): 'TOO_LARGE' | null;
}

export interface Unfinished {
  /** From now on counts what comes; `strangerBytes` may be unfinished at first. */
  watch(socket: Duplex): Wire;
  /** Of all sockets together. */
  bytes(): number;
}

interface Account {
  bytes: number;
  limit: number;
  cause: 'TOO_LARGE' | null;
  readonly socket: Duplex;
}

const LAST_WORDS_MS = 1_000;

export function createUnfinished(limits: {
  readonly strangerBytes: number;
  readonly unfinishedBytes: number;
}): Unfinished {
  /** Those with something unfinished, the one that began first at the front. */
  const waiting = new Set<Account>();
  let sum = 0;

  const settle = (account: Account): void => {
    sum -= account.bytes;
    account.bytes = 0;
    waiting.delete(account);
  };
  const refuse = (account: Account): void => {
    settle(account);
    account.cause = 'TOO_LARGE';
    account.socket.destroy();
  };
  const receive = (account: Account, bytes: number): void => {
    account.bytes += bytes;
    sum += bytes;
    waiting.add(account);
    if (account.bytes > account.limit) refuse(account);
    // Whoever has taken longest over one message makes room for the others.
    for (const slowest of waiting) {
      if (sum <= limits.unfinishedBytes) break;
      refuse(slowest);
    }
  };

  return {
    watch(socket) {
      const account: Account = { bytes: 0, limit: limits.strangerBytes, cause: null, socket };
      // Before the reader of frames, which tells of a whole message while it is given the bytes.
      socket.prependListener('data', (chunk: Buffer) => {
        if (!socket.destroyed) receive(account, chunk.length);
      });
      socket.once('close', () => settle(account));
      return {
        whole: () => settle(account),
        allow: (bytes) => {
          account.limit = bytes;
        },
        cut: () => void socket.destroy(),
        end() {
          if (!socket.destroyed) setTimeout(() => socket.destroy(), LAST_WORDS_MS).unref();
        },
        cause: () => account.cause,
      };
    },
    bytes: () => sum,
  };
}
