import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unwrap } from '../lib/result.ts';
import { checkStudy, healthRiskStudy } from '../study/index.ts';
import { type CellValue, createTable, readCsv } from '../table/index.ts';
import { describeInference, inferStudy } from './infer-study.ts';
import { inspect } from './inspect.ts';

const rows = <T>(count: number, cell: (row: number) => T): T[] =>
  Array.from({ length: count }, (_, row) => cell(row));
const infer = (columns: Record<string, readonly CellValue[]>, fileName = 'ward 7.csv') =>
  inferStudy(createTable(fileName, Object.entries(columns)));

const ward = {
  record_id: rows(200, (i) => 1000 + i),
  measured_at: rows(200, (i) => `2024-01-${String(1 + (i % 28)).padStart(2, '0')} 10:00`),
  patient_id: rows(200, (i) => `P${i % 40}`),
  age: rows(200, (i) => 20 + ((i * 37) % 70)),
  'temp (°F)': rows(200, (i) => 97 + ((i * 13) % 50) / 10),
  'SpO2 [%]': rows(200, (i) => 90 + (i % 10)),
  sex: rows(200, (i) => ['F', 'M', 'f'][i % 3]),
  smoker: rows(200, (i) => (i % 4 ? 'no' : 'yes')),
  remark: rows(200, (i) => `seen by nurse ${i}`),
  country: rows(200, () => 'CH'),
  empty: rows(200, () => null),
  outcome: rows(200, (i) => (i % 5 ? 'well' : 'ill')),
};

