import { describe, expect, it, vi } from 'vitest';
import { unwrap } from '../lib/result.ts';
import type { CsvSource } from './byte-source.ts';
import { readCsv } from './read-csv.ts';
import { cellText, findColumn, rowNumber, type Table } from './table.ts';

const encoder = new TextEncoder();
const read = async (source: CsvSource): Promise<Table> => unwrap(await readCsv(source, { name: 'ward.csv' }));
const column = (table: Table, name: string) => {
  const found = findColumn(table, name);
  if (!found) throw new Error(`no column ${name}`);
  return found;
};
const texts = (table: Table, name: string) =>
  Array.from({ length: table.rows }, (_, row) => cellText(column(table, name), row));
const problem = async (source: CsvSource) => {
  const result = await readCsv(source, { name: 'ward.csv' });
  if (result.ok) throw new Error('expected a problem');
  return result.error;
};

describe('readCsv', () => {
  it('types numbers, texts, times and missing cells', async () => {
    const table = await read(
      'timestamp,hr,sex\n2024-01-01 00:00, 72.5 ,female\n2024-01-01 01:00,NA,male\n,n/m,\n2024-01-01 03:00,-4,female\n',
    );
    expect(table).toMatchObject({ fileName: 'ward.csv', rows: 4, notes: [] });
    expect([...column(table, 'hr').values]).toEqual([72.5, Number.NaN, Number.NaN, -4]);
    expect(texts(table, 'hr')).toEqual(['72.5', null, 'n/m', '-4']);
    expect(texts(table, 'sex')).toEqual(['female', 'male', null, 'female']);
    expect([...(column(table, 'sex').codes ?? [])]).toEqual([1, 2, 0, 1]);
    expect(texts(table, 'timestamp')[1]).toBe('2024-01-01T01:00:00.000Z');
    expect(column(table, 'timestamp').times?.[3]).toBe(Date.UTC(2024, 0, 1, 3));
  });

  it.each(['', 'NA', 'na', 'N/A', 'NaN', 'nan', 'null', 'NULL', '  ', '\u00a0', '""', '#N/A'])(
    'counts %j as missing',
    async (word) => {
      const table = await read(`a,b\n${word},1\n`);
      expect(cellText(column(table, 'a'), 0)).toBeNull();
    },
  );

  it.each([[','], [';'], ['\t'], ['|']])('finds the delimiter %j by itself', async (mark) => {
    const table = await read(['hr,spo2,risk', '70,98,0', '80,97,1'].join('\n').replaceAll(',', mark));
    expect(table.columns.map(({ name }) => name)).toEqual(['hr', 'spo2', 'risk']);
    expect([...column(table, 'spo2').values]).toEqual([98, 97]);
  });

  it('takes text, bytes, a buffer or a Blob alike', async () => {
    const bytes = new TextEncoder().encode('a,b\n1,x\n');
    for (const source of ['a,b\n1,x\n', bytes, bytes.buffer, new Blob([bytes])]) {
      expect(await readCsv(source)).toMatchObject({ ok: true, value: { rows: 1, bytes: 8 } });
    }
  });

  it('strips a byte order mark, trims the header, and reads CR LF and quotes', async () => {
    const table = await read('\ufeff heart_rate ,"no, te"\r\n70,"a ""b"", c"\r\n71,"two\r\nlines"\r\n');
    expect(table.columns.map(({ name }) => name)).toEqual(['heart_rate', 'no, te']);
    expect(texts(table, 'no, te')).toEqual(['a "b", c', 'two\r\nlines']);
    expect(column(table, 'heart_rate').codes).toBeNull();
  });

  it('reads the same from text, bytes, an iterable, a stream and a file, whatever the pieces', async () => {
    const text = `id,città\n${Array.from({ length: 500 }, (_, i) => `${i},"été ${i % 7} 🏥"`).join('\n')}\n`;
    const bytes = encoder.encode(text);
    async function* byThree() {
      for (let i = 0; i < bytes.length; i += 3) yield bytes.subarray(i, i + 3);
    }
    const stream = () =>
      new ReadableStream<Uint8Array>({
        start(controller) {
          controller.enqueue(bytes.slice(0, 1001));
          controller.enqueue(bytes.slice(1001));
          controller.close();
        },
      });
    const expected = await read(text);
    expect(texts(expected, 'città')[8]).toBe('été 1 🏥');
    const sources: CsvSource[] = [
      bytes,
      byThree(),
      stream(),
      { stream, size: bytes.length, name: 'x' },
      new Blob([bytes]),
    ];
    for (const source of sources) expect(await read(source)).toEqual(expected);
    expect(expected.bytes).toBe(bytes.length);
  });

  it('numbers rows as a spreadsheet does, blank lines counted', async () => {
    const table = await read('\na,b\n1,1\n\n2,2\n3,3\n\n\n4,4\n');
    expect(table.rows).toBe(4);
    expect([0, 1, 2, 3].map((row) => rowNumber(table, row))).toEqual([3, 5, 6, 9]);
  });

  it('notes short and long rows with their numbers, and reads them', async () => {
    const table = await read('a,b,c\n1,2,3\n4,5\n\n6,7,8,9\n7,8,9,\n');
    expect(table.notes).toEqual([
      { code: 'ROW_TOO_SHORT', column: null, count: 1, rows: [3] },
      { code: 'ROW_TOO_LONG', column: null, count: 1, rows: [5] },
    ]);
    expect([...column(table, 'c').values]).toEqual([3, Number.NaN, 8, 9]);
  });

  it('gives at most five examples of odd rows', async () => {
    const table = await read(`a,b\n${'1\n'.repeat(40)}`);
    expect(table.notes).toEqual([{ code: 'ROW_TOO_SHORT', column: null, count: 40, rows: [2, 3, 4, 5, 6] }]);
  });

  it('flags repeated and nameless headers and gives each column a name of its own', async () => {
    const table = await read('hr,hr,,hr (2),hr,\n1,2,3,4,5,\n');
    expect(table.columns.map(({ name }) => name)).toEqual(['hr', 'hr (3)', 'Column 3', 'hr (2)', 'hr (4)']);
    expect(table.notes.map(({ code, column: name }) => [code, name])).toEqual([
      ['DUPLICATE_HEADER', 'hr (3)'],
      ['HEADER_WITHOUT_NAME', 'Column 3'],
      ['DUPLICATE_HEADER', 'hr (4)'],
    ]);
  });

  it('keeps columns apart that are named like parts of every object', async () => {
    const table = await read('__proto__,constructor\n1,2\n');
    expect(column(table, '__proto__').values[0]).toBe(1);
    expect(column(table, 'constructor').values[0]).toBe(2);
    expect(findColumn(table, 'toString')).toBeUndefined();
  });

  it('finds a column exactly first, else ignoring case', async () => {
    const table = await read('Risk,risk,SpO2\n1,2,3\n');
    expect(findColumn(table, ' risk ')?.values[0]).toBe(2);
    expect(findColumn(table, 'RISK')?.values[0]).toBe(1);
    expect(findColumn(table, 'spo2')?.values[0]).toBe(3);
  });
});

