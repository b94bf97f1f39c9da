import type { Profile } from '../schema.ts';
import { at, type Figure, type Mark, rule, text } from './figure.ts';
import { LARGEST_DRAWN, shown, ticks } from './numbers.ts';

const NAMES = {
  hour: Array.from({ length: 24 }, (_, hour) => `${String(hour).padStart(2, '0')}:00`),
  weekday: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
  month: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
} as const;
const TITLES = { hour: 'by hour of the day', weekday: 'by day of the week', month: 'by month' } as const;
const HEIGHT = 200;
const [LEFT, RIGHT, TOP, BOTTOM] = [56, 14, 14, 30];

export type TimePart = keyof typeof NAMES;

/** The mean of one column in each hour, weekday or month; null where it has none at all. */
export function timeFigure(
  time: NonNullable<Profile['time']>,
  column: string,
  part: TimePart,
  width: number,
): Figure | null {
  const names = NAMES[part];
  const means = time[part].means[time.columns.indexOf(column)] ?? [];
  const known = means.filter((mean) => mean !== null);
  if (known.length === 0 || !known.every((mean) => Math.abs(mean) < LARGEST_DRAWN)) return null;
  let [low, high] = [Math.min(...known), Math.max(...known)];
  const room = high > low ? (high - low) * 0.1 : Math.abs(low) * 0.1 || 1;
  [low, high] = [low - room, high + room];
  const step = (width - LEFT - RIGHT) / names.length;
  const x = (bucket: number): number => LEFT + (bucket + 0.5) * step;
  const y = (mean: number): number => TOP + ((high - mean) / (high - low)) * (HEIGHT - TOP - BOTTOM);
  const marks: Mark[] = ticks(low, high, 4).flatMap((tick) => [
    rule(LEFT, y(tick), width - RIGHT, y(tick)),
    text(LEFT - 8, y(tick) + 4, shown(tick), 'end'),
  ]);
  const every = Math.max(1, Math.ceil(44 / step));
  names.forEach((name, bucket) => {
    if (bucket % every === 0) marks.push(text(x(bucket), HEIGHT - 8, name, 'middle'));
  });
  let d = '';
  let open = false;
  means.forEach((mean, bucket) => {
    if (mean !== null) d += `${open ? 'L' : 'M'}${at(x(bucket))} ${at(y(mean))}`;
    open = mean !== null;
  });
  marks.push({ shape: 'path', d, tone: 'first' });
  means.forEach((mean, bucket) => {
    if (mean !== null) marks.push({ shape: 'dot', x: x(bucket), y: y(mean), r: 3.5, tone: 'first' });
  });
  names.forEach((name, bucket) => {
    const rows = time[part].rows[bucket] ?? 0;
    const label = `${name}: ${shown(means[bucket])} on average (${shown(rows)} rows)`;
    const box = { x: LEFT + bucket * step, y: TOP, width: step, height: HEIGHT - TOP - BOTTOM };
    marks.push({ shape: 'rect', ...box, tone: 'none', label });
  });
  return {
    title: `${column} ${TITLES[part]}`,
    width,
    height: HEIGHT,
    marks,
    table: {
      head: ['', 'Mean', 'Rows'],
      rows: names.map((name, bucket) => [name, shown(means[bucket]), shown(time[part].rows[bucket])]),
    },
  };
}
