import type { Feature } from '../../study/schema.ts';
import { type Column, rowNumber, type Table } from '../../table/index.ts';
import { booleanReader, numericReader } from '../feature-values.ts';
import type { Finding } from '../types.ts';
import { countOf, fillerOf, finding, quoted, shareOf } from '../words.ts';
import { BURST, type Run, type Runs, scanRuns } from './runs.ts';
import { stuckRuns } from './stuck.ts';

/** At this share of one value a column is as good as constant. */
const NEARLY_ALL = 0.995;
/** With fewer readings one other value is no sign of anything. */
const ENOUGH_READINGS = 200;
/** A burst so long is expected in a sound file less often than this. */
const EXPECTED_BURSTS = 0.01;
/** From here on, a burst is a finding of its own. */
const LONG_BURST = 12;
/** Beyond this share of the rows, bursts are worth a warning. */
const MANY_IN_BURSTS = 0.05;

export interface FeatureRuns {
  readonly findings: readonly Finding[];
  /** Where the sensor was stuck; empty for other kinds than numbers. */
  readonly stuck: readonly Run[];
  /** Short bursts of missing values in words; null without any, or where a finding tells of long ones. */
  readonly bursts: string | null;
}

/** Checks of a feature's course over the rows, in the order of the file. */
export function checkRuns(
  table: Table,
  column: Column,
  feature: Feature,
  breaks: Uint8Array | null,
  impute: 'median' | 'mean' | 'mostFrequent',
): FeatureRuns {
  if (feature.kind === 'categorical') return { findings: [], stuck: [], bursts: null };
  const read = feature.kind === 'numeric' ? numericReader(column, feature.range) : yesOrNo(column);
  const runs = scanRuns(table.rows, read, breaks);
  const { present, longestBurst, bursts, candidate, lead } = runs;
  const { name } = column;
  const findings: Finding[] = [];

  const burst = burstsInWords(runs, table.rows);
  if (burst && longestBurst >= LONG_BURST) {
    const count = bursts.reduce((sum, { length }) => sum + length, 0);
    const rows = bursts.slice(0, 5).map(({ first }) => rowNumber(table, first));
    const severity = count > table.rows * MANY_IN_BURSTS ? 'warning' : 'info';
    const message = `${quoted(name)} is missing for long: ${burst}, ${countOf(count, 'row')} in all${shareOf(count, table.rows)}. They will be filled with ${fillerOf(feature, impute)}.`;
    findings.push(finding(severity, 'MISSING_BURSTS', name, { count, rows }, message));
  }
  if (present >= ENOUGH_READINGS && lead < present && lead >= present * (2 * NEARLY_ALL - 1)) {
    const same = countEqual(table.rows, read, candidate);
    if (same >= present * NEARLY_ALL && same < present) {
      const message = `${countOf(same, 'reading')} of ${quoted(name)}${shareOf(same, present)} are the same value, only ${countOf(present - same, 'reading')} ${present - same === 1 ? 'differs' : 'differ'}.`;
      findings.push(finding('warning', 'NEAR_CONSTANT', name, { count: same, rows: [] }, message));
    }
  }
  const stuck = feature.kind === 'numeric' ? stuckRuns(runs, table.rows, read, breaks) : [];
  if (stuck.length > 0) findings.push(stuckFinding(table, name, stuck));
  return { findings, stuck, bursts: longestBurst < LONG_BURST ? burst : null };
}

/** `20 stretches of six rows or more, the longest 9 rows`; null where chance explains them. */
function burstsInWords({ present, bursts, longestBurst }: Runs, rows: number): string | null {
  const share = 1 - present / Math.max(1, rows);
  if (present === 0 || bursts.length === 0 || rows * share ** longestBurst >= EXPECTED_BURSTS) return null;
  return `${countOf(bursts.length, 'stretch', 'stretches')} of ${BURST} rows or more, the longest ${countOf(longestBurst, 'row')}`;
}

/** The finding on a stuck sensor, whether its readings are used or set aside. */
function stuckFinding(table: Table, name: string, stuck: readonly Run[]): Finding {
  const count = stuck.reduce((sum, { length }) => sum + length, 0);
  const longest = stuck.reduce((most, run) => (run.length > most.length ? run : most));
  const message = `The sensor behind ${quoted(name)} seems stuck: ${countOf(longest.length, 'reading')} in succession ${longest.length === 1 ? 'is' : 'are'} exactly ${longest.value}${stuck.length > 1 ? `, and there are ${stuck.length - 1} more such stretches` : ''}, while the column varies elsewhere${shareOf(count, table.rows)}.`;
  const rows = stuck.slice(0, 5).map(({ first }) => rowNumber(table, first));
  return finding('warning', 'STUCK_SENSOR', name, { count, rows }, message);
}

/** The column without the readings of stuck stretches; the first of each stretch may be true and stays. */
export function withoutStuck(column: Column, stuck: readonly Run[]): Column {
  const values = column.values.slice();
  for (const { first, last, value } of stuck) {
    for (let row = first + 1; row <= last; row++) if (values[row] === value) values[row] = Number.NaN;
  }
  return { ...column, values };
}

function yesOrNo(column: Column): (row: number) => number {
  const read = booleanReader(column);
  return (row) => {
    const value = read(row);
    return value >= 0 ? value : Number.NaN;
  };
}

function countEqual(rows: number, read: (row: number) => number, value: number): number {
  let count = 0;
  for (let row = 0; row < rows; row++) if (read(row) === value) count++;
  return count;
}
