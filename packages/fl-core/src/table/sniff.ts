/** What the first bytes of a file say about it: is it text at all, what separates its cells, what is its decimal mark? */
import Papa from 'papaparse';
import { fail, ok, type Problem, type Result } from '../lib/result.ts';
import type { Decimal } from './grouped-number.ts';

/** So many bytes are looked at before the reading starts. */
export const SNIFF_BYTES = 64 * 1024;

export type Delimiter = ',' | ';' | '\t' | '|';
const DELIMITERS: readonly Delimiter[] = [',', ';', '\t', '|'];
/** So many rows are looked at. */
const PREVIEW = 10;
const DECIMAL_PREVIEW = 300;

const FORMATS: readonly { readonly magic: readonly number[]; readonly what: string }[] = [
  { magic: [0x89, 0x50, 0x4e, 0x47], what: 'a PNG picture' },
  { magic: [0xff, 0xd8, 0xff], what: 'a JPEG picture' },
  { magic: [0x47, 0x49, 0x46, 0x38], what: 'a GIF picture' },
  { magic: [0x25, 0x50, 0x44, 0x46], what: 'a PDF document' },
  { magic: [0x50, 0x4b, 3, 4], what: 'an Excel workbook or a ZIP archive' },
  { magic: [0xd0, 0xcf, 0x11, 0xe0], what: 'an old Excel workbook' },
  { magic: [0x1f, 0x8b], what: 'a file that was compressed twice' },
];

/** The problem with bytes that are a known format, but no text; null when they are none of these. */
export function knownFormat(head: Uint8Array, fileName: string): Problem | null {
  const format = FORMATS.find(({ magic }) => magic.every((byte, index) => head[index] === byte));
  if (!format) return null;
  return {
    code: 'CSV_NOT_TEXT',
    message: `“${fileName}” is ${format.what}, not a CSV file. If it is a spreadsheet, open it and save it as CSV.`,
  };
}

export const notText = (fileName: string): Problem => ({
  code: 'CSV_NOT_TEXT',
  message: `“${fileName}” holds binary data, not text. Choose a file that was saved as CSV.`,
});

export interface Sniffed {
  readonly delimiter: Delimiter;
  /** Null when no cell told: a point is then taken, and a comma where later cells have one. */
  readonly decimal: Decimal | null;
}

/** `head` holds the first `SNIFF_BYTES` bytes of the file as UTF-8, or all of it. Problem: `CSV_EMPTY`. */
export function sniff(head: Uint8Array, fileName: string): Result<Sniffed> {
  const text = new TextDecoder().decode(head);
  if (text.trim() === '') {
    return fail({
      code: 'CSV_EMPTY',
      message: `“${fileName}” is empty. Choose a CSV file with a header row and one row for each reading.`,
    });
  }
  const table = text.replace(/^[\r\n]+/, '');
  const delimiter = guessDelimiter(table);
  return ok({ delimiter, decimal: guessDecimal(table, delimiter) });
}

const rowsOf = (text: string, delimiter: string, preview: number): string[][] =>
  Papa.parse<string[]>(text, { delimiter, preview, skipEmptyLines: true }).data;

function guessDelimiter(text: string): Delimiter {
  // Commas are decimal marks as well, so another sign that divides the header and every row alike goes first.
  let best: Delimiter | null = null;
  let most = 1;
  for (const delimiter of DELIMITERS.slice(1)) {
    const rows = rowsOf(text, delimiter, PREVIEW);
    const cells = rows[0]?.length ?? 0;
    if (rows.length > 1 && cells > most && rows.every((row) => row.length === cells)) {
      best = delimiter;
      most = cells;
    }
  }
  if (best) return best;
  const guessed = Papa.parse(text, { preview: PREVIEW, delimitersToGuess: [...DELIMITERS] }).meta.delimiter;
  return DELIMITERS.find((delimiter) => delimiter === guessed) ?? ',';
}

/** A whole number with groups of three may be read both ways, so it says nothing. */
const WITH_COMMA = /^[-+]?(?:\d+|\d{1,3}(?:[.\s\u202f'’]\d{3})+),\d+(?:[eE][-+]?\d+)?$/;
const WITH_POINT = /^[-+]?(?:\d+|\d{1,3}(?:[,\s\u202f'’]\d{3})+)?\.\d+(?:[eE][-+]?\d+)?$/;
const UNDECIDED = /^[-+]?[1-9]\d{0,2}[.,]\d{3}$/;

/** Where commas separate cells, the decimal mark is a point. */
function guessDecimal(text: string, delimiter: Delimiter): Decimal | null {
  if (delimiter === ',') return 'point';
  let commas = 0;
  let points = 0;
  let undecidedCommas = 0;
  for (const row of rowsOf(text, delimiter, DECIMAL_PREVIEW).slice(1)) {
    for (const raw of row) {
      const cell = raw.trim();
      if (UNDECIDED.test(cell)) undecidedCommas += cell.includes(',') ? 1 : 0;
      else if (WITH_COMMA.test(cell)) commas++;
      else if (WITH_POINT.test(cell)) points++;
    }
  }
  if (commas === 0 && points === 0) return undecidedCommas > 0 ? 'comma' : null;
  return commas > points ? 'comma' : 'point';
}
