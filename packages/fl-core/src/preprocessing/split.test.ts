import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unwrap } from '../lib/result.ts';
import { parseStudy, type StudyInput } from '../study/index.ts';
import { type CellValue, createTable } from '../table/index.ts';
import { prepareDataset } from './prepare-dataset.ts';

const rows = <T>(count: number, cell: (row: number) => T): T[] =>
  Array.from({ length: count }, (_, row) => cell(row));

function prepare(columns: Record<string, readonly CellValue[]>, study: Partial<StudyInput> = {}) {
  const table = createTable('ward.csv', Object.entries(columns));
  const base: StudyInput = { id: 'ward', label: { column: 'risk' }, features: [{ name: 'x' }] };
  return prepareDataset(table, unwrap(parseStudy({ ...base, ...study })));
}

const labelled = (labels: readonly CellValue[], study: Partial<StudyInput> = {}) =>
  prepare({ x: labels.map((_, i) => i), risk: labels }, study);
const seeded = (testShare: number, seed = 1): Partial<StudyInput> => ({
  split: { kind: 'seeded', testShare, seed },
});
const positives = (data: ReturnType<typeof prepare>, part: Uint32Array) =>
  part.filter((row) => data.labels[row] === 1).length;

describe('the seeded split', () => {
  it('shares out every usable row once, each class by the share, never all of a class for testing', () => {
    const labels = fc.array(fc.constantFrom(0, 1, null), { minLength: 1, maxLength: 200 });
    fc.assert(
      fc.property(
        labels,
        fc.double({ min: 0.01, max: 0.99, noNaN: true }),
        fc.integer(),
        (risk, share, seed) => {
          const data = labelled(risk, seeded(share, seed));
          expect([...data.train, ...data.test].sort((a, b) => a - b)).toEqual([...data.usable]);
          expect([...data.train]).toEqual([...data.train].sort((a, b) => a - b));
          for (const label of [0, 1]) {
            const all = risk.filter((one) => one === label).length;
            const test = data.test.filter((row) => data.labels[row] === label).length;
            if (all >= 2) expect(test).toBeLessThan(all);
            if (all >= 3) expect(test).toBeGreaterThan(0);
            expect(Math.abs(test - all * share)).toBeLessThanOrEqual(1);
          }
        },
      ),
    );
  });

  it('is the same every time for the same seed, and another for another', () => {
    const risk = rows(500, (i) => Number(i % 5 === 0));
    expect(labelled(risk, seeded(0.2, 7)).test).toEqual(labelled(risk, seeded(0.2, 7)).test);
    expect(labelled(risk, seeded(0.2, 7)).test).not.toEqual(labelled(risk, seeded(0.2, 8)).test);
    const data = labelled(risk, seeded(0.2, 7));
    expect([data.test.length, positives(data, data.test)]).toEqual([100, 20]);
    expect(data.summary).toMatchObject({ trainRows: 400, testRows: 100 });
  });

  it('is pinned: the rows of a known split do not move between versions', () => {
    expect([
      ...labelled(
        rows(30, (i) => i % 2),
        seeded(0.2, 1),
      ).test,
    ]).toMatchInlineSnapshot(`
      [
        4,
        6,
        9,
        15,
        25,
        28,
      ]
    `);
  });

  it('keeps the rows of one subject together', () => {
    const patients = fc.array(
      fc.tuple(fc.constantFrom('a', 'b', '2024-01-01', '2024-01-02', 7, 8, null), fc.constantFrom(0, 1)),
      { minLength: 1, maxLength: 120 },
    );
    fc.assert(
      fc.property(
        patients,
        fc.integer({ min: 0, max: 99 }),
        fc.constantFrom(0.1, 0.3, 0.95),
        (table, seed, share) => {
          const patient = table.map(([one]) => one);
          const risk = table.map(([, label]) => label);
          const data = prepare({ x: risk, patient, risk }, { ...seeded(share, seed), subject: 'patient' });
          const of = (part: Uint32Array) =>
            new Set([...part].map((row) => patient[row]).filter((one) => one !== null));
          for (const one of of(data.test)) expect(of(data.train)).not.toContain(one);
          expect(data.train.length + data.test.length).toBe(table.length);
          expect(data.train.length).toBeGreaterThan(0);
        },
      ),
    );
  });

  it('gives about the share of rows to testing where there are many subjects, with both classes', () => {
    const patient = rows(2000, (i) => `p${i % 100}`);
    const data = prepare(
      { x: patient, patient, risk: rows(2000, (i) => Number(i % 100 < 10)) },
      { ...seeded(0.2), subject: 'patient' },
    );
    expect(data.test).toHaveLength(400);
    expect(positives(data, data.test)).toBe(40);
  });

  it('tells subjects apart whether they are texts, numbers or dates', () => {
    for (const name of [(i: number) => `p${i}`, (i: number) => i, (i: number) => `2024-01-${10 + i}`]) {
      const patient = rows(60, (i) => name(i % 20));
      const data = prepare(
        { x: patient, patient, risk: rows(60, (i) => i % 2) },
        { ...seeded(0.2), subject: 'patient' },
      );
      expect(data.test).toHaveLength(12);
    }
  });

  it('says when all rows are of one subject', () => {
    const data = prepare(
      { x: rows(20, (i) => i), patient: rows(20, () => 'p'), risk: rows(20, (i) => i % 2) },
      { subject: 'patient' },
    );
    expect(data.test).toHaveLength(0);
    expect(data.summary.findings.map(({ code }) => code)).toEqual(['NO_TEST_ROWS', 'FEW_ROWS_FOR_STUDY']);
    expect(data.summary.usable).toBe(true);
  });
});

