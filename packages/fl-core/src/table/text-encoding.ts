/** Whatever a file's text is encoded in, as UTF-8. */
import { joined } from './gunzip.ts';

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/** Turns the pieces of a file into UTF-8, one after the other. */
export interface TextStage {
  /** What the text has turned out to be so far. */
  readonly encoding: Encoding;
  /** The same text in UTF-8, without a byte order mark; a character cut in two waits for the next piece. */
  take(piece: Uint8Array, final: boolean): Uint8Array;
}

const NOTHING = new Uint8Array(0);

/**
 * Decides by the file's first bytes: a byte order mark, else the zero bytes that UTF-16 has in every other
 * place, else UTF-8. Bytes that are not UTF-8 mean Windows-1252, also when they come late in a file that was
 * plain ASCII until then. Null for bytes that are no text.
 */
export function createTextStage(head: Uint8Array): TextStage | null {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return skipping(3, utf8Stage());
  if (head[0] === 0xff && head[1] === 0xfe) return skipping(2, decodingStage('utf-16le'));
  if (head[0] === 0xfe && head[1] === 0xff) return skipping(2, decodingStage('utf-16be'));
  const zeros = [0, 0];
  for (let i = 0; i < head.length; i++) if (head[i] === 0) zeros[i & 1] = (zeros[i & 1] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  if (even + odd === 0) return utf8Stage();
  // Texts of the western kind: nearly every second byte is zero, none of the others.
  const many = head.length * 0.2;
  if (even === 0 && odd > many) return decodingStage('utf-16le');
  if (odd === 0 && even > many) return decodingStage('utf-16be');
  return null;
}

function skipping(bytes: number, stage: TextStage): TextStage {
  let left = bytes;
  return {
    get encoding() {
      return stage.encoding;
    },
    take(piece, final) {
      const from = Math.min(left, piece.length);
      left -= from;
      return stage.take(piece.subarray(from), final);
    },
  };
}

function decodingStage(encoding: Encoding): TextStage {
  const decoder = new TextDecoder(encoding);
  const encoder = new TextEncoder();
  return { encoding, take: (piece, final) => encoder.encode(decoder.decode(piece, { stream: !final })) };
}

function utf8Stage(): TextStage {
  const strict = new TextDecoder('utf-8', { fatal: true });
  let carried: Uint8Array = NOTHING;
  /** Once a character beyond ASCII has come as UTF-8, the file is UTF-8. */
  let proven = false;
  let other: TextStage | null = null;

  const isUtf8 = (bytes: Uint8Array): boolean => {
    try {
      strict.decode(bytes);
      return true;
    } catch {
      return false;
    }
  };

  return {
    get encoding() {
      return other?.encoding ?? 'utf-8';
    },
    take(piece, final) {
      if (other) return other.take(piece, final);
      const bytes = carried.length > 0 ? joined(carried, piece) : piece;
      carried = NOTHING;
      if (isAscii(bytes)) return bytes;
      const whole = final ? bytes.length : wholeCharacters(bytes);
      const ready = bytes.subarray(0, whole);
      if (!proven) {
        if (!isUtf8(ready)) {
          other = decodingStage('windows-1252');
          return other.take(bytes, final);
        }
        proven = !isAscii(ready);
      }
      carried = bytes.slice(whole);
      return ready;
    },
  };
}

/** Where the last character that may be cut off begins; the length when none is. */
function wholeCharacters(bytes: Uint8Array): number {
  const { length } = bytes;
  for (let back = 1; back <= 3 && back <= length; back++) {
    const byte = bytes[length - back] ?? 0;
    if (byte < 0x80) return length;
    if (byte >= 0xc0) {
      const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return needed > back ? length - back : length;
    }
  }
  return length;
}

/** Looks at four bytes at a time where it can: this runs over every byte of every file. */
function isAscii(bytes: Uint8Array): boolean {
  const { buffer, byteOffset, length } = bytes;
  let i = 0;
  for (; i < length && ((byteOffset + i) & 3) !== 0; i++) if ((bytes[i] ?? 0) > 127) return false;
  // Fewer bytes than those up to the next whole word have all been looked at.
  if (i === length) return true;
  const words = new Int32Array(buffer, byteOffset + i, (length - i) >> 2);
  let bits = 0;
  for (let word = 0; word < words.length; word++) bits |= words[word] ?? 0;
  if ((bits & 0x80808080) !== 0) return false;
  for (i += words.length * 4; i < length; i++) if ((bytes[i] ?? 0) > 127) return false;
  return true;
}
