import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { unwrap } from '../lib/result.ts';
import { type ReadCsvOptions, readCsv } from './read-csv.ts';
import { cellText, findColumn, type Table } from './table.ts';

const encoder = new TextEncoder();
const read = async (source: string | Uint8Array, options: ReadCsvOptions = {}): Promise<Table> =>
  unwrap(await readCsv(source, { name: 'ward.csv', ...options }));
const column = (table: Table, name: string) => {
  const found = findColumn(table, name);
  if (!found) throw new Error(`no column ${name}`);
  return found;
};
const numbers = (table: Table, name: string) => [...column(table, name).values];
const times = (table: Table, name: string) =>
  [...(column(table, name).times ?? [])].map((time) =>
    Number.isNaN(time) ? null : new Date(time).toISOString().slice(0, 19),
  );
const utf16 = (text: string, little: boolean, mark: boolean): Uint8Array => {
  const units = [...`${mark ? '\ufeff' : ''}${text}`].map((letter) => letter.charCodeAt(0));
  return Uint8Array.from(
    units.flatMap((unit) => (little ? [unit & 255, unit >> 8] : [unit >> 8, unit & 255])),
  );
};
const latin = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

describe('encodings', () => {
  const text = 'temp (°F),città\n98.6,perché\n99,è\n';

  it.each([
    ['utf-8', encoder.encode(text)],
    ['utf-8', encoder.encode(`\ufeff${text}`)],
    ['utf-16le', utf16(text, true, true)],
    ['utf-16le', utf16(text, true, false)],
    ['utf-16be', utf16(text, false, true)],
    ['utf-16be', utf16(text, false, false)],
    ['windows-1252', latin(text)],
  ])('reads %s', async (encoding, bytes) => {
    const table = await read(bytes);
    expect(table.columns.map(({ name }) => name)).toEqual(['temp (°F)', 'città']);
    expect([0, 1].map((row) => cellText(column(table, 'città'), row))).toEqual(['perché', 'è']);
    expect(table.reading?.encoding).toBe(encoding);
  });

  it('finds Windows-1252 that shows only far into the file', async () => {
    const table = await read(latin(`a,b\n${'1,x\n'.repeat(200_000)}2,é\n`));
    expect(table.reading?.encoding).toBe('windows-1252');
    expect(cellText(column(table, 'b'), 200_000)).toBe('é');
  });

  it('never cuts a character in two, whatever the pieces', async () => {
    const bytes = encoder.encode(`a,b\n${'1,perché 🏥\n'.repeat(20)}`);
    async function* single() {
      for (const byte of bytes) yield Uint8Array.of(byte);
    }
    const table = unwrap(await readCsv(single(), { name: 'x' }));
    expect(column(table, 'b').texts).toEqual(['perché 🏥']);
    expect(table.reading?.encoding).toBe('utf-8');
  });
});

describe('gzip', () => {
  const text = `a,b\n${Array.from({ length: 50_000 }, (_, i) => `${i},x${i % 9}`).join('\n')}\n`;

  it('is unpacked while it is read', async () => {
    const seen: number[] = [];
    const bytes = new Uint8Array(gzipSync(text));
    const table = await read(bytes, { onProgress: (progress) => void seen.push(progress.bytes) });
    expect(table.rows).toBe(50_000);
    expect(table.reading).toMatchObject({ compressed: 'gzip', encoding: 'utf-8', delimiter: ',' });
    expect(seen.at(-1)).toBe(bytes.length);
    expect({ ...table, bytes: 0, reading: null }).toEqual({ ...(await read(text)), bytes: 0, reading: null });
  });

  it.each([0.2, 0.9, 0.9999])(
    'that ends at %f of its length is a problem, and nothing of it is used',
    async (share) => {
      const bytes = gzipSync(text);
      const cut = new Uint8Array(bytes.subarray(0, Math.floor(bytes.length * share)));
      const result = await readCsv(cut, { name: 'ward.csv.gz' });
      expect(result).toMatchObject({ ok: false, error: { code: 'CSV_GZIP_DAMAGED' } });
    },
  );

  it('with a damaged byte is a problem; so is a source that fails', async () => {
    const bytes = new Uint8Array(gzipSync(text));
    bytes.fill(255, 5000, 5040);
    expect(await readCsv(bytes)).toMatchObject({ error: { code: 'CSV_GZIP_DAMAGED' } });
    async function* failing() {
      yield new Uint8Array(gzipSync(text).subarray(0, 500));
      throw new Error('disk gone');
    }
    expect(await readCsv(failing())).toMatchObject({ error: { code: 'CSV_UNREADABLE' } });
  });

  it('stops when cancelled', async () => {
    const control = new AbortController();
    async function* slow() {
      yield new Uint8Array(gzipSync(text).subarray(0, 500));
      setTimeout(() => control.abort(), 0);
      await new Promise(() => undefined);
    }
    const result = await readCsv(slow(), { signal: control.signal });
    expect(result).toMatchObject({ error: { code: 'CANCELLED' } });
  });
});

