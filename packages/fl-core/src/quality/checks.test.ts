import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unwrap } from '../lib/result.ts';
import { createRng } from '../lib/rng.ts';
import { parseStudy, type StudyInput } from '../study/index.ts';
import { type CellValue, createTable } from '../table/index.ts';
import { inspect } from './inspect.ts';
import type { CleaningChoices } from './types.ts';

type Columns = Record<string, readonly CellValue[]>;

const base: StudyInput = {
  id: 'ward',
  label: { column: 'risk', positive: 1, negative: 0 },
  timestamp: 'time',
  features: [{ name: 'pulse' }, { name: 'steps' }],
};
const rows = <T>(count: number, cell: (row: number) => T): T[] =>
  Array.from({ length: count }, (_, row) => cell(row));
const hour = (row: number) => new Date(Date.UTC(2025, 0, 1, row)).toISOString();

/** Hourly readings: a noisy pulse, and steps that rest at 0 in the night. */
function ward(count: number, seed = 7): Record<'time' | 'pulse' | 'steps' | 'risk', CellValue[]> {
  const rng = createRng(seed);
  return {
    time: rows(count, hour),
    pulse: rows(count, () => Math.round(rng.normal(75, 9))),
    steps: rows(count, (row) => (row % 24 < 10 ? 0 : Math.round(200 + 150 * rng.next()))),
    risk: rows(count, () => (rng.next() < 0.3 ? 1 : 0)),
  };
}

function look(columns: Columns, study: Partial<StudyInput> = {}, choices?: CleaningChoices) {
  const table = createTable('ward.csv', Object.entries(columns));
  const inspection = inspect(table, unwrap(parseStudy({ ...base, ...study })), choices);
  const { findings } = inspection.summary;
  return {
    ...inspection,
    codes: findings.map(({ code }) => code),
    of: (code: string) => findings.find((one) => one.code === code),
  };
}

describe('a sound file', () => {
  it('raises no alarm, whatever the seed: resting at 0 at night is not a stuck sensor', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        expect(look(ward(2000, seed)).codes).toEqual([]);
      }),
      { numRuns: 20 },
    );
  });
});

describe('a stuck sensor', () => {
  const stuck = ward(2000);
  for (let row = 500; row < 560; row++) stuck.pulse[row] = 71;
  stuck.pulse[520] = null;

  it('is found with its rows; a missing reading does not hide it', () => {
    const found = look(stuck).of('STUCK_SENSOR');
    expect(found).toMatchObject({ severity: 'warning', column: 'pulse', rows: [502] });
    expect(found?.count).toBeGreaterThanOrEqual(59);
    expect(found?.count).toBeLessThan(62);
  });

  it('counts as missing when chosen, but for the first reading; the file stays as it was', () => {
    const { table, of, summary } = look(stuck, {}, { dropDuplicateRows: false, stuckAsMissing: ['pulse'] });
    expect(of('STUCK_SENSOR')).toBeDefined();
    const pulse = table.columns[1]?.values ?? new Float64Array();
    expect([pulse[500], pulse[501], pulse[559]]).toEqual([71, Number.NaN, Number.NaN]);
    expect(summary.columns[1]?.missing).toBeGreaterThanOrEqual(59);
    expect(look(stuck).summary.columns[1]?.missing).toBe(1);
  });

  it('is not what an age by patient is, a sorted column, or a column that moves in steps', () => {
    const columns = { ...ward(2000), pulse: rows(2000, (row) => 40 + Math.floor(row / 50)) };
    expect(look(columns).of('STUCK_SENSOR')).toBeUndefined();
    const sorted = [...ward(2000).pulse].sort((a, b) => Number(a) - Number(b));
    expect(look({ ...ward(2000), pulse: sorted }).of('STUCK_SENSOR')).toBeUndefined();
  });

  it('is not a night of 24 readings, night after night', () => {
    const often = rows(3000, (row) => (row % 96 < 40 ? 0 : (row * 7919) % 500));
    expect(look({ ...ward(3000), steps: often }).of('STUCK_SENSOR')).toBeUndefined();
  });
});