describe('the split by time', () => {
  const study: Partial<StudyInput> = { timestamp: 'time', split: { kind: 'timeOrdered', testShare: 0.25 } };
  const hour = (i: number) => `2024-01-01 ${String(i).padStart(2, '0')}:00`;

  it('tests on the latest rows, whatever their order in the file', () => {
    const times = [3, 0, 7, 5, 1, 6, 4, 2].map(hour);
    const data = prepare({ x: times.map((_, i) => i), time: times, risk: times.map((_, i) => i % 2) }, study);
    expect([...data.test]).toEqual([2, 5]);
  });

  it('among equal times, the last rows of the file', () => {
    const data = prepare(
      { x: rows(8, (i) => i), time: rows(8, (i) => hour(i < 2 ? 9 : 5)), risk: rows(8, (i) => i % 2) },
      { ...study, split: { kind: 'timeOrdered', testShare: 0.5 } },
    );
    expect([...data.test]).toEqual([0, 1, 6, 7]);
  });

  it('reads numbers as times and trains on rows without one', () => {
    const time = rows(12, (i) => (i === 11 ? null : 1000 - i));
    const data = prepare({ x: time, time, risk: rows(12, (i) => i % 2) }, study);
    expect([...data.test]).toEqual([0, 1, 2]);
    expect(data.summary.findings).toContainEqual(
      expect.objectContaining({ code: 'TIME_MISSING', count: 1, rows: [13] }),
    );
  });

  it('without readable times there is an error in words, and no split', () => {
    const data = prepare(
      { x: rows(20, (i) => i), time: rows(20, () => 'noon'), risk: rows(20, (i) => i % 2) },
      study,
    );
    expect(data.summary.usable).toBe(false);
    expect(data.summary.findings[0]).toMatchObject({ code: 'TIMESTAMP_UNREADABLE', severity: 'error' });
    expect([data.train.length, data.test.length]).toEqual([0, 0]);
  });

  it('without a timestamp column the error is told once', () => {
    const columns = { x: rows(20, (i) => i), risk: rows(20, (i) => i % 2) };
    expect(prepare(columns, study).summary.findings.map(({ code }) => code)).toEqual(['COLUMN_MISSING']);
    const unnamed = prepare(columns, { split: { kind: 'timeOrdered', testShare: 0.25 } });
    expect(unnamed.summary.findings.map(({ code }) => code)).toEqual(['TIMESTAMP_MISSING']);
    expect(unnamed.summary.usable).toBe(false);
  });
});

describe('the split by a column', () => {
  const study = (test?: string): Partial<StudyInput> => ({
    split: { kind: 'column', column: 'part', ...(test ? { test } : {}) },
  });
  const columns = (part: readonly CellValue[]) => ({
    x: part.map((_, i) => i),
    part,
    risk: part.map((_, i) => i % 2),
  });

  it('tests on the rows that say so', () => {
    const part = rows(12, (i) => (i < 9 ? 'train' : i === 9 ? ' Test' : 'test'));
    expect([...prepare(columns(part), study()).test]).toEqual([9, 10, 11]);
    expect([...prepare(columns(rows(12, (i) => i % 6)), study('5')).test]).toEqual([5, 11]);
  });

  it('tells when nothing is left for one side', () => {
    expect(prepare(columns(rows(12, () => 'train')), study()).summary.findings[0]).toMatchObject({
      code: 'NO_TEST_ROWS',
      severity: 'warning',
    });
    const none = prepare(columns(rows(12, () => 'test')), study());
    expect(none.summary.findings[0]).toMatchObject({ code: 'NO_TRAIN_ROWS', severity: 'error' });
    expect(none.summary.usable).toBe(false);
  });
});