describe('decimals and thousands', () => {
  it.each([
    ['a;b\n1,5;2\n-0,25;3\n', 'comma', [1.5, -0.25]],
    ['a;b\n1.234,5;2\n12.345.678,9;3\n', 'comma', [1234.5, 12345678.9]],
    ['a;b\n1 234,5;2\n1\u202f234;3\n2,5;1\n', 'comma', [1234.5, 1234, 2.5]],
    ['a;b\n1.5;2\n1,234.5;3\n', 'point', [1.5, 1234.5]],
    ["a\tb\n1'234.5\t2\n1\u00a0234\t3\n", 'point', [1234.5, 1234]],
    ['a,b\n1.5,2\n"1,234.5",3\n', 'point', [1.5, 1234.5]],
    ['a,b\n"36,6",2\n', 'point', [Number.NaN]],
  ])('reads %j with a decimal %s', async (text, decimal, expected) => {
    const table = await read(text);
    expect(numbers(table, 'a')).toEqual(expected);
    expect(table.reading?.decimal).toBe(decimal);
  });

  it('finds a decimal comma that comes only far into the file', async () => {
    const table = await read(`a;b\n${'36;1\n'.repeat(30_000)}36,6;2\n`);
    expect(column(table, 'a').values[30_000]).toBe(36.6);
    expect(column(table, 'a').codes).toBeNull();
    expect(table.reading?.decimal).toBe('comma');
  });

  it('[D7] takes the decimal mark of each column where all its numbers have the other one', async () => {
    const table = await read('a;b;c;d\n36,6;0.5;1;x\n37,1;1.234;2;y\n38,0;12.25;3;4.5z\n');
    expect(table.reading).toMatchObject({ decimal: 'comma', otherDecimal: ['b'] });
    expect(numbers(table, 'a')).toEqual([36.6, 37.1, 38]);
    expect(numbers(table, 'b')).toEqual([0.5, 1.234, 12.25]);
    expect(column(table, 'b')).toMatchObject({ codes: null, texts: [] });
    expect(column(table, 'd').texts).toEqual(['x', 'y', '4.5z']);
    const points = await read('a\tb\tc\n0.5\t3,25\t1.5\n0.7\t1,234\t2.5\n0.9\tn/a\t3.5\n');
    expect(points.reading).toMatchObject({ decimal: 'point', otherDecimal: ['b'] });
    expect(numbers(points, 'b')).toEqual([3.25, 1.234, Number.NaN]);
    expect(column(points, 'b').codes).toBeNull();
    expect(points.reading?.markers).toMatchObject([{ marker: 'n/a', missing: true }]);
  });

  it('leaves a column to the file where it is not all of one kind, or could be both', async () => {
    const table = await read('a;b;c\n36,6;36,5;1.234\n37,1;36.6;2.345\n37,2;1;1\n');
    expect(table.reading).toMatchObject({ decimal: 'comma', otherDecimal: [] });
    expect(numbers(table, 'b')).toEqual([36.5, Number.NaN, 1]);
    expect(column(table, 'b').texts).toEqual(['36.6']);
    expect(numbers(table, 'c')).toEqual([1234, 2345, 1]);
    const millions = await read('a;b\n1,5;1.234.567\n2,5;0.5\n3,5;2\n');
    expect(numbers(millions, 'b')).toEqual([1234567, Number.NaN, 2]);
  });

  it('tells semicolons from commas where every number and name has a comma', async () => {
    const table = await read('heart rate, bpm;temp, °C\n72,5;36,6\n80,1;37,2\n');
    expect(numbers(table, 'temp, °C')).toEqual([36.6, 37.2]);
  });
});

