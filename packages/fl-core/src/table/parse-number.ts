/** Decimal numbers read straight from UTF-8 bytes, correctly rounded, without a string in between. */

const ZERO = 48;
const NINE = 57;
const PLUS = 43;
const MINUS = 45;
const POINT = 46;
const UPPER_E = 69;
const LOWER_E = 101;
/** Powers of ten that a double holds exactly. */
const POWERS = Float64Array.from({ length: 23 }, (_, exponent) => Number(`1e${exponent}`));

/**
 * The number in `bytes[start, end)`, or NaN when the bytes are not a finite decimal number
 * (`-12`, `.5`, `3.`, `6.02e23`; no hexadecimal, no thousands separators, no Infinity). `point` is the byte
 * of the decimal mark: a point, or a comma.
 *
 * Up to 15 significant digits and 22 decimals the mantissa and the power of ten are exact doubles, so one
 * division rounds correctly (Clinger 1990); anything longer goes through `Number`.
 */
export function parseNumber(bytes: Uint8Array, start: number, end: number, point = POINT): number {
  let i = start;
  let negative = false;
  const first = bytes[i] ?? 0;
  if (first === MINUS || first === PLUS) {
    negative = first === MINUS;
    i++;
  }
  let mantissa = 0;
  let digits = 0;
  let significant = 0;
  let decimals = 0;
  let pointSeen = false;
  for (; i < end; i++) {
    const byte = bytes[i] ?? 0;
    if (byte >= ZERO && byte <= NINE) {
      mantissa = mantissa * 10 + (byte - ZERO);
      digits++;
      if (significant > 0 || byte !== ZERO) significant++;
      if (pointSeen) decimals++;
    } else if (byte === point && !pointSeen) {
      pointSeen = true;
    } else if ((byte === LOWER_E || byte === UPPER_E) && digits > 0) {
      return isExponent(bytes, i + 1, end) ? viaText(bytes, start, end, point) : Number.NaN;
    } else {
      return Number.NaN;
    }
  }
  if (digits === 0) return Number.NaN;
  if (significant > 15 || decimals > 22) return viaText(bytes, start, end, point);
  const value = decimals === 0 ? mantissa : mantissa / (POWERS[decimals] ?? 1);
  // 0 − 0 is 0: no negative zero in a table.
  return negative ? 0 - value : value;
}

function isExponent(bytes: Uint8Array, start: number, end: number): boolean {
  const sign = bytes[start] ?? 0;
  const from = sign === MINUS || sign === PLUS ? start + 1 : start;
  if (from >= end) return false;
  for (let i = from; i < end; i++) {
    const byte = bytes[i] ?? 0;
    if (byte < ZERO || byte > NINE) return false;
  }
  return true;
}

/** The bytes are known to be a decimal number; one too large for a double counts as no number. */
function viaText(bytes: Uint8Array, start: number, end: number, point: number): number {
  let text = '';
  for (let i = start; i < end; i++) text += bytes[i] === point ? '.' : String.fromCharCode(bytes[i] ?? 0);
  const value = Number(text);
  return Number.isFinite(value) ? value + 0 : Number.NaN;
}

const encoder = new TextEncoder();

/** The number that a cell with this text would hold, or NaN. */
export function numberOfText(text: string): number {
  const bytes = encoder.encode(text.trim());
  return parseNumber(bytes, 0, bytes.length);
}
