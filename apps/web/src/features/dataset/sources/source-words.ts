/** Durations, spans and columns of files in words. */
import type { TimeSpan } from '@fedhealth/fl-core/table';
import { formatCount } from '../../../lib/format.ts';
import type { ColumnsView, ColumnView } from '../../../worker/api/columns-api.ts';

export const UNITS = { seconds: 1, minutes: 60, hours: 3600, days: 86_400 } as const;
export type Unit = keyof typeof UNITS;
export const UNIT_NAMES = Object.keys(UNITS).filter((name): name is Unit => name in UNITS);

/** 16,200 → 4.5 hours, 60 → 1 minute: the largest unit of which there is at least one. */
export function splitDuration(seconds: number): { amount: number; unit: Unit } {
  const unit = [...UNIT_NAMES].reverse().find((name) => seconds >= UNITS[name]) ?? 'seconds';
  return { amount: Number((seconds / UNITS[unit]).toFixed(2)), unit };
}

/** 5400 → “1.5 hours”, 60 → “1 minute”. */
export function durationWords(seconds: number): string {
  const { amount, unit } = splitDuration(seconds);
  return amount === 1 ? `1 ${unit.slice(0, -1)}` : `${amount.toLocaleString('en-GB')} ${unit}`;
}

/** How often a file has a reading. */
export const cadenceWords = (seconds: number | null): string =>
  seconds === null ? 'a single time' : `a reading every ${durationWords(seconds).replace(/^1 /, '')}`;

// Times are kept as the clock of the site shows them, counted as if that were UTC.
const day = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
});

export const dayWords = (ms: number): string => day.format(ms);

/** “1 Jan 2025 to 3 Mar 2025”. */
export const spanWords = ({ from, to }: TimeSpan): string =>
  dayWords(from) === dayWords(to) ? dayWords(from) : `${dayWords(from)} to ${dayWords(to)}`;

/** “temp from “Temp (°F)”, converted from °F to °C”; just the name where the file has the study's own. */
export function columnWords({
  study,
  file,
  converted,
}: Pick<ColumnView, 'study' | 'file' | 'converted'>): string {
  const from = file === study ? study : `${study} from “${file}”`;
  return converted ? `${from}, converted from ${converted.from} to ${converted.to}` : from;
}

/** What a file brings, in a line. */
export function columnsWords({ columns, fileColumns }: Pick<ColumnsView, 'columns' | 'fileColumns'>): string {
  const used = columns.filter(({ file }) => file !== null);
  const ignored = fileColumns.length - used.length;
  const known =
    used.length === 0 ? 'none that the study knows' : used.map((column) => columnWords(column)).join('; ');
  return ignored === 0 ? known : `${known}; ${formatCount(ignored)} more that the study does not use`;
}
