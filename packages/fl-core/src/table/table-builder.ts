/** Builds a table from what the scanner finds: header, cells, and notes on what is odd. */
import { seenName } from '../lib/name.ts';
import {
  type BuiltColumn,
  type ColumnBuilder,
  type ColumnChoices,
  createColumnBuilder,
} from './column-builder.ts';
import type { RecordSink } from './csv-scanner.ts';
import { createDecimalMarks } from './decimal-marks.ts';
import { type Decimal, decimalByte } from './grouped-number.ts';
import { markerKey } from './missing-markers.ts';
import type { MarkerReading, TimeReading } from './reading.ts';
import type { Table, TableNote } from './table.ts';

/** More are no table that anybody could look through; such a file is refused. */
export const MAX_COLUMNS = 10_000;
/** A longer name is cut: it could neither be shown nor be one of a study's, which end at 200. */
const LONGEST_NAME = 200;
const EXAMPLES = 5;
/** Beyond so many blank lines they are no longer counted into the row numbers. */
const MAX_BLANK_LINES = 1_000_000;

export interface TableBuilder extends RecordSink {
  /** Data rows so far. */
  readonly rows: number;
  /** Number of header cells; 0 until the header has been read. Beyond `MAX_COLUMNS` no cell is kept. */
  readonly width: number;
  /** The table and what was decided for its columns; `breathe` is awaited after each column. */
  finish(
    fileName: string,
    bytes: number,
    choices: ColumnChoices,
    breathe: () => Promise<void>,
  ): Promise<BuiltTable>;
}

export interface BuiltTable {
  readonly table: Table;
  readonly times: readonly TimeReading[];
  readonly markers: readonly MarkerReading[];
  /** Columns by the decimal mark that their numbers have. */
  readonly decimals: Readonly<Record<Decimal, readonly string[]>>;
}

/** `either`: a column may have another decimal mark than the file; not where commas separate cells. */
export function createTableBuilder(decimal: Decimal = 'point', either = false): TableBuilder {
  const point = decimalByte(decimal);
  const decoder = new TextDecoder();
  const header: string[] = [];
  let builders: ColumnBuilder[] = [];
  let headerDone = false;
  let headerRow = 1;
  /** A row with fewer cells is short: trailing header cells without a name need no cell. */
  let named = 0;
  let rows = 0;
  let extra = false;
  let blankLines = new Uint32Array(16);
  let blankCount = 0;
  const short = tally();
  const long = tally();
  const quotes = tally();
  /** The current record's number: every blank line so far came before it. */
  const numberHere = (): number => (headerDone ? rows + 2 : 1) + blankCount;

  const newBuilders = () =>
    header.map(() => createColumnBuilder(point, either ? createDecimalMarks(point) : null));

  return {
    get rows() {
      return rows;
    },
    get width() {
      return headerDone ? header.length : 0;
    },
    cell(column, bytes, start, end) {
      if (!headerDone) header[column] = nameOf(decoder.decode(bytes.subarray(start, end)));
      else if (column < builders.length) builders[column]?.put(rows, bytes, start, end);
      else extra ||= hasContent(bytes, start, end);
    },
    record(cells) {
      if (!headerDone) {
        for (let i = 0; i < cells; i++) header[i] ??= '';
        header.length = cells;
        named = header.findLastIndex((name) => name !== '') + 1;
        if (cells <= MAX_COLUMNS) builders = newBuilders();
        headerDone = true;
        headerRow = 1 + blankCount;
        return;
      }
      if (cells < named) short.add(numberHere());
      if (extra) long.add(numberHere());
      extra = false;
      rows++;
    },
    blankLine() {
      if (blankCount === MAX_BLANK_LINES) return;
      if (blankCount === blankLines.length) {
        const larger = new Uint32Array(blankCount * 2);
        larger.set(blankLines);
        blankLines = larger;
      }
      blankLines[blankCount++] = rows;
    },
    unclosedQuote() {
      quotes.add(numberHere());
    },
    async finish(fileName, bytes, choices, breathe) {
      const empty = new Float64Array(rows).fill(Number.NaN);
      const { names, notes } = uniqueNames(header, headerRow);
      const built: BuiltColumn[] = [];
      for (const [index, builder] of builders.entries()) {
        const one = builder.finish(names[index] ?? '', rows, empty, choices);
        // A delimiter at the end of every line makes a last column with nothing in it.
        if (header[index] !== '' || one.column.values !== empty || one.column.codes !== null) built.push(one);
        await breathe();
      }
      const kept = new Set(built.map(({ column }) => column.name));
      const table: Table = {
        fileName,
        bytes,
        rows,
        columns: built.map(({ column }) => column),
        notes: [
          ...notes.filter((note) => note.column === null || kept.has(note.column)),
          ...short.note('ROW_TOO_SHORT'),
          ...long.note('ROW_TOO_LONG'),
          ...quotes.note('QUOTE_NOT_CLOSED'),
        ],
        blankLines: blankLines.slice(0, blankCount),
      };
      return {
        table,
        times: built.flatMap(({ column, times }) => (times ? [{ column: column.name, ...times }] : [])),
        markers: markersOf(built),
        decimals: { point: withMark(built, 'point'), comma: withMark(built, 'comma') },
      };
    },
  };
}

