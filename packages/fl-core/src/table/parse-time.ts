/** Dates and times read straight from UTF-8 bytes, without the engine's own guesses or time zone. */

const ZERO = 48;
const DASH = 45;
const SLASH = 47;
const DOT = 46;
const COLON = 58;
const SPACE = 32;
const MINUTE = 60_000;
const DAY = 86_400_000;
const LENGTHS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/**
 * Milliseconds since 1970 of the date or time in `bytes[start, end)`, or NaN.
 *
 * Read are `2024-03-31`, `2024/03/31` and `31.03.2024`, alone or followed by `T` or a space and `14:05`,
 * `14:05:09` or `14:05:09.25`, then optionally `Z`, `+02:00` or `+0200`. Without a zone the time is taken as
 * UTC, which keeps the order of a file's rows. `03/04/2024` is not read here: see `parseDayMonth`.
 */
export function parseTime(bytes: Uint8Array, start: number, end: number): number {
  if (end - start < 10) return Number.NaN;
  const separator = bytes[start + 4] ?? 0;
  let days: number;
  if (separator === DASH || separator === SLASH) {
    if (bytes[start + 7] !== separator) return Number.NaN;
    days = daysSince1970(digits(bytes, start, 4), digits(bytes, start + 5, 2), digits(bytes, start + 8, 2));
  } else if (bytes[start + 2] === DOT && bytes[start + 5] === DOT) {
    days = daysSince1970(digits(bytes, start + 6, 4), digits(bytes, start + 3, 2), digits(bytes, start, 2));
  } else {
    return Number.NaN;
  }
  const date = days * DAY;
  return end - start === 10 ? date : date + timeOfDay(bytes, start + 10, end);
}

/** Does a cell that `parseTime` reads name its zone? */
export function namesZone(bytes: Uint8Array, start: number, end: number): boolean {
  const last = bytes[end - 1] ?? 0;
  if (last === 90 || last === 122) return true;
  // 2024-03-31T14:05 takes 16 bytes; a sign after them belongs to a zone.
  for (let i = Math.max(start + 16, end - 6); i < end; i++) {
    if (bytes[i] === DASH || bytes[i] === 43) return true;
  }
  return false;
}

function timeOfDay(bytes: Uint8Array, start: number, end: number): number {
  const mark = bytes[start] ?? 0;
  if ((mark !== SPACE && mark !== 84 && mark !== 116) || end - start < 6) return Number.NaN;
  if (bytes[start + 3] !== COLON) return Number.NaN;
  let ms = bounded(digits(bytes, start + 1, 2), 23) * 60 * MINUTE;
  ms += bounded(digits(bytes, start + 4, 2), 59) * MINUTE;
  let i = start + 6;
  if (bytes[i] === COLON && i + 3 <= end) {
    // 60 is a leap second.
    ms += bounded(digits(bytes, i + 1, 2), 60) * 1000;
    i += 3;
    if (bytes[i] === DOT && i + 1 < end) {
      let scale = 100;
      for (i++; i < end && isDigit(bytes[i] ?? 0); i++) {
        ms += ((bytes[i] ?? 0) - ZERO) * scale;
        scale /= 10;
      }
    }
  }
  return i === end ? ms : ms - zone(bytes, i, end);
}

/** The offset from UTC in milliseconds. */
function zone(bytes: Uint8Array, start: number, end: number): number {
  const mark = bytes[start] ?? 0;
  if (end - start === 1 && (mark === 90 || mark === 122)) return 0;
  if (mark !== 43 && mark !== DASH) return Number.NaN;
  const minutesAt = bytes[start + 3] === COLON ? start + 4 : start + 3;
  if (end !== minutesAt + 2) return Number.NaN;
  const minutes = bounded(digits(bytes, start + 1, 2), 18) * 60 + bounded(digits(bytes, minutesAt, 2), 59);
  return (mark === DASH ? -minutes : minutes) * MINUTE;
}

const isDigit = (byte: number): boolean => byte >= ZERO && byte < ZERO + 10;

const bounded = (value: number, most: number): number => (value <= most ? value : Number.NaN);

function digits(bytes: Uint8Array, start: number, count: number): number {
  let value = 0;
  for (let i = start; i < start + count; i++) {
    const byte = bytes[i] ?? 0;
    if (!isDigit(byte)) return Number.NaN;
    value = value * 10 + (byte - ZERO);
  }
  return value;
}

/** Days since 1 January 1970 in the proleptic Gregorian calendar; NaN for a day that does not exist. */
function daysSince1970(year: number, month: number, day: number): number {
  const length = LENGTHS[month - 1];
  if (length === undefined || !(day >= 1 && day <= length) || Number.isNaN(year)) return Number.NaN;
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  if (month === 2 && day === 29 && !leap) return Number.NaN;
  // Counting from 1 March puts the leap day at the end of the year.
  const shifted = month <= 2 ? year - 1 : year;
  const monthFromMarch = (month + 9) % 12;
  const dayOfYear = Math.floor((153 * monthFromMarch + 2) / 5) + day - 1;
  return (
    shifted * 365 +
    Math.floor(shifted / 4) -
    Math.floor(shifted / 100) +
    Math.floor(shifted / 400) +
    dayOfYear -
    719468
  );
}