describe('dates', () => {
  it('takes a row that decides for the whole column', async () => {
    const table = await read(
      't,u,a\n03/04/2024 10:00,3/4/2024 9:05 PM,1\n25/04/2024 10:00,4/25/2024 12:00 am,1\n',
    );
    expect(times(table, 't')).toEqual(['2024-04-03T10:00:00', '2024-04-25T10:00:00']);
    expect(times(table, 'u')).toEqual(['2024-03-04T21:05:00', '2024-04-25T00:00:00']);
    expect(table.reading?.times).toMatchObject([
      { column: 't', order: 'dayFirst', ambiguous: false },
      { column: 'u', order: 'monthFirst', ambiguous: false },
    ]);
  });

  it('[D9] asks where no row decides, and does as it is told', async () => {
    const text = 't,a\n03/04/2024,1\n05/04/2024,1\n07/07/2024,1\n';
    expect((await read(text)).reading?.times).toMatchObject([{ ambiguous: true, cells: 3 }]);
    const told = await read(text, { dateOrder: 'monthFirst' });
    expect(told.reading?.times).toMatchObject([{ order: 'monthFirst', ambiguous: false }]);
    expect(times(told, 't').map((time) => time?.slice(0, 10))).toEqual([
      '2024-03-04',
      '2024-05-04',
      '2024-07-07',
    ]);
  });

  it('with points are never in doubt; what contradicts the column is no time', async () => {
    const table = await read('t,u\n3.4.2024 7:30,25/04/2024\n03.04.2024,26/04/2024\n31.12.2023,04/25/2024\n');
    expect(times(table, 't')).toEqual(['2024-04-03T07:30:00', '2024-04-03T00:00:00', '2023-12-31T00:00:00']);
    expect(times(table, 'u')[2]).toBeNull();
    expect(table.reading?.times[1]).toMatchObject({ contrary: 1, ambiguous: false });
  });

  it('[D9] puts times with a zone on the site’s clock, over a change of the clocks', async () => {
    const table = await read('t,a\n2024-03-31T00:30:00Z,1\n2024-03-31T01:30:00Z,1\n2024-03-31 02:30,1\n', {
      timeZone: 'Europe/Paris',
    });
    expect(times(table, 't')).toEqual(['2024-03-31T01:30:00', '2024-03-31T03:30:00', '2024-03-31T02:30:00']);
    expect(table.reading?.times[0]).toMatchObject({ zoned: 2, cells: 3 });
  });
});

describe('missing markers', () => {
  it('are counted and count as missing among numbers, with signs also among texts', async () => {
    const table = await read('a,b\n1,none\n-,-\n2,yes\nNA,none\nna,no\n?,yes\n');
    expect(numbers(table, 'a')).toEqual([1, Number.NaN, 2, Number.NaN, Number.NaN, Number.NaN]);
    expect(column(table, 'a').codes).toBeNull();
    expect([...(column(table, 'b').codes ?? [])]).toEqual([1, 0, 2, 1, 3, 2]);
    expect(table.reading?.markers).toEqual([
      { marker: '-', count: 2, columns: ['a', 'b'], missing: true },
      { marker: 'NA', count: 2, columns: ['a'], missing: true },
      { marker: 'none', count: 2, columns: ['b'], missing: false },
      { marker: '?', count: 1, columns: ['a'], missing: true },
    ]);
  });

  it('are switched off and on by a person', async () => {
    const table = await read('a,b\n1,NA\n2,x\n3,none\n', { missing: ['None', 'x'], notMissing: ['na'] });
    expect(column(table, 'b').texts).toEqual(['NA']);
    expect(table.reading?.markers.map(({ marker, missing }) => [marker, missing])).toEqual([
      ['NA', false],
      ['x', true],
      ['none', true],
    ]);
  });

  it('are found where a column has more texts than are kept', async () => {
    const rows = Array.from({ length: 100_100 }, (_, i) => `s${i},1`).join('\n');
    const table = await read(`id,a\n${rows}\nNA,2\n`);
    expect(column(table, 'id').codes?.[100_100]).toBe(0);
  });
});
