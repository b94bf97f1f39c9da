import { describe, expect, it } from 'vitest';
import { unwrap } from '../lib/result.ts';
import { parseStudy, type StudyInput } from '../study/index.ts';
import { type CellValue, createTable, readCsv } from '../table/index.ts';
import { inspect } from './inspect.ts';

type Columns = Record<string, readonly CellValue[]>;

const base: StudyInput = {
  id: 'ward',
  label: { column: 'risk', positive: 1, negative: 0 },
  features: [{ name: 'heart_rate', unit: 'bpm', range: [30, 220] }],
};
const rows = <T>(count: number, cell: (row: number) => T): T[] =>
  Array.from({ length: count }, (_, row) => cell(row));
const good: Columns = { heart_rate: rows(20, (i) => 60 + i), risk: rows(20, (i) => i % 2) };

function look(columns: Columns, study: Partial<StudyInput> = {}) {
  const table = createTable('ward.csv', Object.entries(columns));
  const inspection = inspect(table, unwrap(parseStudy({ ...base, ...study })));
  const found = (code: string) => {
    const finding = inspection.summary.findings.find((one) => one.code === code);
    if (!finding)
      throw new Error(`no ${code} among ${inspection.summary.findings.map((one) => one.code).join()}`);
    return finding;
  };
  return { ...inspection, found, codes: inspection.summary.findings.map(({ code }) => code) };
}

describe('inspect on a sound file', () => {
  it('finds nothing, and describes each column', () => {
    const { summary, usable, labels } = look({ ...good, note: rows(20, (i) => (i < 5 ? 'x' : null)) });
    expect(summary).toEqual({
      fileName: 'ward.csv',
      bytes: 0,
      rows: 20,
      usableRows: 20,
      positives: 10,
      columns: [
        { name: 'heart_rate', role: 'feature', unit: 'bpm', present: 20, missing: 0 },
        { name: 'risk', role: 'label', unit: null, present: 20, missing: 0 },
        { name: 'note', role: 'ignored', unit: null, present: 5, missing: 15 },
      ],
      findings: [],
      usable: true,
    });
    expect([...usable]).toEqual(rows(20, (i) => i));
    expect([...labels]).toEqual(good.risk);
  });

  it('finds columns whatever their case', () => {
    expect(look({ 'Heart_Rate ': good.heart_rate ?? [], RISK: good.risk ?? [] }).summary.findings).toEqual(
      [],
    );
  });
});

describe('inspect on columns', () => {
  it('says which column is missing, which there are, and which may be meant', () => {
    const { found, summary } = look({ 'Heart Rate': good.heart_rate ?? [], risk: good.risk ?? [] });
    expect(summary.usable).toBe(false);
    expect(found('COLUMN_MISSING')).toEqual({
      code: 'COLUMN_MISSING',
      severity: 'error',
      column: 'heart_rate',
      count: 1,
      rows: [],
      message:
        'The file has no column “heart_rate”, which the study learns from. Did you mean “Heart Rate”? The file has the columns “Heart Rate” and “risk”.',
    });
  });

  it('without the label column, nothing is usable', () => {
    const { summary, usable, codes } = look({ heart_rate: good.heart_rate ?? [] });
    expect(codes).toEqual(['LABEL_COLUMN_MISSING']);
    expect(summary).toMatchObject({ usable: false, usableRows: 0 });
    expect(usable).toHaveLength(0);
  });

  it('a timestamp is needed only where the split goes by time', () => {
    expect(look(good, { timestamp: 'time' }).found('COLUMN_MISSING').severity).toBe('warning');
    expect(look(good, { timestamp: 'time' }).summary.usable).toBe(true);
    expect(
      look(good, { timestamp: 'time', split: { kind: 'timeOrdered' } }).found('COLUMN_MISSING').severity,
    ).toBe('error');
    expect(look(good, { subject: 'patient' }).found('COLUMN_MISSING').severity).toBe('error');
    expect(look(good, { split: { kind: 'column', column: 'part' } }).found('COLUMN_MISSING').severity).toBe(
      'error',
    );
  });

  it('puts the reader’s notes into words', async () => {
    const text = `heart_rate,risk,risk,\n${rows(12, (i) => `${70 + i},${i % 2},9,${i === 3 ? 'x' : ''}`).join('\n')}\n70\n70,1,2,3,4\n`;
    const { findings } = inspect(unwrap(await readCsv(text)), unwrap(parseStudy(base))).summary;
    expect(findings.map(({ code, severity, column, rows: at }) => [code, severity, column, at])).toEqual([
      ['LABEL_MISSING', 'warning', 'risk', [14]],
      ['DUPLICATE_HEADER', 'warning', 'risk (2)', [1]],
      ['ROW_TOO_SHORT', 'warning', null, [14]],
      ['ROW_TOO_LONG', 'warning', null, [15]],
      ['HEADER_WITHOUT_NAME', 'info', 'Column 4', [1]],
    ]);
  });
});

