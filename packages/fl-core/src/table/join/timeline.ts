/** A join's coverage in equal slices of time, ready to draw. */
import { NONE } from './time-index.ts';
import type { TimeSpan } from './types.ts';

const SLICES = 48;

/**
 * For each slice of `span`, the share (0 to 1) of the base's rows there that found a reading; null where the
 * base has no rows. `rows` is null for the base itself.
 */
export function timelineOf(
  span: TimeSpan,
  baseTimes: Float64Array,
  rows: Int32Array | null,
): (number | null)[] {
  const all = new Uint32Array(SLICES);
  const found = new Uint32Array(SLICES);
  const width = Math.max(1, span.to - span.from);
  for (let row = 0; row < baseTimes.length; row++) {
    const time = baseTimes[row] ?? Number.NaN;
    if (Number.isNaN(time)) continue;
    const slice = Math.min(SLICES - 1, Math.floor(((time - span.from) / width) * SLICES));
    all[slice] = (all[slice] ?? 0) + 1;
    if (rows === null || rows[row] !== NONE) found[slice] = (found[slice] ?? 0) + 1;
  }
  return Array.from(all, (count, slice) => (count === 0 ? null : (found[slice] ?? 0) / count));
}

/** The share of `base` that `other` covers, from 0 to 1. A single moment is covered or not. */
export function overlapOf(base: TimeSpan, other: TimeSpan | null): number {
  if (!other) return 0;
  const from = Math.max(base.from, other.from);
  const to = Math.min(base.to, other.to);
  if (to < from) return 0;
  return base.to === base.from ? 1 : (to - from) / (base.to - base.from);
}

/** From the earliest to the latest of all; `first` is one of them. */
export const unionOf = (first: TimeSpan, spans: readonly (TimeSpan | null)[]): TimeSpan =>
  spans.reduce<TimeSpan>(
    (all, span) => (span ? { from: Math.min(all.from, span.from), to: Math.max(all.to, span.to) } : all),
    first,
  );
