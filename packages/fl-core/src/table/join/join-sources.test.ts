import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CellValue, createTable } from '../create-table.ts';
import { cellText, findColumn, type Table } from '../table.ts';
import { joinSources } from './join-sources.ts';
import type { JoinOptions } from './types.ts';

const HOUR = 3600;
const at = (seconds: number): string => new Date(Date.UTC(2025, 0, 1) + seconds * 1000).toISOString();
const file = (name: string, columns: Record<string, readonly CellValue[]>) => ({
  name,
  table: createTable(name, Object.entries(columns)),
});
const hours = (count: number): string[] => Array.from({ length: count }, (_, hour) => at(hour * HOUR));
const cells = (table: Table, name: string): (string | null)[] => {
  const column = findColumn(table, name);
  if (!column) throw new Error(`no column ${name}`);
  return Array.from({ length: table.rows }, (_, row) => cellText(column, row));
};
const joined = (sources: Parameters<typeof joinSources>[0], options: Partial<JoinOptions> = {}) => {
  const answer = joinSources(sources, { time: 'time', subject: 'patient', ...options });
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.value;
};
const refused = (sources: Parameters<typeof joinSources>[0], options: Partial<JoinOptions> = {}) => {
  const answer = joinSources(sources, { time: 'time', subject: 'patient', ...options });
  if (answer.ok) throw new Error('It was joined.');
  return answer.error;
};

const ward = file('ward.csv', { time: hours(6), pulse: [60, 61, 62, 63, 64, 65], risk: [0, 1, 0, 1, 0, 1] });
const weather = file('weather.csv', { Time: [at(0), at(3 * HOUR)], temp: [4.5, 7], sky: ['grey', 'clear'] });