describe('inspect on labels', () => {
  const labelled = (risk: readonly CellValue[], label: StudyInput['label'] = { column: 'risk' }) =>
    look({ heart_rate: rows(risk.length, (i) => 60 + i), risk }, { label });

  it.each([
    [1, ['1', 1, '1.0', ' 1 ', '01', 'true', 'TRUE']],
    ['1.0', ['1', 1]],
    [true, ['TRUE', 'true', 1]],
    ['yes', ['Yes', 'YES ', 'yes']],
    ['1e2', ['100', '100.0']],
  ])('[S3] positive %j is met by %j', (positive, cells) => {
    const { labels, summary } = labelled(cells, { column: 'risk', positive });
    expect([...labels]).toEqual(cells.map(() => 1));
    expect(summary.positives).toBe(cells.length);
  });

  it('[S3] without a negative, any one other value means no', () => {
    const { labels, summary } = labelled(
      rows(20, (i) => (i % 4 ? 'Stable' : 'ill')),
      { column: 'risk', positive: 'ill' },
    );
    expect(summary).toMatchObject({ usable: true, usableRows: 20, positives: 5, findings: [] });
    expect([...labels.slice(0, 5)]).toEqual([1, 0, 0, 0, 1]);
  });

  it('[S3] without a negative, two other values are an error that lists them', () => {
    const { found, summary } = labelled(rows(20, (i) => i % 3));
    expect(found('LABEL_VALUES')).toMatchObject({
      severity: 'error',
      column: 'risk',
      count: 13,
      rows: [2, 4, 5, 7, 8],
    });
    expect(found('LABEL_VALUES').message).toContain('“0” and “2”');
    expect(summary).toMatchObject({ usable: false, usableRows: 0 });
  });

  it('with a negative, rows with other values are left out with a warning', () => {
    const risk = [...rows(18, (i) => i % 2), 'maybe', 2];
    const { found, usable, summary } = labelled(risk, { column: 'risk', positive: 1, negative: 0 });
    expect(found('LABEL_UNKNOWN')).toMatchObject({ severity: 'warning', count: 2, rows: [20, 21] });
    expect(found('LABEL_UNKNOWN').message).toContain('“maybe” and “2”');
    expect(usable).toHaveLength(18);
    expect(summary).toMatchObject({ usable: true, usableRows: 18 });
  });

  it('[D4] leaves out rows without a label', () => {
    const { found, usable } = labelled(rows(20, (i) => (i === 3 ? null : i % 2)));
    expect(found('LABEL_MISSING')).toMatchObject({ severity: 'warning', count: 1, rows: [5] });
    expect(usable).toHaveLength(19);
    expect(usable).not.toContain(3);
  });

  it('one class only may take part', () => {
    const { found, summary } = labelled(rows(20, () => 0));
    expect(found('ONE_CLASS').severity).toBe('warning');
    expect(found('ONE_CLASS').message).toContain('AUC cannot be measured');
    expect(summary.usable).toBe(true);
    expect(labelled(rows(20, () => 1)).found('ONE_CLASS').message).toContain('every row');
  });

  it('too few usable rows are an error that says how many', () => {
    const { found, summary } = labelled([1, 0, 1, ...rows(20, () => null)]);
    expect(summary.usable).toBe(false);
    expect(found('TOO_FEW_ROWS')).toMatchObject({ severity: 'error', count: 3 });
    expect(found('TOO_FEW_ROWS').message).toBe(
      'The file has only 3 usable rows (rows with a readable “risk”); at least 10 are needed. Choose a file with more readings.',
    );
    expect(labelled(rows(10, (i) => i % 2)).codes).toEqual([]);
    expect(labelled([null]).found('TOO_FEW_ROWS').message).toContain('no usable rows');
  });

  it('a label with a million values is an error, not a hang', () => {
    const { found } = labelled(rows(5000, (i) => `v${i}`));
    expect(found('LABEL_VALUES').message).toContain('more');
  });
});

