import { describe, expect, it } from 'vitest';
import { type StudyInput, studySchema } from '../study/index.ts';
import { type CellValue, createTable } from '../table/index.ts';
import { prepareDataset } from './prepare-dataset.ts';
import { prepareSources } from './prepare-sources.ts';

const input: StudyInput = {
  id: 'small',
  label: { column: 'risk' },
  timestamp: 'time',
  features: [{ name: 'pulse' }, { name: 'temp', unit: '°C' }],
};
const study = studySchema.parse(input);
const file = (name: string, columns: Record<string, readonly CellValue[]>) => ({
  name,
  table: createTable(name, Object.entries(columns)),
});
const hour = (index: number): string => new Date(Date.UTC(2025, 0, 1, index)).toISOString();
const hours = Array.from({ length: 40 }, (_, index) => hour(index));
const ward = file('ward.csv', {
  time: hours,
  pulse: hours.map((_, index) => 60 + index),
  risk: hours.map((_, index) => index % 2),
});
const weather = file('weather.csv', { time: [hour(3), hour(3), hour(20)], temp: [1, 2, 3] });

describe('prepareSources', () => {
  it('prepares a single file as it would alone', () => {
    const { file: prepared, report } = prepareSources([ward], study);
    expect(report).toBeNull();
    expect(prepared).toEqual(prepareDataset(ward.table, study));
  });

  it('makes one training table, and lists what the join has to tell', () => {
    const { file: prepared, report } = prepareSources([weather, ward], study);
    expect(report?.base).toBe(1);
    expect(prepared.summary).toMatchObject({ usable: true, rows: 40, usableRows: 40 });
    expect(prepared.summary.columns.map(({ name, role }) => `${name}: ${role}`)).toEqual([
      'time: timestamp',
      'pulse: feature',
      'risk: label',
      'temp: feature',
    ]);
    const unmatched = prepared.summary.findings.find(({ code }) => code === 'SOURCE_UNMATCHED');
    expect(unmatched).toMatchObject({
      severity: 'warning',
      column: 'weather.csv',
      count: 3,
      rows: [2, 3, 4],
    });
    expect(unmatched?.message).toMatch(/^37 of 40 hours found a reading/);
    expect(prepared.summary.findings.map(({ code }) => code)).toContain('SOURCE_DUPLICATES');
    expect(prepared.train.length + prepared.test.length).toBe(40);
  });

  it('keeps the file with the outcome, unusable, and says why the others could not be joined', () => {
    const late = file('late.csv', { time: ['2031-01-01'], temp: [1] });
    const { file: prepared, report, problem } = prepareSources([late, ward], study);
    expect(report).toBeNull();
    expect(problem?.code).toBe('SOURCES_DO_NOT_OVERLAP');
    expect(prepared.summary).toMatchObject({ fileName: 'ward.csv', usable: false });
    expect(prepared.summary.findings[0]).toMatchObject({ severity: 'error', message: problem?.message });
  });

  it('does not join for a study without a time column', () => {
    const timeless = studySchema.parse({ ...input, timestamp: undefined });
    expect(prepareSources([ward, weather], timeless).problem?.code).toBe('STUDY_WITHOUT_TIME');
  });
});
