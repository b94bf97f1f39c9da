/** Dates whose first two numbers are a day and a month in an order that only the file's origin tells. */

const DASH = 45;
const DOT = 46;
const SLASH = 47;
const COLON = 58;
const SPACE = 32;
const COMMA = 44;
const MINUTE = 60_000;
const DAY = 86_400_000;
const LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

export type DateOrder = 'dayFirst' | 'monthFirst';

/** What a date's first two numbers allow. */
export const BOTH = 1;
export const DAY_FIRST = 2;
export const MONTH_FIRST = 3;
/** The same day either way, as 5/5/2024. */
export const SAME = 4;

/** A date that was read; one object is reused, since a file has millions. */
export interface DayMonth {
  /** Milliseconds since 1970 on the clock that the cell was written by, the day first if `order` is `BOTH`. */
  time: number;
  order: typeof BOTH | typeof DAY_FIRST | typeof MONTH_FIRST | typeof SAME;
}

const found: DayMonth = { time: 0, order: BOTH };

/**
 * Reads `03/04/2024`, `3-4-2024` or `3.4.2024`, alone or followed by a space (or `T`, or a comma and a
 * space) and `9:05`, `09:05:30`, `09:05:30.25`, with or without `am` or `pm`. With points the day is always
 * first. Null when it is none of these. The object given is valid until the next call.
 */
export function parseDayMonth(bytes: Uint8Array, start: number, end: number): DayMonth | null {
  if (end - start < 8) return null;
  const first = wholeAt(bytes, start, end, 2);
  const mark = bytes[at] ?? 0;
  if (first < 0 || (mark !== SLASH && mark !== DASH && mark !== DOT)) return null;
  const second = wholeAt(bytes, at + 1, end, 2);
  if (second < 0 || bytes[at] !== mark) return null;
  const yearAt = at + 1;
  const year = wholeAt(bytes, yearAt, end, 4);
  if (year < 0 || at - yearAt !== 4) return null;
  const clock = timeOfDay(bytes, at, end);
  if (Number.isNaN(clock)) return null;
  const dayFirst = daysOf(year, second, first);
  const monthFirst = mark === DOT ? Number.NaN : daysOf(year, first, second);
  if (Number.isNaN(dayFirst) && Number.isNaN(monthFirst)) return null;
  if (Number.isNaN(monthFirst)) found.order = DAY_FIRST;
  else if (Number.isNaN(dayFirst)) found.order = MONTH_FIRST;
  else found.order = first === second ? SAME : BOTH;
  found.time = (found.order === MONTH_FIRST ? monthFirst : dayFirst) * DAY + clock;
  return found;
}

/** The same digits with day and month the other way round; `time` was read with the day first. */
export function swapDayAndMonth(time: number): number {
  const days = Math.floor(time / DAY);
  const date = new Date(days * DAY);
  const year = date.getUTCFullYear();
  return daysOf(year, date.getUTCDate(), date.getUTCMonth() + 1) * DAY + (time - days * DAY);
}

/** Where the last number ended. */
let at = 0;

/** The whole number of at most `most` digits at `from`, or −1. */
function wholeAt(bytes: Uint8Array, from: number, end: number, most: number): number {
  let value = 0;
  at = from;
  while (at < end && at - from < most) {
    const digit = (bytes[at] ?? 0) - 48;
    if (digit < 0 || digit > 9) break;
    value = value * 10 + digit;
    at++;
  }
  return at === from ? -1 : value;
}

/** Milliseconds since midnight of what follows the date; 0 when nothing does, NaN when it is no time. */
function timeOfDay(bytes: Uint8Array, from: number, end: number): number {
  if (from === end) return 0;
  let i = from;
  if (bytes[i] === COMMA) i++;
  const gap = bytes[i] ?? 0;
  if (gap !== SPACE && gap !== 84 && gap !== 116) return Number.NaN;
  let hours = wholeAt(bytes, i + 1, end, 2);
  if (hours < 0 || bytes[at] !== COLON) return Number.NaN;
  const minutesAt = at + 1;
  const minutes = wholeAt(bytes, minutesAt, end, 2);
  if (minutes < 0 || minutes > 59 || at - minutesAt !== 2) return Number.NaN;
  let ms = minutes * MINUTE;
  if (at < end && bytes[at] === COLON) {
    const secondsAt = at + 1;
    const seconds = wholeAt(bytes, secondsAt, end, 2);
    // 60 is a leap second.
    if (seconds < 0 || seconds > 60 || at - secondsAt !== 2) return Number.NaN;
    ms += seconds * 1000;
    if (at < end && bytes[at] === DOT) {
      const fractionAt = at + 1;
      const fraction = wholeAt(bytes, fractionAt, end, 9);
      if (fraction < 0) return Number.NaN;
      ms += Math.floor((fraction * 1000) / 10 ** (at - fractionAt));
    }
  }
  const half = halfOfDay(bytes, at, end);
  if (half === null || hours > 23 || (half > 0 && (hours === 0 || hours > 12))) return Number.NaN;
  if (half > 0) hours = (hours % 12) + (half === 2 ? 12 : 0);
  return hours * 60 * MINUTE + ms;
}

/** 1 for am, 2 for pm, 0 when nothing follows, null for anything else. */
function halfOfDay(bytes: Uint8Array, from: number, end: number): 0 | 1 | 2 | null {
  if (from === end) return 0;
  const start = bytes[from] === SPACE ? from + 1 : from;
  if (end - start !== 2 || ((bytes[start + 1] ?? 0) | 32) !== 109) return null;
  const letter = (bytes[start] ?? 0) | 32;
  return letter === 97 ? 1 : letter === 112 ? 2 : null;
}

function daysOf(year: number, month: number, day: number): number {
  const length = LENGTHS[month - 1];
  const leap = month === 2 && ((year % 4 === 0 && year % 100 !== 0) || year % 400 === 0) ? 1 : 0;
  if (length === undefined || day < 1 || day > length + leap) return Number.NaN;
  const time = Date.UTC(2000, month - 1, day);
  // Years below 100 would be taken for those of the last century.
  return (year === 2000 ? time : new Date(time).setUTCFullYear(year, month - 1, day)) / DAY;
}
