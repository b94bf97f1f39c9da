/** Numbers as people write them for people: `1 234,5`, `1.234,5`, `1,234.5`, `1'234.5`. */
import { parseNumber } from './parse-number.ts';

const POINT = 46;
const COMMA = 44;
const SPACE = 32;
const APOSTROPHE = 39;
const MINUS = 45;
const PLUS = 43;
/** A longer text is no number that anyone wrote by hand. */
const LONGEST = 40;
const plain = new Uint8Array(LONGEST);

export type Decimal = 'point' | 'comma';

/** The byte of a decimal mark. */
export const decimalByte = (decimal: Decimal): number => (decimal === 'comma' ? COMMA : POINT);

const isDigit = (byte: number): boolean => byte >= 48 && byte <= 57;

/** How many bytes a thousands separator takes at `at`, or 0; UTF-8, so a no-break space takes two or three. */
function separatorAt(bytes: Uint8Array, at: number, point: number): number {
  const byte = bytes[at] ?? 0;
  if (byte === SPACE || byte === APOSTROPHE || byte === (point === COMMA ? POINT : COMMA)) return 1;
  // U+00A0 no-break space.
  if (byte === 0xc2 && bytes[at + 1] === 0xa0) return 2;
  // U+202F narrow no-break space, U+2009 thin space, U+2019 apostrophe.
  if (byte === 0xe2 && bytes[at + 1] === 0x80) {
    const last = bytes[at + 2];
    if (last === 0xaf || last === 0x89 || last === 0x99) return 3;
  }
  return 0;
}

/**
 * The number in `bytes[start, end)` with the same thousands separator before every three whole digits, or
 * NaN. `point` is the decimal mark's byte. Without a separator there is nothing here that `parseNumber`
 * would not have read.
 */
export function parseGroupedNumber(bytes: Uint8Array, start: number, end: number, point: number): number {
  if (end - start > LONGEST) return Number.NaN;
  let size = 0;
  let i = start;
  const sign = bytes[i] ?? 0;
  if (sign === MINUS || sign === PLUS) {
    plain[size++] = sign;
    i++;
  }
  let digits = 0;
  let groups = 0;
  let separator = 0;
  for (; i < end; i++) {
    const byte = bytes[i] ?? 0;
    if (isDigit(byte)) {
      if (groups > 0 && digits === 3) return Number.NaN;
      plain[size++] = byte;
      digits++;
      continue;
    }
    const width = separatorAt(bytes, i, point);
    if (width === 0) break;
    const last = bytes[i + width - 1] ?? 0;
    if (digits === 0 || digits > 3 || (groups > 0 && (digits !== 3 || last !== separator))) return Number.NaN;
    separator = last;
    groups++;
    digits = 0;
    i += width - 1;
  }
  if (groups === 0 || digits !== 3) return Number.NaN;
  for (; i < end; i++) plain[size++] = bytes[i] ?? 0;
  return parseNumber(plain, 0, size, point);
}
