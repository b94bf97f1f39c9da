/** Files that nobody would write by intent: read, or refused with a sentence; never a throw, never for long. */
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { healthRiskStudy } from '../study/health-risk.ts';
import { applyMapping } from './mapping/apply-mapping.ts';
import { proposeMapping } from './mapping/propose-mapping.ts';
import { readCsv } from './read-csv.ts';
import { cellText } from './table.ts';

async function survives(bytes: Uint8Array) {
  const result = await readCsv(bytes, { name: 'any.csv', timeZone: 'Europe/Paris' });
  if (result.ok) {
    const { value: table } = result;
    const mapped = applyMapping(table, proposeMapping(table, healthRiskStudy), healthRiskStudy);
    expect(mapped.rows).toBe(table.rows);
    for (const column of mapped.columns) expect(column.values).toHaveLength(table.rows);
  } else {
    expect(result.error.message).toMatch(/^“any\.csv” .*\.$/);
  }
  return result;
}

const cellLike = fc.oneof(
  fc.string(),
  fc.double().map(String),
  fc.constantFrom(
    '',
    '"',
    '""',
    '"a',
    '1/2/2024',
    '2024-01-01T00:00Z',
    '1.234,5',
    'NA',
    '-',
    '9999',
    '\ufeff',
    '\0',
  ),
);

describe('readCsv on anything', () => {
  it('survives random bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 4000 }), async (bytes) => void (await survives(bytes))),
      { numRuns: 300 },
    );
  });

  it('survives table-like text with random separators and line ends', async () => {
    const line = fc.tuple(fc.array(cellLike, { maxLength: 8 }), fc.constantFrom(',', ';', '\t', '|'));
    const text = fc
      .array(line, { maxLength: 30 })
      .chain((lines) =>
        fc
          .constantFrom('\n', '\r\n', '\r')
          .map((end) => lines.map(([cells, mark]) => cells.join(mark)).join(end)),
      );
    const bytes = text.map((one) => new TextEncoder().encode(one));
    await fc.assert(
      fc.asyncProperty(bytes, async (one) => void (await survives(one))),
      { numRuns: 300 },
    );
  });

  it('survives gzip cut anywhere', async () => {
    const whole = gzipSync(`a,b\n${'1,x\n'.repeat(3000)}`);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 2, max: whole.length - 1 }), async (length) => {
        const result = await survives(new Uint8Array(whole.subarray(0, length)));
        expect(result.ok).toBe(false);
      }),
      { numRuns: 60 },
    );
  });

  it('reads 10,000 columns and a field of a megabyte', async () => {
    const header = Array.from({ length: 10_000 }, (_, i) => `c${i}`).join(',');
    const wide = await survives(new TextEncoder().encode(`${header}\n${'1,'.repeat(9_999)}1\n`));
    expect(wide).toMatchObject({ ok: true, value: { rows: 1 } });
    const long = await survives(new TextEncoder().encode(`a,b\n1,${'x'.repeat(1024 * 1024)}\n2,y\n`));
    expect(long).toMatchObject({ ok: true, value: { rows: 2 } });
  });

  it('refuses a million columns before it keeps a cell of them', async () => {
    const wide = await survives(
      new TextEncoder().encode(`${'a,'.repeat(999_999)}a\n${'1,'.repeat(999_999)}1\n`),
    );
    expect(wide).toMatchObject({ ok: false, error: { code: 'CSV_TOO_WIDE' } });
  });

  it('cuts a column name that nobody could read, and keeps names apart', async () => {
    const name = 'x'.repeat(1024 * 1024);
    const result = await survives(new TextEncoder().encode(`${name}1,${name}2,y\n1,2,3\n`));
    if (!result.ok) throw new Error('expected a table');
    const cut = `${'x'.repeat(200)}…`;
    expect(result.value.columns.map((column) => column.name)).toEqual([cut, `${cut} (2)`, 'y']);
  });

  it('reads pieces of any length, at any offset', async () => {
    const bytes = new TextEncoder().encode('\ufeffa,b\n1,é\n2,y\n');
    for (let length = 1; length <= bytes.length; length++) {
      async function* pieces() {
        for (let from = 0; from < bytes.length; from += length) yield bytes.subarray(from, from + length);
      }
      const result = await readCsv(pieces());
      expect(result).toMatchObject({ ok: true, value: { rows: 2 } });
      const alone = await survives(bytes.subarray(0, length));
      expect(alone.ok || alone.error.code).not.toBe('CSV_UNREADABLE');
    }
  });

  it('reads a million ragged rows within seconds', async () => {
    const some = ['1,2,3', '4', '5,6,7,8,9', '"q"', ',,', 'x;y', '-,?'].join('\n');
    const started = performance.now();
    const result = await survives(new TextEncoder().encode(`a,b,c\n${`${some}\n`.repeat(150_000)}`));
    expect(result).toMatchObject({ ok: true, value: { rows: 1_050_000 } });
    expect(performance.now() - started).toBeLessThan(20_000);
  });

  it('takes formula-like text for text', async () => {
    const result = await survives(new TextEncoder().encode('a,b\n=1+1,@SUM(A1)\n+cmd|x,-2+3\n'));
    if (!result.ok) throw new Error('expected a table');
    const cells = result.value.columns.map((column) => [0, 1].map((row) => cellText(column, row)));
    expect(cells).toEqual([
      ['=1+1', '+cmd|x'],
      ['@SUM(A1)', '-2+3'],
    ]);
  });
});
