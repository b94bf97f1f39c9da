/** Numbers and times for people: with units, never NaN; what is not known is a dash. */

const DASH = '—';
const known = (value: number | null | undefined): value is number =>
  value !== null && value !== undefined && Number.isFinite(value);

/** 1234 → "1,234". */
export function formatCount(value: number | null | undefined): string {
  return known(value) ? Math.round(value).toLocaleString('en-GB') : DASH;
}

/** A count with its noun: (1, "row") → "1 row", (2, "row") → "2 rows", (2, "loss", "losses"). */
export function formatMany(value: number | null | undefined, one: string, many = `${one}s`): string {
  return known(value) ? `${formatCount(value)} ${Math.round(value) === 1 ? one : many}` : `${DASH} ${many}`;
}

/** A share from 0 to 1 as a percentage: 0.8123 → "81.2%". */
export function formatShare(value: number | null | undefined, digits = 1): string {
  return known(value) ? `${(value * 100).toFixed(digits)}%` : DASH;
}

/** A metric such as AUC or log-loss: 0.8123 → "0.812". */
export function formatMetric(value: number | null | undefined, digits = 3): string {
  if (!known(value)) return DASH;
  const text = value.toFixed(digits);
  return Number(text) === 0 && text.startsWith('-') ? text.slice(1) : text;
}

const BYTE_UNITS = ['bytes', 'kB', 'MB', 'GB'] as const;

/** Decimal bytes, as network tools show them: 10500 → "10.5 kB", 1 → "1 byte". */
export function formatBytes(value: number | null | undefined): string {
  if (!known(value)) return DASH;
  if (value === 1) return '1 byte';
  let size = value;
  let unit = 0;
  while (Math.round(size * 10) / 10 >= 1000 && unit < BYTE_UNITS.length - 1) {
    size /= 1000;
    unit += 1;
  }
  return `${unit === 0 ? formatCount(size) : size.toFixed(1)} ${BYTE_UNITS[unit] ?? 'GB'}`;
}

/** A length of time in seconds: 0.42 → "0.4 s", 75 → "1 min 15 s", 7260 → "2 h 1 min". */
export function formatSeconds(value: number | null | undefined): string {
  if (!known(value)) return DASH;
  if (value < 59.95) return `${value < 10 ? value.toFixed(1) : Math.round(value)} s`;
  const whole = Math.round(value);
  if (whole < 3600) return `${Math.floor(whole / 60)} min${whole % 60 ? ` ${whole % 60} s` : ''}`;
  const minutes = Math.round(whole / 60);
  return `${Math.floor(minutes / 60)} h${minutes % 60 ? ` ${minutes % 60} min` : ''}`;
}

const STEPS: readonly (readonly [number, Intl.RelativeTimeFormatUnit])[] = [
  [60, 'second'],
  [3600, 'minute'],
  [86_400, 'hour'],
  [86_400 * 30, 'day'],
  [86_400 * 365, 'month'],
  [Number.POSITIVE_INFINITY, 'year'],
];
const relative = new Intl.RelativeTimeFormat('en-GB', { numeric: 'auto' });

/** "just now", "3 minutes ago", "in 2 hours". `now` in milliseconds since 1970. */
export function relativeTime(at: Date | string | number, now = Date.now()): string {
  const seconds = (new Date(at).getTime() - now) / 1000;
  if (!Number.isFinite(seconds)) return DASH;
  if (Math.abs(seconds) < 10) return 'just now';
  let size = 1;
  for (const [limit, unit] of STEPS) {
    if (Math.abs(seconds) < limit) return relative.format(Math.trunc(seconds / size), unit);
    size = limit;
  }
  return DASH;
}

/** Date and time to the second, in the reader's time zone, which is named. */
export function exactTime(at: Date | string | number): string {
  const moment = new Date(at);
  if (Number.isNaN(moment.getTime())) return DASH;
  return new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'short',
  }).format(moment);
}
