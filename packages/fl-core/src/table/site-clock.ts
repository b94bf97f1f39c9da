/**
 * Instants as the clock of a place shows them. Times without a zone are what the clock on the ward says, so
 * the times that name a zone are put on that same clock: all columns then compare, and the hour of a reading
 * is the hour of the day.
 *
 * Where clocks are put forward, an hour of the clock has no instant: a time written in it stays as it is.
 * Where they are put back, the two instants an hour apart show the same time of the clock.
 */
const DAY = 86_400_000;
const STEP = 7 * DAY;
/** Beyond these the nearest offset is used: rules outside are guesses anyway. */
const FIRST = Date.UTC(1970, 0, 1);
const LAST = Date.UTC(2100, 0, 1);

/** Is it the name of a time zone that this machine knows (`Europe/Paris`, `UTC`)? */
export function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en-GB', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    // The one way to ask: an unknown name throws.
    return false;
  }
}

/** Milliseconds since 1970 → the same as the clock of `timeZone` shows, counted as if it were UTC. */
export function createSiteClock(timeZone: string): (instant: number) => number {
  if (timeZone === 'UTC' || !isTimeZone(timeZone)) return (instant) => instant;
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  const offsetAt = (instant: number): number => {
    const parts: Record<string, number> = {};
    for (const { type, value } of format.formatToParts(instant)) parts[type] = Number(value);
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
    return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(instant / 1000) * 1000;
  };

  /** Offsets at the week's two ends and the instants at which they change, by week. */
  const weeks = new Map<number, { change: number; before: number; after: number }>();
  const weekOf = (index: number) => {
    let week = weeks.get(index);
    if (!week) {
      let low = index * STEP;
      let high = low + STEP;
      const before = offsetAt(low);
      const after = offsetAt(high);
      // Zones change on whole minutes; two changes within one week are not known to have happened.
      while (before !== after && high - low > 1000) {
        const middle = Math.floor((low + high) / 2000) * 1000;
        if (offsetAt(middle) === before) low = middle;
        else high = middle;
      }
      week = { change: high, before, after };
      weeks.set(index, week);
    }
    return week;
  };
  let lastIndex = Number.NaN;
  let last = { change: 0, before: 0, after: 0 };
  return (instant) => {
    if (Number.isNaN(instant)) return instant;
    const known = Math.min(Math.max(instant, FIRST), LAST);
    const index = Math.floor(known / STEP);
    if (index !== lastIndex) {
      last = weekOf(index);
      lastIndex = index;
    }
    return instant + (known < last.change ? last.before : last.after);
  };
}
