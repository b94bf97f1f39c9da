/**
 * Hours of a year, and the cycles that run through them. All clocks are UTC.
 */
const MILLISECONDS_PER_HOUR = 3_600_000;

export const HOURS_PER_YEAR = 8760;

export interface Instant {
  /** ISO 8601 to the second, UTC: `2025-01-01T00:00:00Z`. */
  readonly timestamp: string;
  /** 0–23. */
  readonly hour: number;
  /** Days since 1 January 00:00, with the hour as its fraction: 0 ≤ day < 365. */
  readonly day: number;
  /** 1–12. */
  readonly month: number;
  readonly weekend: boolean;
}

/** Every hour of `year`, which must not be a leap year: 8,760 instants. */
export function hoursOf(year: number): Instant[] {
  const start = Date.UTC(year, 0, 1);
  return Array.from({ length: HOURS_PER_YEAR }, (_, index) => {
    const date = new Date(start + index * MILLISECONDS_PER_HOUR);
    const weekday = date.getUTCDay();
    return {
      timestamp: `${date.toISOString().slice(0, 19)}Z`,
      hour: date.getUTCHours(),
      day: index / 24,
      month: date.getUTCMonth() + 1,
      weekend: weekday === 0 || weekday === 6,
    };
  });
}

/** A yearly wave between −1 and 1 with its crest on day `peakDay` (0–365). */
export function yearWave(day: number, peakDay: number): number {
  return Math.cos((2 * Math.PI * (day - peakDay)) / 365);
}

/** A daily wave between −1 and 1 with its crest at `peakHour` (0–24). */
export function dayWave(hour: number, peakHour: number): number {
  return Math.cos((2 * Math.PI * (hour - peakHour)) / 24);
}

/** A daily bump between 0 and 1 around `peakHour`, bell-shaped, `width` hours wide; wraps at midnight. */
export function hourBump(hour: number, peakHour: number, width: number): number {
  const apart = Math.abs(hour - peakHour);
  const distance = Math.min(apart, 24 - apart);
  return Math.exp(-0.5 * (distance / width) ** 2);
}
