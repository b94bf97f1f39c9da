import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { healthRiskStudy, studySchema } from '../../study/index.ts';
import { type CellValue, createTable } from '../../table/index.ts';
import { argsort } from './argsort.ts';
import { distributionOf } from './distribution.ts';
import { profile } from './profile.ts';
import { renderProfileHtml } from './report/render-html.ts';
import { profileSchema } from './schema.ts';

const study = studySchema.parse({
  id: 'small',
  label: { column: 'risk', positive: 1 },
  timestamp: 'timestamp',
  features: [
    { name: 'a' },
    { name: 'b' },
    { name: 'c', kind: 'categorical' },
    { name: 'd', kind: 'boolean' },
  ],
});

/** No figure is NaN or infinite: JSON would turn those into null unseen. */
function expectClean(value: unknown): void {
  if (typeof value === 'number') expect(Number.isFinite(value)).toBe(true);
  else if (value !== null && typeof value === 'object') Object.values(value).forEach(expectClean);
}

describe('any study', () => {
  it('may leave out what has a default', () => {
    const input = { id: 'small', label: { column: 'risk' }, features: [{ name: 'a' }] };
    const table = createTable('x.csv', [
      ['a', [1, 2, 3, 4, null]],
      ['risk', [0, 1, 1, 0, 0]],
    ]);
    expect(profile(table, input)).toEqual(profile(table, studySchema.parse(input)));
    expect(profile(table, input).columns[0]).toMatchObject({ mean: 2.5, median: 2.5, iqr: 1.5, missing: 1 });
    expect(() => profile(table, { ...input, features: [] })).toThrow(/at least one feature/);
  });
});

describe('any file', () => {
  const cell = fc.oneof(
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.integer({ min: -3, max: 3 }),
    fc.constantFrom<CellValue>(null, 'x', 'yes', 'no', '<b>', '1e308', '-1e308', '2024-02-29T12:00Z'),
  );
  it('has a profile without NaN that fits its schema, and a report', () => {
    const column = fc.array(cell, { maxLength: 30 });
    fc.assert(
      fc.property(
        fc.array(column, { minLength: 6, maxLength: 6 }),
        ([a = [], b = [], c = [], d = [], t = [], risk = []]) => {
          const table = createTable('any.csv', [
            ['a', a],
            ['b', b],
            ['c', c],
            ['d', d],
            ['timestamp', t],
            ['risk', risk],
          ]);
          const found = profile(table, study);
          expectClean(found);
          expect(profileSchema.parse(found)).toEqual(found);
          expect(/NaN|undefined|Infinity/.exec(renderProfileHtml(found, study))).toBeNull();
        },
      ),
      { numRuns: 150 },
    );
  });

  it.each([
    ['no rows', []],
    ['one row', [1]],
    ['nothing in it', [null, null, null]],
    ['one value', [4, 4, 4, 4]],
  ] as const)('%s', (_, cells) => {
    const found = profile(
      createTable('few.csv', [
        ['a', cells],
        ['risk', cells.map(() => 1)],
      ]),
      study,
    );
    expectClean(found);
    const a = found.columns[0];
    expect(a?.count).toBe(cells.filter((value) => value !== null).length);
    expect(a?.skewness).toBeNull();
    expect(found.correlations.pearson.flat().every((r) => r === null || r === 1)).toBe(true);
  });
});

describe('the ends of what a double holds', () => {
  const ends = [0, 5e-324, 1e-323, 1e-310, 2.2e-308, 1e300, 1.7e308];
  const cell = fc.constantFrom(...ends, ...ends.map((value) => -value));
  it('have a profile and a report, whatever their mixture', () => {
    fc.assert(
      fc.property(fc.array(cell, { minLength: 1, maxLength: 12 }), (cells) => {
        const table = createTable('ends.csv', [
          ['a', cells],
          ['risk', cells.map((_, row) => row % 2)],
        ]);
        const found = profile(table, study);
        expectClean(found);
        expect(renderProfileHtml(found, study)).not.toContain('NaN');
      }),
      { numRuns: 300, examples: [[[0, 5e-324, 0, 5e-324, 1e-323]]] },
    );
  });
});