describe('inspect on features', () => {
  const withRate = (cells: readonly CellValue[]) => look({ ...good, heart_rate: cells });

  it('[D2] [D3] text among numbers counts as missing, with its rows', () => {
    const { found, summary } = withRate(rows(20, (i) => (i < 7 ? 'n/m' : 60 + i)));
    expect(found('TEXT_IN_NUMBERS')).toMatchObject({ severity: 'warning', count: 7, rows: [2, 3, 4, 5, 6] });
    expect(found('TEXT_IN_NUMBERS').message).toBe(
      'The column “heart_rate” has text where a number should be, in 7 rows (35%), such as “n/m”. They count as missing and will be filled with the study’s median.',
    );
    expect(summary.columns[0]).toMatchObject({ present: 13, missing: 7 });
  });

  it('no number at all is an error; decimal commas are recognised', () => {
    const { found } = withRate(rows(20, (i) => `36,${i}`));
    expect(found('NO_NUMBERS').severity).toBe('error');
    expect(found('NO_NUMBERS').message).toContain('decimals with a point');
  });

  it('[D3] values outside the range count as missing, with range and unit', () => {
    const { found, summary } = withRate(rows(20, (i) => (i === 4 ? 500 : 60 + i)));
    expect(found('OUT_OF_RANGE')).toMatchObject({ severity: 'warning', count: 1, rows: [6] });
    expect(found('OUT_OF_RANGE').message).toContain('outside 30 to 220 bpm (5%)');
    expect(summary.columns[0]).toMatchObject({ present: 19, missing: 1 });
    expect(withRate(rows(20, (i) => 1000 + i)).found('OUT_OF_RANGE').message).toContain('another unit');
  });

  it('numbers too large to calculate with count as missing without a range, too', () => {
    const features: StudyInput['features'] = [{ name: 'heart_rate' }];
    const { found } = look({ ...good, heart_rate: rows(20, (i) => (i === 0 ? '1e300' : i)) }, { features });
    expect(found('OUT_OF_RANGE').count).toBe(1);
  });

  it('missing values are told, and are a warning when they are many', () => {
    expect(withRate(rows(20, (i) => (i === 0 ? null : i + 60))).found('MISSING_VALUES')).toMatchObject({
      severity: 'info',
      count: 1,
      rows: [2],
      message: '1 row has no “heart_rate” (5%). It will be filled with the study’s median.',
    });
    expect(withRate(rows(20, (i) => (i < 5 ? null : i + 60))).found('MISSING_VALUES').severity).toBe(
      'warning',
    );
  });

  it('an empty column and a constant column may take part', () => {
    expect(withRate(rows(20, () => null)).codes).toEqual(['COLUMN_EMPTY']);
    expect(withRate(rows(20, () => null)).summary.usable).toBe(true);
    expect(withRate(rows(20, () => 70)).codes).toEqual(['CONSTANT_COLUMN']);
  });

  it('reads booleans in every common spelling', () => {
    const smoker = ['true', 'False', 'YES', 'no', 1, 0, 't', 'F', 'y', 'N', true, false, '1.0', '0'];
    const study = { features: [{ name: 'smoker', kind: 'boolean' as const }] };
    const risk = smoker.map((_, i) => i % 2);
    expect(look({ smoker, risk }, study).codes).toEqual([]);
    const wrong = look({ smoker: [...smoker, 'sometimes', 2], risk: [...risk, 0, 1] }, study).found(
      'NOT_BOOLEAN',
    );
    expect(wrong).toMatchObject({ severity: 'warning', count: 2, rows: [16, 17] });
    expect(wrong.message).toContain('“sometimes” and “2”');
    expect(
      look({ smoker: rows(20, () => 'x'), risk: good.risk ?? [] }, study).found('NO_BOOLEANS').severity,
    ).toBe('error');
  });

  it('tells of categories the study does not list', () => {
    const features: StudyInput['features'] = [
      { name: 'sex', kind: 'categorical', categories: ['female', 'male'] },
    ];
    const sex = rows(20, (i) => (i === 2 ? 'unbekannt' : i % 2 ? 'Female' : 'male'));
    expect(look({ sex, risk: good.risk ?? [] }, { features }).found('UNKNOWN_CATEGORY')).toMatchObject({
      count: 1,
      rows: [4],
    });
    expect(
      look({ sex, risk: good.risk ?? [] }, { features: [{ name: 'sex', kind: 'categorical' }] }).codes,
    ).toEqual([]);
  });

  it('warns of a category with very many values', () => {
    const features: StudyInput['features'] = [{ name: 'id', kind: 'categorical' }];
    const many = look({ id: rows(300, (i) => `p${i}`), risk: rows(300, (i) => i % 2) }, { features }).found(
      'MANY_CATEGORIES',
    );
    expect(many).toMatchObject({ severity: 'warning', count: 300 });
  });

  it('columns named like parts of every object are columns like others', () => {
    const features: StudyInput['features'] = [{ name: '__proto__' }, { name: 'constructor' }];
    const table = createTable('x.csv', [
      ['__proto__', rows(20, (i) => i)],
      ['risk', rows(20, (i) => i % 2)],
    ]);
    const { findings } = inspect(table, unwrap(parseStudy({ ...base, features }))).summary;
    expect(findings.map(({ code, column }) => [code, column])).toEqual([['COLUMN_MISSING', 'constructor']]);
  });
});
