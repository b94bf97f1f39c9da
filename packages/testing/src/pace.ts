/** A wire's pace: bytes go on in their order, no faster than it carries them, and as late as it makes them. */

export interface Pace {
  put(bytes: Uint8Array): void;
  /** Bytes that have been put in and have not come out. */
  waiting(): number;
  /** From now on nothing comes out until `release`. */
  hold(): void;
  release(): void;
  /** Forgets what has not come out. */
  close(): void;
}

export interface PaceLimits {
  /** Bits a second; unlimited unless told. */
  readonly bitsPerSecond?: number | undefined;
  /** How much later everything comes out, in milliseconds; none unless told. */
  readonly delayMs?: number | undefined;
}

/** As much as goes on in one piece of a slow wire. */
const PIECE_BYTES = 512;

export function createPace(limits: PaceLimits, out: (bytes: Uint8Array) => void): Pace {
  const { bitsPerSecond = Infinity, delayMs = 0 } = limits;
  const queue: { bytes: Uint8Array; due: number }[] = [];
  /** When the wire is free for the next bytes, in milliseconds since 1970. */
  let freeAt = 0;
  let held = false;
  let timer: NodeJS.Timeout | undefined;

  const pump = (): void => {
    clearTimeout(timer);
    while (!held) {
      const next = queue[0];
      if (next === undefined) return;
      const early = next.due - Date.now();
      if (early > 0) {
        timer = setTimeout(pump, early);
        return;
      }
      queue.shift();
      out(next.bytes);
    }
  };

  return {
    put(bytes) {
      const step = bitsPerSecond === Infinity ? bytes.length : PIECE_BYTES;
      for (let at = 0; at < bytes.length; at += step) {
        const piece = bytes.subarray(at, at + step);
        freeAt = Math.max(freeAt, Date.now()) + (piece.length * 8 * 1000) / bitsPerSecond;
        queue.push({ bytes: piece, due: freeAt + delayMs });
      }
      pump();
    },
    waiting: () => queue.reduce((sum, { bytes }) => sum + bytes.length, 0),
    hold() {
      held = true;
    },
    release() {
      held = false;
      pump();
    },
    close() {
      clearTimeout(timer);
      queue.length = 0;
    },
  };
}