describe('columns', () => {
  it('counts text among numbers as missing and not readable', () => {
    const table = createTable('text.csv', [
      ['a', [1, 'fast', null, 3]],
      ['risk', [0, 1, 0, 1]],
    ]);
    expect(profile(table, study).columns[0]).toMatchObject({ count: 2, missing: 2, unreadable: 1, mean: 2 });
  });

  it('names rows as a spreadsheet does, of equal extremes the first', () => {
    const table = createTable('rows.csv', [
      ['a', [5, 1, 5, 9, 1, 2, 7]],
      ['risk', [0, 1, 0, 1, 0, 0, 0]],
    ]);
    const extremes = profile(table, study).columns[0]?.extremes;
    expect(extremes?.lowest.slice(0, 3)).toEqual([
      { value: 1, row: 3 },
      { value: 1, row: 6 },
      { value: 2, row: 7 },
    ]);
    expect(extremes?.highest[0]).toEqual({ value: 9, row: 5 });
  });

  it('splits by label what the histogram counts', () => {
    const values = Array.from({ length: 300 }, (_, i) => (i * 7919) % 101);
    const labels = values.map((value, i) => (i % 10 === 0 ? null : value > 50 ? 1 : 0));
    const [a] = profile(
      createTable('split.csv', [
        ['a', values],
        ['risk', labels],
      ]),
      study,
    ).columns;
    const total = (counts: readonly number[] | undefined) =>
      (counts ?? []).reduce((sum, count) => sum + count, 0);
    expect(total(a?.histogram?.counts)).toBe(300);
    expect(total(a?.histogram?.positives)).toBe(labels.filter((label) => label === 1).length);
    expect(total(a?.histogram?.negatives)).toBe(labels.filter((label) => label === 0).length);
  });

  it('sets a far outlier aside, so that the others can be seen', () => {
    const values = [...Array.from({ length: 200 }, (_, i) => 60 + (i % 40)), 1_000_000];
    const [a] = profile(
      createTable('far.csv', [
        ['a', values],
        ['risk', values.map(() => 0)],
      ]),
      study,
    ).columns;
    expect(a?.histogram?.above).toBe(1);
    expect(a?.histogram?.counts.filter((count) => count > 0).length).toBeGreaterThan(5);
    expect(a?.outliers.iqr).toMatchObject({ count: 1, rows: [202] });
  });

  it('reads yes and no as a boolean that correlates', () => {
    const table = createTable('yes.csv', [
      ['d', ['yes', 'no', 'true', 'F', 'maybe', null]],
      ['risk', [1, 0, 1, 0, 1, 0]],
    ]);
    const found = profile(table, study);
    expect(found.columns[0]).toMatchObject({ kind: 'boolean', count: 4, missing: 2, unreadable: 1 });
    expect(found.correlations.withLabel).toEqual([{ name: 'd', pearson: 1, spearman: 1, mixed: 1 }]);
  });
});

it('finds missing values by block of time', () => {
  const hours = Array.from({ length: 120 }, (_, i) => new Date(Date.UTC(2024, 0, 1, i)).toISOString());
  const table = createTable('gap.csv', [
    ['timestamp', hours],
    ['a', hours.map((_, i) => (i < 60 ? i : null))],
    ['b', hours.map((_, i) => (i < 60 ? 1 : null))],
    ['risk', hours.map(() => 0)],
  ]);
  const { matrix, together } = profile(table, study).missing;
  expect(matrix.by).toBe('time');
  expect(matrix.shares[1]?.[0]).toBe(0);
  expect(matrix.shares[1]?.at(-1)).toBe(1);
  expect(together.matrix[0]?.[1]).toBeCloseTo(1, 12);
});

it('counts rows that repeat an earlier one, missing cells alike', () => {
  const table = createTable('twice.csv', [
    ['a', [1, 1, null, null, 1, 2]],
    ['c', ['x', 'x', 'y', 'y', 'x', 'x']],
    ['risk', [0, 0, 1, 1, 0, 0]],
  ]);
  expect(profile(table, study).overview.duplicateRows).toBe(3);
});

it('sorts doubles as their values do, and keeps the order of equal ones', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.double(), fc.integer({ min: -2, max: 2 })), { maxLength: 200 }),
      (numbers) => {
        // No table holds a negative zero.
        const values = Float64Array.from(numbers, (value) => value + 0);
        const rows = Array.from(values.keys()).filter((row) => Number.isFinite(values[row]));
        rows.sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0) || a - b);
        expect([...argsort(values)]).toEqual(rows);
      },
    ),
  );
});

it('gives the same distribution by counting and by sorting', () => {
  fc.assert(
    fc.property(fc.array(fc.option(fc.integer({ min: -500, max: 500 }), { nil: Number.NaN })), (whole) => {
      const values = Float64Array.from(whole, (value) => value / 10);
      const counted = distributionOf(values);
      // One value off the grid forces sorting.
      const sorted = distributionOf(Float64Array.from([...values, Math.PI * 1e5]));
      expect([...counted.values, Math.PI * 1e5]).toEqual([...sorted.values]);
      expect([...counted.counts, 1]).toEqual([...sorted.counts]);
      expect([...counted.missing]).toEqual([...sorted.missing]);
      values.forEach((value, row) => {
        const known = Number.isNaN(value) ? undefined : value;
        expect(counted.values[counted.codes[row] ?? -1]).toBe(known);
      });
    }),
  );
});

describe('the report', () => {
  const nasty = '<script>alert("1")</script>&\'';
  const table = createTable(`${nasty}.csv`, [
    [nasty, ['<img src=x onerror=alert(1)>', 'b', 'b', null]],
    ['heart_rate', [60, 70, 80, 90]],
    ['risk', [0, 1, 0, 1]],
  ]);
  const html = renderProfileHtml(profile(table, healthRiskStudy), healthRiskStudy, {
    title: nasty,
    generatedAt: new Date(0),
  });

  it('escapes every text of the file', () => {
    expect(html).not.toMatch(/<script|<img|onerror=alert\(1\)>/);
    expect(html).toContain('&lt;script&gt;');
  });

  it('fetches nothing and runs nothing', () => {
    // Within tags: what the file says may be anything, escaped.
    expect(/<[^>]*(\ssrc=|\shref="[^#]|\son\w+=|https?:)|url\(|@import|<link/.exec(html)).toBeNull();
  });

  it('says when it was made and shows both schemes', () => {
    expect(html).toContain('1970-01-01T00:00:00.000Z');
    expect(html).toContain('prefers-color-scheme: dark');
  });
});