const withMark = (built: readonly BuiltColumn[], mark: Decimal): string[] =>
  built.flatMap(({ column, decimal }) => (decimal === mark ? [column.name] : []));

/** Each marker once, the most frequent first; spellings that differ in case only count together. */
function markersOf(built: readonly BuiltColumn[]): MarkerReading[] {
  const found = new Map<string, { marker: string; count: number; columns: string[]; missing: boolean }>();
  for (const { column, markers } of built) {
    for (const { marker, count, missing } of markers) {
      const key = markerKey(marker);
      const known = found.get(key) ?? { marker, count: 0, columns: [], missing: false };
      known.count += count;
      if (!known.columns.includes(column.name)) known.columns.push(column.name);
      known.missing ||= missing;
      found.set(key, known);
    }
  }
  return [...found.values()].sort((a, b) => b.count - a.count);
}

function nameOf(header: string): string {
  const name = seenName(header);
  return name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME)}…` : name;
}

/** Every column gets a name of its own: `name (2)` for a repeated one, `Column 3` for one without. */
function uniqueNames(header: readonly string[], headerRow: number): { names: string[]; notes: TableNote[] } {
  const taken = new Set(header);
  const seen = new Set<string>();
  const notes: TableNote[] = [];
  const free = (base: string, first: string, from: number): string => {
    let name = first;
    for (let n = from; taken.has(name); n++) name = `${base} (${n})`;
    taken.add(name);
    return name;
  };
  const names = header.map((name, index) => {
    if (name !== '' && !seen.has(name)) {
      seen.add(name);
      return name;
    }
    const given =
      name === '' ? free(`Column ${index + 1}`, `Column ${index + 1}`, 2) : free(name, `${name} (2)`, 3);
    notes.push({
      code: name === '' ? 'HEADER_WITHOUT_NAME' : 'DUPLICATE_HEADER',
      column: given,
      count: 1,
      rows: [headerRow],
    });
    return given;
  });
  return { names, notes };
}

/** Counts, and remembers the first few row numbers. */
function tally() {
  const rows: number[] = [];
  let count = 0;
  return {
    add(row: number): void {
      count++;
      if (rows.length < EXAMPLES) rows.push(row);
    },
    note: (code: TableNote['code']): TableNote[] =>
      count === 0 ? [] : [{ code, column: null, count, rows }],
  };
}

function hasContent(bytes: Uint8Array, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if ((bytes[i] ?? 0) > 32) return true;
  return false;
}
