import { describe, expect, it } from 'vitest';
import { unwrap } from '../lib/result.ts';
import { parseStudy, type StudyInput } from '../study/index.ts';
import { createTable, readCsv } from '../table/index.ts';
import { cleanedCsv, textCell } from './cleaned-csv.ts';
import { describePreparation } from './describe-preparation.ts';
import { pipelineSchema } from './pipeline-schema.ts';
import { prepareDataset, withCleaning, withFindings } from './prepare-dataset.ts';
import { localPipeline } from './transform.ts';

const study = (preprocessing: StudyInput['preprocessing'] = {}) =>
  unwrap(
    parseStudy({
      id: 's',
      label: { column: 'y' },
      subject: 'who',
      features: [
        { name: 'a', range: [0, 100] },
        { name: 'kind', kind: 'categorical' },
        { name: 'smoker', kind: 'boolean' },
      ],
      split: { kind: 'column', column: 'part' },
      preprocessing,
    }),
  );
const a = [-5, null, 10, 20, 30, 40, 50, 60, 70, 'x', 80, 999];
const table = createTable('x.csv', [
  ['who', a.map((_, row) => (row === 0 ? '=cmd|"x"' : `@p${row}`))],
  ['a', a],
  ['kind', a.map((_, row) => (row === 3 ? null : row % 3 ? '+x' : 'b,c'))],
  ['smoker', a.map((_, row) => (row === 4 ? null : row % 2 ? 'yes' : 'no'))],
  ['y', a.map((_, row) => row % 2)],
  ['part', a.map((_, row) => (row > 8 ? 'test' : 'train'))],
]);

describe('what the preparation does', () => {
  it('counts the rows of each step, and keeps every row in the histograms', () => {
    const data = prepareDataset(table, study({ outliers: 'winsorize', missingIndicator: true }));
    const { steps, rows } = describePreparation(data, localPipeline(data));
    const of = (feature: string) =>
      Object.fromEntries(steps.filter((one) => one.feature === feature).map((one) => [one.step, one]));
    const number = of('a');
    expect(Object.keys(number)).toEqual(['range', 'impute', 'outliers', 'indicator', 'scale']);
    expect([number.range?.rowsTouched, number.impute?.rowsTouched]).toEqual([2, 4]);
    expect(number.scale?.after.counts.reduce((sum, count) => sum + count, 0)).toBe(rows);
    expect(number.indicator?.after).toMatchObject({ counts: [8, 4] });
    expect(of('kind').impute?.rowsTouched).toBe(1);
    expect(of('smoker').impute?.rowsTouched).toBe(1);
  });
});

describe('the prepared rows as CSV', () => {
  it('read back as they were, filled, with their split, and safe in a spreadsheet', async () => {
    const data = prepareDataset(table, study());
    const text = [...cleanedCsv(data, localPipeline(data))].join('');
    expect(text.split('\r\n')[0]).toBe('who,a,kind,smoker,y,split');
    expect(text).toContain(`"'=cmd|""x"""`);
    expect(text.endsWith('\r\n')).toBe(true);
    const back = unwrap(await readCsv(text));
    expect(back.rows).toBe(12);
    const filled = [...(back.columns[1]?.values ?? [])];
    expect(filled.every((value) => value >= 0 && value <= 100)).toBe(true);
    expect(filled.slice(2, 9)).toEqual([10, 20, 30, 40, 50, 60, 70]);
    expect(back.columns[2]?.texts).toEqual(['b,c', "'+x"]);
    expect([...(back.columns[5]?.texts ?? [])]).toEqual(['train', 'test']);
  });

  it('guards texts, and leaves others alone', () => {
    expect(['=1', '+1', '-x', '@a', '\tb', '＝1', '\rc', 'plain', 'a"b'].map(textCell)).toEqual([
      "'=1",
      "'+1",
      "'-x",
      "'@a",
      "'\tb",
      "'＝1",
      '"\'\rc"',
      'plain',
      '"a""b"',
    ]);
  });
});

describe('choices', () => {
  it('[D11] can be made and taken back, and keep what else there was to tell', () => {
    const told = { code: 'TOLD', severity: 'error', column: null, count: 1, rows: [], message: 'x' } as const;
    const twice = createTable('x.csv', [
      ['a', Array.from({ length: 40 }, (_, row) => row % 20)],
      ['b', Array.from({ length: 40 }, (_, row) => (row % 20) * 2)],
      ['y', Array.from({ length: 40 }, (_, row) => row % 2)],
    ]);
    const plain = prepareDataset(
      twice,
      unwrap(parseStudy({ id: 's', label: { column: 'y' }, features: [{ name: 'a' }, { name: 'b' }] })),
    );
    const found = (data: typeof plain) => data.summary.findings.find(({ code }) => code === 'DUPLICATE_ROWS');
    expect(found(plain)).toMatchObject({ count: 20, remedy: { id: 'dropDuplicateRows', applied: false } });
    expect(found(plain)?.effect).toContain('counts twice');
    const once = withCleaning(withFindings(plain, [told]), { dropDuplicateRows: true, stuckAsMissing: [] });
    expect(once.summary).toMatchObject({ usableRows: 20, usable: false });
    expect(found(once)?.remedy?.applied).toBe(true);
    const back = withCleaning(once, { dropDuplicateRows: false, stuckAsMissing: [] });
    expect(back.summary.usableRows).toBe(40);
    expect([...back.train]).toEqual([...plain.train]);
  });
});

describe('a pipeline fitted before the choices came', () => {
  it('still reads, to the field', () => {
    const old = {
      version: 1,
      steps: [
        {
          kind: 'numeric',
          name: 'age',
          range: [0, 120],
          outliers: { treat: 'winsorize', low: 2, high: 97 },
          impute: 50,
          centre: 50,
          spread: 10,
        },
        { kind: 'categorical', name: 'sex', categories: ['f', 'm'], impute: 'f' },
        { kind: 'boolean', name: 'smoker', impute: 0 },
      ],
      inputs: ['age', 'sex=f', 'sex=m', 'smoker'],
    };
    expect(pipelineSchema.parse(old)).toEqual(old);
  });
});