describe('inferStudy', () => {
  it('finds kinds, units, ranges and every column’s part', () => {
    const { study, labels } = infer(ward);
    expect(study).toEqual({
      id: 'ward-7',
      version: 1,
      title: 'Ward 7',
      label: { column: 'outcome', positive: 'ill', negative: 'well' },
      timestamp: 'measured_at',
      subject: 'patient_id',
      features: [
        { name: 'age', source: 'clinical', kind: 'numeric', range: [0, 110] },
        { name: 'temp (°F)', source: 'weather', unit: '°F', kind: 'numeric', range: [95.5, 103.5] },
        { name: 'SpO2 [%]', source: 'wearable', unit: '%', kind: 'numeric', range: [0, 100] },
        { name: 'sex', source: 'clinical', kind: 'categorical', categories: ['F', 'M'] },
        { name: 'smoker', source: 'clinical', kind: 'boolean' },
      ],
    });
    expect(labels).toEqual(['outcome', 'smoker']);
    expect(checkStudy(study).ok).toBe(true);
  });

  it('says what was left out and why', () => {
    const inferred = infer(ward);
    const { notes } = inferred;
    expect(notes.map(({ column }) => column)).toEqual([
      'patient_id',
      'record_id',
      'remark',
      'country',
      'empty',
    ]);
    expect(notes[1]?.message).toBe('“record_id” was left out: it numbers the rows.');
    expect(describeInference(inferred)).toBe(
      '5 features (3 numeric, 1 yes/no, 1 categorical); the label is “outcome”.',
    );
  });

  it('[S5] keeps codes such as 9999 and a lone misreading out of a range', () => {
    const heart = rows(500, (i) => (i % 50 === 7 ? 9999 : 55 + ((i * 31) % 60)));
    const [feature] = infer({ heart, y: rows(500, (i) => i % 2) }).study.features;
    expect(feature?.range).toEqual([40, 130]);
  });

  it('takes a column that says train and test for the split, not for the label', () => {
    const { study } = infer({
      x: rows(50, (i) => i * 1.5),
      split: rows(50, (i) => (i % 5 ? 'train' : 'test')),
      event: rows(50, (i) => i % 2),
    });
    expect(study.split).toEqual({ kind: 'column', column: 'split', test: 'test' });
    expect(study.label).toEqual({ column: 'event', positive: '1', negative: '0' });
  });

  it('prefers a column named like an outcome, and says so when none is', () => {
    const y = rows(30, (i) => i % 2);
    const x = rows(30, (i) => i * 2.5);
    expect(infer({ target: y, x, flag: y }).labels).toEqual(['target', 'flag']);
    const unnamed = infer({ flag: y, x, other: y });
    expect(unnamed.study.label.column).toBe('other');
    expect(unnamed.notes[0]?.message).toMatch(/two values\. Check that it is\.$/);
    const none = infer({ x });
    expect([none.study.label.column, none.notes[0]?.column]).toEqual(['', null]);
  });

  it('means “yes” by the word, by the other word, or by the rarer value', () => {
    const positive = (a: CellValue, b: CellValue) =>
      infer({ x: rows(40, (i) => i / 3), risk: rows(40, (i) => (i % 4 ? a : b)) }).study.label.positive;
    expect(positive('Yes', 'No')).toBe('Yes');
    expect(positive('stroke', 'healthy')).toBe('stroke');
    expect(positive('blue', 'red')).toBe('red');
    expect(positive(0, 1)).toBe('1');
  });

  it('takes epoch seconds under a name for times, and numbers under a name for codes', () => {
    const { study } = infer({
      time: rows(60, (i) => 1_700_000_000 + i * 3600),
      ward: rows(60, (i) => 1 + (i % 3)),
      dose: rows(60, (i) => i % 7),
      risk: rows(60, (i) => i % 2),
    });
    expect(study.timestamp).toBe('time');
    expect(study.features.map(({ name, kind }) => [name, kind])).toEqual([
      ['ward', 'categorical'],
      ['dose', 'numeric'],
    ]);
  });

  it('makes of the shipped sample’s header what the shipped study says', async () => {
    const header = 'timestamp,heart_rate,spo2,steps,pm25,co2,temp,humidity,risk';
    const lines = rows(300, (i) =>
      [`2024-01-01T00:${String(i % 60).padStart(2, '0')}:00Z`, 60 + (i % 50), 92 + (i % 8), i * 3, i % 90]
        .concat([400 + i, -5 + (i % 30), 30 + (i % 60), i % 6 ? 0 : 1])
        .join(','),
    );
    const { study } = inferStudy(
      unwrap(await readCsv([header, ...lines].join('\n'), { name: 'node_A.csv' })),
    );
    expect(study.features.map(({ name, source }) => [name, source])).toEqual(
      healthRiskStudy.features.map(({ name, source }) => [name, source]),
    );
    expect(study.label.column).toBe('risk');
    expect(study.timestamp).toBe('timestamp');
  });

  it('drafts something that its own sample fits, from any table', () => {
    const cell = fc.oneof(
      fc.constantFrom('', 'yes', 'no', 'a', '2024-01-01', '1e308', '-1e308', 'NA', '0', '1'),
      fc.double(),
      fc.string({ maxLength: 4 }),
    );
    const table = fc.dictionary(
      fc.constantFrom('risk', 'patient', 'time', 'split', 'id', 'x', '__proto__', 'y (m)', 'ward'),
      fc.array(cell, { maxLength: 40 }),
      { minKeys: 1 },
    );
    fc.assert(
      fc.property(table, (columns) => {
        const sample = createTable('any.csv', Object.entries(columns));
        const { study, notes } = inferStudy(sample);
        for (const { message } of notes) expect(message).not.toMatch(/NaN|undefined/);
        for (const { range } of study.features) {
          if (Array.isArray(range)) expect(range.every(Number.isFinite) && range[0] < range[1]).toBe(true);
        }
        const checked = checkStudy(study);
        if (!checked.ok) {
          const paths = checked.error.map(({ path }) => path);
          expect(paths.every((path) => path === 'features' || path === 'label.column')).toBe(true);
          return;
        }
        const codes = inspect(sample, checked.value).summary.findings.map(({ code }) => code);
        expect(codes).not.toContain('COLUMN_MISSING');
        expect(codes).not.toContain('LABEL_VALUES');
      }),
      { numRuns: 300 },
    );
  });
});
