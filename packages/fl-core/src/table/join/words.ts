/** Sentences about a join, for hospital staff. */
import type { JoinDirection, RowExamples, TimeSpan } from './types.ts';

export const quoted = (text: string): string => `“${text.length > 60 ? `${text.slice(0, 60)}…` : text}”`;

export function listed(texts: readonly string[]): string {
  const all = texts.map(quoted);
  const last = all.pop() ?? 'nothing';
  return all.length === 0 ? last : `${all.join(', ')} and ${last}`;
}

export const figure = (count: number): string => count.toLocaleString('en-GB');

/** 40 → “40 seconds”, 90 → “1.5 minutes”, 16,200 → “4.5 hours”. */
export function durationInWords(seconds: number): string {
  const [size, unit] =
    seconds < 90 && seconds !== 60
      ? [1, 'second']
      : seconds < 5400 && seconds !== 3600
        ? [60, 'minute']
        : seconds < 172_800 && seconds !== 86_400
          ? [3600, 'hour']
          : [86_400, 'day'];
  const amount = Number((seconds / size).toFixed(1));
  return `${figure(amount)} ${unit}${amount === 1 ? '' : 's'}`;
}

/** What a row of the base is called: an hour, a day, a minute, or just a row. */
export function rowWord(cadenceSeconds: number | null, count: number): string {
  const word = cadenceSeconds === 3600 ? 'hour' : cadenceSeconds === 86_400 ? 'day' : 'row';
  return count === 1 ? word : `${word}s`;
}

const dayAndTime = (ms: number): string => new Date(ms).toISOString().slice(0, 16).replace('T', ' ');

/** “2025-01-01 00:00 to 2025-03-01 00:00”, by the clock that the tables keep. */
export const spanInWords = ({ from, to }: TimeSpan): string => `${dayAndTime(from)} to ${dayAndTime(to)}`;

interface MatchFacts {
  readonly name: string;
  readonly baseRows: number;
  readonly baseCadence: number | null;
  readonly matched: number;
  readonly unmatched: RowExamples;
  readonly ageMedian: number | null;
  readonly tolerance: number;
  readonly direction: JoinDirection;
}

/** “weather.csv: 8,702 of 8,760 hours found a reading, typically 12 minutes old; 58 had none …” */
export function matchInWords(facts: MatchFacts): string {
  const { name, baseRows, baseCadence, matched, unmatched, ageMedian, tolerance, direction } = facts;
  const within =
    direction === 'backward'
      ? `in the ${durationInWords(tolerance)} before`
      : `within ${durationInWords(tolerance)}`;
  const rows = rowWord(baseCadence, baseRows);
  if (matched === 0) {
    return `${name}: none of the ${figure(baseRows)} ${rows} found a reading ${within}.`;
  }
  const age =
    ageMedian === null
      ? ''
      : ageMedian === 0
        ? ', typically of the same moment'
        : `, typically ${durationInWords(ageMedian)} ${direction === 'backward' ? 'old' : 'away'}`;
  const found =
    unmatched.count === 0
      ? `all ${figure(baseRows)} ${rows} found a reading`
      : `${figure(matched)} of ${figure(baseRows)} ${rows} found a reading`;
  const first = unmatched.rows[0];
  const where = first === undefined ? '' : `, ${unmatched.count === 1 ? 'at' : 'first at'} row ${first}`;
  const none = unmatched.count === 0 ? '' : `; ${figure(unmatched.count)} had none ${within}${where}`;
  return `${name}: ${found}${age}${none}.`;
}