describe('repeated rows and times', () => {
  it('finds rows alike in every column, texts and times too, and uses each once when chosen', () => {
    const columns = { ...ward(300), note: rows<CellValue>(300, (row) => `n${row}`) };
    for (const cells of Object.values(columns))
      cells.push(cells[10] ?? null, cells[20] ?? null, cells[10] ?? null);
    const plain = look(columns);
    expect(plain.of('DUPLICATE_ROWS')).toMatchObject({ count: 3, rows: [302, 303, 304] });
    expect(plain.codes).not.toContain('DUPLICATE_TIMESTAMPS');
    const once = look(columns, {}, { dropDuplicateRows: true, stuckAsMissing: [] });
    expect(once.summary.usableRows).toBe(300);
    expect(once.of('DUPLICATE_ROWS')).toBeDefined();
    expect(plain.summary.usableRows).toBe(303);
    columns.note[302] = 'another';
    expect(look(columns).of('DUPLICATE_ROWS')?.count).toBe(2);
  });

  it('agrees with a plain count on any small numbers', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(2), fc.nat(2), fc.nat(1)), { minLength: 3, maxLength: 60 }),
        (cells) => {
          const distinct = new Set(cells.map(String)).size;
          const found = look({
            pulse: cells.map(([a]) => a),
            steps: cells.map(([, b]) => b),
            risk: cells.map(([, , c]) => c),
          }).of('DUPLICATE_ROWS');
          expect(found?.count ?? 0).toBe(cells.length - distinct);
        },
      ),
    );
  });

  it('tells times that come twice: for one subject a warning, without subjects a note', () => {
    const columns = ward(300);
    columns.time[200] = columns.time[100] ?? null;
    expect(look(columns).of('DUPLICATE_TIMESTAMPS')).toMatchObject({
      severity: 'info',
      count: 1,
      rows: [202],
    });
    const patients = { ...columns, patient: rows(300, (row) => (row < 150 ? 'a' : 'b')) };
    const study = { subject: 'patient' };
    expect(look(patients, study).of('DUPLICATE_TIMESTAMPS')).toBeUndefined();
    patients.patient[200] = 'a';
    expect(look(patients, study).of('DUPLICATE_TIMESTAMPS')).toMatchObject({ severity: 'warning', count: 1 });
  });

  it('tells gaps in a regular series, with the row after them', () => {
    const columns = ward(300);
    columns.time = rows(300, (row) => hour(row < 100 ? row : row < 200 ? row + 30 : row + 31));
    const found = look(columns).of('TIME_GAPS');
    expect(found).toMatchObject({ count: 2, rows: [102, 202], column: 'time' });
    expect(found?.message).toContain('31 readings are not in the file');
    expect(found?.message).toContain('longest gap is 1.3 days');
    columns.time = rows(300, (row) => hour(row * row));
    expect(look(columns).of('TIME_GAPS')).toBeUndefined();
  });
});

describe('what a column teaches', () => {
  it('long stretches without a value are told apart from scattered ones', () => {
    const columns = ward(2000);
    for (let row = 300; row < 340; row++) columns.pulse[row] = null;
    for (let row = 900; row < 920; row++) columns.pulse[row] = null;
    const found = look(columns).of('MISSING_BURSTS');
    expect(found).toMatchObject({ count: 60, rows: [302, 902] });
    expect(found?.message).toContain('2 stretches');
    expect(found?.message).toContain('longest 40 rows');
    const scattered = ward(2000);
    for (let row = 0; row < 2000; row += 3) scattered.pulse[row] = null;
    expect(look(scattered).of('MISSING_BURSTS')).toBeUndefined();
  });

  it('is next to nothing when one value makes up 99.5 %', () => {
    const columns = { ...ward(1000), steps: rows(1000, (row) => (row % 250 === 7 ? row : 3)) };
    expect(look(columns).of('NEAR_CONSTANT')).toMatchObject({ column: 'steps', count: 996 });
    expect(
      look({ ...columns, steps: rows(1000, (row) => (row % 100 === 7 ? row : 3)) }).of('NEAR_CONSTANT'),
    ).toBeUndefined();
  });

  it('is too good to be true when it alone tells the label', () => {
    const columns = ward(500);
    const leaky = columns.risk.map((risk, row) => Number(risk) * 10 + (row % 7));
    expect(look({ ...columns, steps: leaky }).of('LEAKAGE_SUSPECTED')).toMatchObject({ column: 'steps' });
    const reversed = columns.risk.map((risk, row) => -Number(risk) * 10 - (row % 7));
    expect(look({ ...columns, steps: reversed }).of('LEAKAGE_SUSPECTED')).toBeDefined();
    const code = columns.risk.map((risk, row) => (risk === 1 ? 'I50' : `J${row % 4}`));
    const features: StudyInput['features'] = [{ name: 'code', kind: 'categorical' }];
    expect(look({ ...columns, code }, { features }).of('LEAKAGE_SUSPECTED')).toMatchObject({
      column: 'code',
    });
    const names = rows(500, (row) => `patient ${row}`);
    expect(look({ ...columns, code: names }, { features }).of('LEAKAGE_SUSPECTED')).toBeUndefined();
  });

  it('a rare outcome is told', () => {
    const risk = rows(500, (row) => (row % 50 === 0 ? 1 : 0));
    expect(look({ ...ward(500), risk }).of('LABEL_IMBALANCED')).toMatchObject({
      count: 10,
      severity: 'warning',
    });
    expect(
      look({ ...ward(500), risk: rows(500, (row) => (row % 10 ? 0 : 1)) }).of('LABEL_IMBALANCED'),
    ).toBeUndefined();
  });
});
