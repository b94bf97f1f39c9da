/** What the first bytes of a file say about it: is it text at all, and what separates its cells? */
import Papa from 'papaparse';
import { fail, ok, type Result } from '../lib/result.ts';

/** So many bytes are looked at before the reading starts. */
export const SNIFF_BYTES = 64 * 1024;

const DELIMITERS = [',', ';', '\t', '|'];

const FORMATS: readonly {
  readonly magic: readonly number[];
  readonly what: string;
  readonly hint?: string;
}[] = [
  { magic: [0x89, 0x50, 0x4e, 0x47], what: 'a PNG picture' },
  { magic: [0xff, 0xd8, 0xff], what: 'a JPEG picture' },
  { magic: [0x47, 0x49, 0x46, 0x38], what: 'a GIF picture' },
  { magic: [0x25, 0x50, 0x44, 0x46], what: 'a PDF document' },
  { magic: [0x50, 0x4b, 3, 4], what: 'an Excel workbook or a ZIP archive' },
  { magic: [0xd0, 0xcf, 0x11, 0xe0], what: 'an old Excel workbook' },
  {
    magic: [0x1f, 0x8b],
    what: 'a compressed (gzip) file',
    hint: 'Unpack it first, then choose the CSV file inside.',
  },
  { magic: [0xff, 0xfe], what: 'a text in the UTF-16 encoding', hint: 'Save it again as “CSV UTF-8”.' },
  { magic: [0xfe, 0xff], what: 'a text in the UTF-16 encoding', hint: 'Save it again as “CSV UTF-8”.' },
];

export interface Sniffed {
  /** Bytes to skip: a byte order mark. */
  readonly skip: number;
  /** The delimiter's byte. */
  readonly delimiter: number;
}

/** `head` holds the first `SNIFF_BYTES` bytes of the file, or all of it. Problems: `CSV_EMPTY`, `CSV_NOT_TEXT`. */
export function sniff(head: Uint8Array, fileName: string): Result<Sniffed> {
  for (const { magic, what, hint } of FORMATS) {
    if (magic.every((byte, index) => head[index] === byte)) {
      const advice = hint ?? 'If it is a spreadsheet, open it and save it as CSV.';
      return fail({ code: 'CSV_NOT_TEXT', message: `“${fileName}” is ${what}, not a CSV file. ${advice}` });
    }
  }
  if (head.includes(0)) {
    return fail({
      code: 'CSV_NOT_TEXT',
      message: `“${fileName}” holds binary data, not text. Choose a file that was saved as CSV.`,
    });
  }
  const skip = head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? 3 : 0;
  const text = new TextDecoder().decode(head.subarray(skip));
  if (text.trim() === '') {
    return fail({
      code: 'CSV_EMPTY',
      message: `“${fileName}” is empty. Choose a CSV file with a header row and one row for each reading.`,
    });
  }
  return ok({ skip, delimiter: guessDelimiter(text) });
}

function guessDelimiter(text: string): number {
  const { meta } = Papa.parse(text.replace(/^[\r\n]+/, ''), { preview: 10, delimitersToGuess: DELIMITERS });
  return (DELIMITERS.includes(meta.delimiter) ? meta.delimiter : ',').charCodeAt(0);
}