describe('readCsv on what is not a table', () => {
  it.each([
    ['an empty file', '', 'CSV_EMPTY'],
    ['blank lines only', '\n \r\n', 'CSV_EMPTY'],
    ['a header without rows', 'a,b\n', 'CSV_HEADER_ONLY'],
    ['a PNG picture', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0]), 'CSV_NOT_TEXT'],
    ['a JPEG picture', new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 1]), 'CSV_NOT_TEXT'],
    ['an Excel workbook', new Uint8Array([0x50, 0x4b, 3, 4, 20]), 'CSV_NOT_TEXT'],
    ['a PDF', encoder.encode('%PDF-1.7 …'), 'CSV_NOT_TEXT'],
    ['UTF-16 without rows', new Uint8Array([0xff, 0xfe, 97, 0, 44, 0]), 'CSV_HEADER_ONLY'],
    ['binary data', new Uint8Array([97, 44, 98, 10, 1, 0, 2]), 'CSV_NOT_TEXT'],
  ])('%s is a problem in words', async (_, source, code) => {
    const { code: given, message } = await problem(source);
    expect(given).toBe(code);
    expect(message).toMatch(/^“ward\.csv” .*\.$/);
  });

  it('refuses a file without line ends and one with too many columns', async () => {
    expect((await problem('x'.repeat(9 * 1024 * 1024))).code).toBe('CSV_NOT_TEXT');
    expect((await problem(`${'a,'.repeat(10_001)}\n1\n`)).code).toBe('CSV_TOO_WIDE');
  });

  it('tells of a source that fails', async () => {
    async function* failing() {
      yield encoder.encode('a,b\n1,2\n');
      throw new Error('disk gone');
    }
    const { code, message } = await problem(failing());
    expect(code).toBe('CSV_UNREADABLE');
    expect(message).toContain('disk gone');
  });
});

describe('readCsv on large files', () => {
  const large = `a,b\n${'12.5,yes\n'.repeat(120_000)}`;

  it('lets the event loop turn whenever 50 ms have gone by, and tells how far it is', async () => {
    let now = 0;
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => {
      now += 20;
      return now;
    });
    const turns: number[] = [];
    const seen: number[] = [];
    const watch = setInterval(() => turns.push(now), 0);
    const bytes = encoder.encode(large);
    const table = await readCsv(bytes, {
      onProgress: (progress) => {
        seen.push(progress.rows);
        expect(progress.totalBytes).toBe(bytes.length);
        expect(progress.bytes).toBeLessThanOrEqual(bytes.length);
      },
    });
    clearInterval(watch);
    clock.mockRestore();
    expect(unwrap(table).rows).toBe(120_000);
    expect(turns.length).toBeGreaterThanOrEqual(2);
    expect(seen.length).toBeGreaterThan(2);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect(seen.at(-1)).toBe(120_000);
  });

  it('stops when cancelled, even while the source says nothing, and lets go of it', async () => {
    const control = new AbortController();
    let released = false;
    let pulls = 0;
    const stream = new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          pulls++;
          if (pulls === 1) {
            controller.enqueue(encoder.encode('a,b\n1,2\n'));
            return undefined;
          }
          // Nothing more comes, ever.
          setTimeout(() => control.abort(), 0);
          return new Promise<void>(() => undefined);
        },
        cancel: () => {
          released = true;
        },
      },
      { highWaterMark: 0 },
    );
    const reading = readCsv(stream, { signal: control.signal });
    expect(await reading).toMatchObject({ ok: false, error: { code: 'CANCELLED' } });
    await vi.waitFor(() => expect(released).toBe(true));
    expect(pulls).toBe(2);
  });

  it('stops at once with a signal that was aborted before', async () => {
    const result = await readCsv(large, { signal: AbortSignal.abort() });
    expect(result).toMatchObject({ ok: false, error: { code: 'CANCELLED' } });
  });

  it('makes no arrays for columns without numbers or texts', async () => {
    const table = await read(`a,b,c\n${'x,,\n'.repeat(1000)}`);
    expect(column(table, 'b').values).toBe(column(table, 'a').values);
    expect(column(table, 'c').codes).toBeNull();
  });
});
