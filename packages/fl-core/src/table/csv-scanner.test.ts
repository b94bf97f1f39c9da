import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { createCsvScanner, MAX_QUOTED_BYTES, type RecordSink } from './csv-scanner.ts';

/** Collects records as arrays of texts; `size` is how many bytes come at a time. */
function scan(text: string, size = Number.POSITIVE_INFINITY, delimiter = ',') {
  const decoder = new TextDecoder();
  const records: string[][] = [];
  const blanks: number[] = [];
  let cells: string[] = [];
  let unclosed = 0;
  const sink: RecordSink = {
    cell(column, bytes, start, end) {
      cells[column] = decoder.decode(bytes.slice(start, end));
    },
    record(count) {
      records.push(Array.from({ length: count }, (_, column) => cells[column] ?? ''));
      cells = [];
    },
    blankLine: () => blanks.push(records.length),
    unclosedQuote: () => unclosed++,
  };
  const scanner = createCsvScanner(delimiter.charCodeAt(0), sink);
  const bytes = new TextEncoder().encode(text);
  let from = 0;
  do {
    const to = Math.min(from + size, bytes.length);
    scanner.feed(bytes.slice(from, to), to === bytes.length);
    from = to;
  } while (from < bytes.length);
  return { records, blanks, unclosed };
}

const cell = fc.string({
  unit: fc.constantFrom('a', 'é', '€', '1', ',', '"', ' ', '\n', '\r', ';'),
  maxLength: 6,
});

describe('createCsvScanner', () => {
  it('reads back whatever papaparse writes, however the bytes are cut', () => {
    const rows = fc.array(fc.array(cell, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(
        rows,
        fc.constantFrom('\n', '\r\n'),
        fc.boolean(),
        fc.integer({ min: 1, max: 40 }),
        (table, newline, quotes, size) => {
          const text = Papa.unparse(table, { newline, quotes });
          // A lone empty cell cannot be told from a blank line.
          const expected = quotes ? table : table.filter((row) => row.length > 1 || row[0] !== '');
          expect(scan(text, size).records).toEqual(expected);
        },
      ),
      { numRuns: 400 },
    );
  });

  it('reads any text the same in one piece and in many', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', 'é', ',', '"', '"', ' ', '\n', '\r'), maxLength: 60 }),
        fc.integer({ min: 1, max: 9 }),
        (text, size) => {
          expect(scan(text, size)).toEqual(scan(text));
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('ends records at LF, CR LF and CR, with or without a last line end', () => {
    for (const newline of ['\n', '\r\n', '\r']) {
      for (const end of ['', newline]) {
        expect(scan(`a,b${newline}1,2${end}`, 3).records).toEqual([
          ['a', 'b'],
          ['1', '2'],
        ]);
      }
    }
  });

  it('tells where blank lines are', () => {
    expect(scan('\na\n\n\n1\n2\n').blanks).toEqual([0, 1, 1]);
    expect(scan('a\r\n\r\n1\r\n').blanks).toEqual([1]);
  });

  it('takes a quote that is never closed as text and reads on', () => {
    const result = scan('a,b\n1,"x\n2,y\n3,z\n');
    expect(result.records).toEqual([
      ['a', 'b'],
      ['1', '"x'],
      ['2', 'y'],
      ['3', 'z'],
    ]);
    expect(result.unclosed).toBe(1);
  });

  it('takes a quote as text once a megabyte has not closed it, without reading it again for every row', () => {
    const row = '1,"5 inches,x\n';
    const count = Math.ceil((3 * MAX_QUOTED_BYTES) / row.length);
    const result = scan(`a,b,c\n${row.repeat(count)}`, 128 * 1024);
    expect(result.records).toHaveLength(count + 1);
    expect(result.records[count]).toEqual(['1', '"5 inches', 'x']);
  });

  it('keeps a stray quote inside a quoted cell', () => {
    expect(scan('"a "b" c",2\n"x" ,3\n').records).toEqual([
      ['a "b" c', '2'],
      ['x', '3'],
    ]);
  });
});
