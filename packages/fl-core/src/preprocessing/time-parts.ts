/** What repeats in time, as two numbers each that close the circle: 23 h lies beside 0 h. */
import type { TimePart } from '../study/schema.ts';
import type { Column } from '../table/index.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const PERIOD: Record<TimePart, number> = { hour: 24, weekday: 7, month: 12 };

/** Engines may differ in the last bit of a sine; twelve digits are the same everywhere. */
const settled = (value: number): number => Math.round(value * 1e12) / 1e12;
/** For each part, sine and cosine by its value. */
const CIRCLES = Object.fromEntries(
  Object.entries(PERIOD).map(([part, period]) => [
    part,
    Array.from({ length: period }, (_, value) => {
      const angle = (2 * Math.PI * value) / period;
      return [settled(Math.sin(angle)), settled(Math.cos(angle))] as const;
    }),
  ]),
);

/** Sine and cosine of each value of a part, in its order from 0 on. */
export const circleOf = (part: TimePart): readonly (readonly [sin: number, cos: number])[] =>
  CIRCLES[part] ?? [];

/**
 * The hour (0–23), weekday (0 is Monday) or month (0–11) of a moment in milliseconds since 1970. A time
 * without a zone counts as written; one with a zone counts in UTC.
 */
export function timePart(part: TimePart, time: number): number {
  if (part === 'hour') return ((Math.floor(time / HOUR) % 24) + 24) % 24;
  if (part === 'weekday') return (((Math.floor(time / DAY) + 3) % 7) + 7) % 7;
  return new Date(time).getUTCMonth();
}

/** Writes sine and cosine of each part; both stay 0 where the row has no readable time. */
export function writeTimes(
  features: Float32Array,
  offset: number,
  width: number,
  rows: Uint32Array,
  column: Column | undefined,
  parts: readonly TimePart[],
): void {
  const times = column?.times;
  if (!times) return;
  parts.forEach((part, index) => {
    const circle = circleOf(part);
    let at = offset + 2 * index;
    for (const row of rows) {
      const time = times[row] ?? Number.NaN;
      // Beyond the calendar that a Date knows there is no month.
      const place = Number.isNaN(time) ? undefined : circle[timePart(part, time)];
      features[at] = place?.[0] ?? 0;
      features[at + 1] = place?.[1] ?? 0;
      at += width;
    }
  });
}