describe('joinSources', () => {
  it('keeps the base’s rows and adds the latest reading, texts too', () => {
    const { table, report } = joined([weather, ward], { label: 'risk' });
    expect(report.base).toBe(1);
    expect(table.columns.map(({ name }) => name)).toEqual(['time', 'pulse', 'risk', 'temp', 'sky']);
    expect(cells(table, 'temp')).toEqual(['4.5', '4.5', '4.5', '7', '7', '7']);
    expect(cells(table, 'sky')).toEqual(['grey', 'grey', 'grey', 'clear', 'clear', 'clear']);
    expect(table.fileName).toBe('weather.csv + ward.csv');
    expect(report.sources[0]).toMatchObject({
      cadenceSeconds: 3 * HOUR,
      toleranceSeconds: 4.5 * HOUR,
      ageSeconds: { median: HOUR, max: 2 * HOUR },
      rowsUsed: 2,
      matched: 6,
      overlap: 0.6,
      columns: ['temp', 'sky'],
      sentence: 'weather.csv: all 6 hours found a reading, typically 1 hour old.',
    });
  });

  it('leaves what is too old missing, and says where', () => {
    const { table, report } = joined([ward, weather], { toleranceSeconds: [null, HOUR] });
    expect(cells(table, 'temp')).toEqual(['4.5', '4.5', null, '7', '7', null]);
    expect(cells(table, 'sky')[2]).toBeNull();
    expect(report.sources[1]?.unmatched).toEqual({ count: 2, rows: [4, 7] });
    expect(report.sources[1]?.sentence).toBe(
      'weather.csv: 4 of 6 hours found a reading, typically 30 minutes old; 2 had none in the 1 hour before, first at row 4.',
    );
  });

  it('[D10] takes the last of duplicate readings, forwards too, and counts the others', () => {
    const air = file('air.csv', { time: [at(1800), at(1800), at(1800)], pm25: [1, 2, 3] });
    const { table, report } = joined([ward, air], { toleranceSeconds: 1800, direction: 'nearest' });
    expect(cells(table, 'pm25').slice(0, 3)).toEqual(['3', '3', null]);
    expect(report.sources[1]?.duplicates).toBe(2);
  });

  it('[D10] never gives a reading of another subject, nor one to a row without a subject', () => {
    const rows = file('rows.csv', { time: [at(0), at(60), at(60), at(60)], patient: ['P1', 17, null, 'P9'] });
    const band = file('band.csv', {
      time: [at(0), at(30), at(50)],
      patient: [17, 'P1', 'P2'],
      pulse: [70, 80, 90],
    });
    const { table, report } = joined([rows, band], { base: 0 });
    expect(cells(table, 'pulse')).toEqual([null, '70', null, null]);
    expect(report.sources[1]).toMatchObject({ bySubject: true, matched: 1, rowsUsed: 1 });
    expect(cells(table, 'patient')).toEqual(['P1', '17', null, 'P9']);
  });

  it('warns when readings of several people meet a base that names none', () => {
    const band = file('band.csv', { time: [at(0), at(30)], patient: ['P1', 'P2'], spo2: [97, 98] });
    const { table, report } = joined([ward, band]);
    expect(report.warnings[0]).toMatch(/several people/);
    expect(cells(table, 'patient')[0]).toBe('P1');
    expect(joined([ward, weather]).report.warnings).toEqual([]);
  });

  it('keeps rows without a usable time, with missing cells, and tells of them', () => {
    const patchy = file('patchy.csv', { time: [at(0), null, 'soon', at(HOUR)], pulse: [1, 2, 3, 4] });
    const { table, report } = joined([patchy, weather], { base: 0 });
    expect(cells(table, 'pulse')).toEqual(['1', '2', '3', '4']);
    expect(cells(table, 'temp')).toEqual(['4.5', null, null, '4.5']);
    expect(report.sources[0]?.timeless).toEqual({ count: 2, rows: [3, 4] });
    expect(report.warnings[0]).toMatch(/2 rows without a readable time, first at row 3/);
  });

  it('compares times that name different zones as moments', () => {
    const berlin = file('berlin.csv', {
      time: ['2025-01-01T01:00:00+01:00', '2025-01-01T03:00:00Z', '2025-01-01 02:00+0200'],
      co2: [400, 500, 450],
    });
    expect(cells(joined([ward, berlin]).table, 'co2').slice(0, 4)).toEqual(['450', '450', '450', '500']);
  });

  it('settles a column that two files have, and says so', () => {
    const own = file('own.csv', { time: hours(2), Temp: [20, 21] });
    const first = joined([own, weather], { base: 0 });
    expect(first.table.columns.map(({ name }) => name)).toEqual(['time', 'Temp', 'sky']);
    expect(first.report.shared[0]?.sentence).toMatch(/“Temp” is in 2 files. It is taken from “own.csv”/);
    const other = joined([own, weather], { base: 0, columnSource: { temp: 1 } });
    expect(cells(other.table, 'temp')).toEqual(['4.5', '4.5']);
    expect(other.report.shared).toMatchObject([{ from: 1, leftOut: [0] }]);
  });

  it('draws what was found by slices of time', () => {
    const { timeline } = joined([ward, weather], { toleranceSeconds: 0 }).report.sources[1] ?? {};
    expect(timeline).toHaveLength(48);
    expect(timeline?.filter((share) => share !== null)).toEqual([1, 0, 0, 1, 0, 0]);
  });

  it('says what to do when files cannot be joined', () => {
    const timeless = file('lab.csv', { taken: hours(2), crp: [1, 2] });
    expect(refused([ward, timeless])).toMatchObject({
      code: 'SOURCE_WITHOUT_TIME',
      message: expect.stringMatching(/“lab.csv”.*no column “time”.*column settings/),
    });
    const words = file('words.csv', { time: ['noon', 'dusk'], lux: [1, 2] });
    expect(refused([ward, words]).message).toMatch(/no cell of its column “time” reads as a date/);
    const later = file('later.csv', { time: [at(1e6)], temp: [1] });
    expect(refused([ward, later])).toMatchObject({
      code: 'SOURCES_DO_NOT_OVERLAP',
      message: expect.stringMatching(/2025-01-12 13:46.*2025-01-01 00:00 to 2025-01-01 05:00/),
    });
    const here = file('here.csv', { time: hours(3), patient: ['A', 'B', 'C'] });
    const there = file('there.csv', { time: hours(3), patient: ['X', 'Y', 'Z'], pulse: [1, 2, 3] });
    expect(refused([here, there]).code).toBe('SOURCES_SHARE_NO_SUBJECT');
    expect(refused([ward, weather], { label: 'outcome' }).code).toBe('NO_SOURCE_HAS_LABEL');
    expect(refused([ward, weather], { base: 5 }).code).toBe('NO_SUCH_SOURCE');
    expect(refused([]).code).toBe('NO_SOURCES');
  });

  it('joins with all cells missing when only the tolerance is too small', () => {
    const air = file('air.csv', { time: [at(1800)], pm25: [5] });
    const { report, table } = joined([ward, air], { toleranceSeconds: 60 });
    expect(report.sources[1]).toMatchObject({ matched: 0, ageSeconds: null });
    expect(report.sources[1]?.sentence).toMatch(/none of the 6 hours found a reading in the 1 minute before/);
    expect(cells(table, 'pm25')).toEqual(Array(6).fill(null));
  });

  it('finds what a search through all rows finds, in any order of rows', () => {
    const second = fc.integer({ min: 0, max: 40 });
    const who = fc.constantFrom('a', 'b', null);
    const row = fc.tuple(second, who);
    fc.assert(
      fc.property(
        fc.array(row, { minLength: 1, maxLength: 20 }),
        fc.array(row, { minLength: 1, maxLength: 30 }),
        fc.integer({ min: 0, max: 15 }),
        fc.boolean(),
        (left, right, tolerance, nearest) => {
          const times = (rows: readonly [number, string | null][]) => rows.map(([second]) => at(second));
          const people = (rows: readonly [number, string | null][]) => rows.map(([, person]) => person);
          const base = file('base', { time: times(left), patient: people(left) });
          const values = right.map((_, index) => index);
          const other = file('other', { time: times(right), patient: people(right), value: values });
          const answer = joinSources([base, other], {
            time: 'time',
            subject: 'patient',
            base: 0,
            toleranceSeconds: tolerance,
            direction: nearest ? 'nearest' : 'backward',
          });
          const expected = left.map(([second, person]) => {
            let best: number | null = null;
            let bestAge = Number.POSITIVE_INFINITY;
            let bestAhead = false;
            right.forEach(([otherSecond, otherPerson], index) => {
              const ahead = otherSecond > second;
              const age = Math.abs(second - otherSecond);
              if (person === null || otherPerson !== person || age > tolerance || (ahead && !nearest)) return;
              if (age > bestAge || (age === bestAge && ahead && !bestAhead)) return;
              [best, bestAge, bestAhead] = [index, age, ahead];
            });
            return best === null ? null : String(best);
          });
          if (answer.ok) expect(cells(answer.value.table, 'value')).toEqual(expected);
          else expect(expected.every((value) => value === null)).toBe(true);
        },
      ),
    );
  });

  it('joins a million unsorted rows in seconds, not minutes', () => {
    const rows = 1_000_000;
    const span = Float64Array.from({ length: rows }, (_, row) => ((row * 7919) % rows) * 1000);
    const numbers = Float64Array.from(span, (_, row) => row);
    const column = (name: string, values: Float64Array, times: Float64Array | null) => ({
      name,
      values,
      codes: null,
      texts: [],
      times,
    });
    const table = (name: string, value: string): Table => ({
      ...createTable(name, []),
      rows,
      columns: [column('time', new Float64Array(rows).fill(Number.NaN), span), column(value, numbers, null)],
    });
    const began = performance.now();
    const { report } = joined([
      { name: 'a', table: table('a', 'x') },
      { name: 'b', table: table('b', 'y') },
    ]);
    expect(report.sources[1]).toMatchObject({ matched: rows, ageSeconds: { median: 0, max: 0 } });
    expect(performance.now() - began).toBeLessThan(20_000);
  });
});
