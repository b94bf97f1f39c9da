import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unwrap } from '../lib/result.ts';
import { healthRiskStudy, parseStudy } from '../study/index.ts';
import { readCsv } from '../table/index.ts';
import { prepareDataset } from './prepare-dataset.ts';
import { localPipeline, transformRows } from './transform.ts';

const cell = fc.oneof(
  fc.constantFrom(
    '',
    'NA',
    '0',
    '1',
    'yes',
    'f',
    '2024-01-01 10:00',
    '"',
    '"a,b"',
    '1e308',
    '-7.5',
    '＝',
    '1,5',
    '\n',
  ),
  fc.string({ maxLength: 5 }),
);

describe('prepareDataset', () => {
  it('makes something of any text: no throw, every usable row on one side, every input finite', async () => {
    const study = unwrap(
      parseStudy({
        id: 'any',
        label: { column: 'y', positive: 1 },
        timestamp: 't',
        features: [{ name: 'a' }, { name: 'b', kind: 'boolean' }, { name: 'c', kind: 'categorical' }],
      }),
    );
    const text = fc
      .array(fc.array(cell, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 30 })
      .map((rows) => `a,b,c,t,y\n${rows.map((row) => row.join(',')).join('\n')}`);
    await fc.assert(
      fc.asyncProperty(text, async (csv) => {
        const read = await readCsv(csv);
        if (!read.ok) return;
        const data = prepareDataset(read.value, study);
        const { summary, train, test, usable } = data;
        expect(train.length + test.length).toBe(usable.length);
        expect(summary).toMatchObject({
          usableRows: usable.length,
          trainRows: train.length,
          testRows: test.length,
        });
        expect(summary.usable).toBe(!summary.findings.some(({ severity }) => severity === 'error'));
        for (const finding of summary.findings) {
          expect(finding.rows.length).toBeLessThanOrEqual(5);
          expect(finding.message).not.toMatch(/NaN|undefined|null/);
        }
        const dataset = transformRows(data, localPipeline(data), usable);
        expect(dataset.features.every(Number.isFinite)).toBe(true);
        expect(dataset.features).toHaveLength(dataset.rows * dataset.width);
      }),
      { numRuns: 500 },
    );
  });

  it('[D1] shows summaries only: nothing of a row beyond a few examples in words', async () => {
    const rows = Array.from({ length: 50 }, (_, i) => `${70 + i},96.${i},10,5,600,12,40,${i % 2}`);
    const csv = `heart_rate,spo2,steps,pm25,co2,temp,humidity,risk\n${rows.join('\n')}\n`;
    const { summary } = prepareDataset(unwrap(await readCsv(csv, { name: 'node_A.csv' })), healthRiskStudy);
    expect(summary).toMatchObject({
      fileName: 'node_A.csv',
      rows: 50,
      trainRows: 40,
      testRows: 10,
      positives: 25,
      usable: true,
    });
    expect(summary.findings.map(({ code, column }) => [code, column])).toEqual([
      ['COLUMN_MISSING', 'timestamp'],
      ['CONSTANT_COLUMN', 'steps'],
      ['CONSTANT_COLUMN', 'pm25'],
      ['CONSTANT_COLUMN', 'co2'],
      ['CONSTANT_COLUMN', 'temp'],
      ['CONSTANT_COLUMN', 'humidity'],
      ['FEW_ROWS_FOR_STUDY', null],
    ]);
    expect(JSON.stringify(summary)).not.toContain('96.17');
  });
});
