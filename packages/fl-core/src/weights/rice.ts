/**
 * Golomb–Rice coding of signed bytes (Rice and Plaunt 1971): a code c becomes u = 2c or −2c − 1, and u its high
 * bits in unary (that many ones, then a zero) and its low `k` bits as they are. Steps of training gather around
 * zero, so most need fewer than eight bits. With `k` = 8 a code is its plain byte: no tensor grows.
 * Bits fill bytes from the lowest on.
 */

/** What `k` says that codes are plain bytes. */
export const PLAIN = 8;
/** Of codes −127 … 127. */
const MOST_FOLDED = 254;

const fold = (code: number): number => (code >= 0 ? 2 * code : -2 * code - 1);
const unfold = (u: number): number => (u & 1 ? -(u + 1) / 2 : u / 2);

/** The `k` that needs the fewest bits, and how many. */
export function bestRice(codes: Int8Array): { readonly k: number; readonly bits: number } {
  let best = { k: PLAIN, bits: 8 * codes.length };
  for (let k = 0; k < PLAIN; k++) {
    let bits = (1 + k) * codes.length;
    for (const code of codes) bits += fold(code) >> k;
    if (bits < best.bits) best = { k, bits };
  }
  return best;
}

export interface BitWriter {
  write(code: number, k: number): void;
}

/** Writes into `bytes`, which must be long enough and zero. */
export function createBitWriter(bytes: Uint8Array): BitWriter {
  let at = 0;
  const put = (bits: number, count: number): void => {
    for (let i = 0; i < count; i++, at++) {
      if ((bits >>> i) & 1) bytes[at >>> 3] = (bytes[at >>> 3] ?? 0) | (1 << (at & 7));
    }
  };
  return {
    write(code, k) {
      if (k === PLAIN) return put(code & 0xff, 8);
      const u = fold(code);
      for (let ones = u >> k; ones > 0; ones--) put(1, 1);
      put(0, 1);
      put(u, k);
    },
  };
}

export interface BitReader {
  /** The next code; null when the bits end early or stand for no code. */
  read(k: number): number | null;
  /** All bytes were used, and the bits left in the last are zero. */
  isAtEnd(): boolean;
}

export function createBitReader(bytes: Uint8Array): BitReader {
  const end = 8 * bytes.length;
  let at = 0;
  /** Beyond the end all bits are ones: `at` tells. */
  const bit = (): number => {
    const byte = bytes[at >>> 3] ?? 0xff;
    return (byte >>> (at++ & 7)) & 1;
  };
  const take = (count: number): number => {
    let bits = 0;
    for (let i = 0; i < count; i++) bits |= bit() << i;
    return bits;
  };
  return {
    read(k) {
      if (k === PLAIN) {
        const code = (take(8) << 24) >> 24;
        return at <= end && code >= -127 ? code : null;
      }
      let high = 0;
      while (bit() === 1 && at <= end) high++;
      const u = (high << k) | take(k);
      return at <= end && high <= MOST_FOLDED >> k && u <= MOST_FOLDED ? unfold(u) : null;
    },
    isAtEnd: () => at <= end && end - at < 8 && take(end - at) === 0,
  };
}
