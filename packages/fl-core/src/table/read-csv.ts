import { fail, ok, type Problem, type Result } from '../lib/result.ts';
import { type CsvSource, isBlobLike, piecesOf } from './byte-source.ts';
import type { ColumnChoices } from './column-builder.ts';
import { createCsvScanner } from './csv-scanner.ts';
import { DamagedGzip, joined, unpacked } from './gunzip.ts';
import { markerKey } from './missing-markers.ts';
import type { ReadingChoices } from './reading.ts';
import { createSiteClock } from './site-clock.ts';
import { knownFormat, notText, SNIFF_BYTES, sniff } from './sniff.ts';
import type { Table } from './table.ts';
import { createTableBuilder, MAX_COLUMNS } from './table-builder.ts';
import { createTextStage } from './text-encoding.ts';

export interface ReadProgress {
  /** Of the file as it lies there: compressed bytes, where it is compressed. */
  readonly bytes: number;
  /** Null when the source does not say how long it is. */
  readonly totalBytes: number | null;
  readonly rows: number;
}

export interface ReadCsvOptions extends ReadingChoices {
  /** The file's name, for messages; a Blob-like brings its own. */
  readonly name?: string;
  /** The file's size, where the source does not tell. */
  readonly bytes?: number;
  /** Told at once, then every 25 ms or so, and once at the end. */
  readonly onProgress?: (progress: ReadProgress) => void;
  /** Stops reading; the result is then a problem with code `CANCELLED`. */
  readonly signal?: AbortSignal;
}

/** Work this long, in milliseconds, before others get a turn. */
const BREATH = 25;
/** No row of a table is this long: a file without line ends is not one. */
const MAX_RECORD_BYTES = 8 * 1024 * 1024;

/**
 * Reads a CSV file in pieces into a columnar table, letting the event loop turn at least every 50 ms.
 *
 * The delimiter (comma, semicolon, tab or bar), the decimal mark, the encoding (UTF-8, UTF-16,
 * Windows-1252) and gzip are found by themselves; the table's `reading` says what was found. Only the table
 * is kept in memory, not the file. Problems are values: `CSV_EMPTY`, `CSV_HEADER_ONLY`, `CSV_NOT_TEXT`,
 * `CSV_TOO_WIDE`, `CSV_GZIP_DAMAGED`, `CSV_UNREADABLE` (the source failed), `CANCELLED`.
 */
export async function readCsv(source: CsvSource, options: ReadCsvOptions = {}): Promise<Result<Table>> {
  const fileName = options.name ?? (isBlobLike(source) ? source.name : undefined) ?? 'file.csv';
  const pieces = piecesOf(source, options.signal);
  try {
    return await read(pieces, fileName, { ...options, bytes: options.bytes ?? sizeOf(source) });
  } catch (cause) {
    if (options.signal?.aborted) return fail(cancelled(fileName));
    if (cause instanceof DamagedGzip) return fail(damagedGzip(fileName));
    const why = cause instanceof Error ? ` (${cause.message})` : '';
    return fail({
      code: 'CSV_UNREADABLE',
      message: `“${fileName}” could not be read${why}. Was it moved or changed meanwhile? Choose the file again.`,
    });
  } finally {
    // Not awaited: a source that hangs would hang this too.
    pieces.return().catch(() => undefined);
  }
}

type Options = Omit<ReadCsvOptions, 'bytes'> & { bytes: number | undefined };

async function read(
  source: AsyncGenerator<Uint8Array>,
  fileName: string,
  options: Options,
): Promise<Result<Table>> {
  const totalBytes = options.bytes ?? null;
  const stopped = whenAborted(options.signal);
  let bytes = 0;
  let compressed: 'gzip' | null = null;
  const counted = counting(source, (more) => {
    bytes += more;
  });
  const pieces = unpacked(counted, () => {
    compressed = 'gzip';
  });
  const next = () => Promise.race([pieces.next(), stopped]);
  let rows = (): number => 0;
  let breath = performance.now();
  const breathe = async (): Promise<void> => {
    if (performance.now() - breath <= BREATH) return;
    options.onProgress?.({ bytes, totalBytes, rows: rows() });
    await new Promise((turn) => setTimeout(turn, 0));
    if (options.signal?.aborted) throw new Error('cancelled');
    breath = performance.now();
  };

  options.onProgress?.({ bytes, totalBytes, rows: 0 });
  // The first bytes are held back until they show what kind of file this is.
  let head: Uint8Array = new Uint8Array(0);
  let ended = false;
  while (!ended && head.length < SNIFF_BYTES) {
    const { done, value } = await next();
    if (done) ended = true;
    else head = joined(head, value);
  }
  const format = knownFormat(head, fileName);
  if (format) return fail(format);
  const text = createTextStage(head.subarray(0, SNIFF_BYTES));
  if (!text) return fail(notText(fileName));
  let piece = text.take(head, ended);
  const sniffed = sniff(piece.subarray(0, SNIFF_BYTES), fileName);
  if (!sniffed.ok) return sniffed;
  const { delimiter, decimal } = sniffed.value;
  const builder = createTableBuilder(decimal ?? 'point', delimiter !== ',');
  rows = () => builder.rows;
  const scanner = createCsvScanner(delimiter.charCodeAt(0), builder);

  for (;;) {
    scanner.feed(piece, ended);
    if (builder.width > MAX_COLUMNS) return fail(tooWide(fileName, builder.width));
    if (scanner.pending > MAX_RECORD_BYTES) return fail(noLineEnds(fileName));
    if (ended) break;
    await breathe();
    const { done, value } = await next();
    ended = done === true;
    piece = text.take(value ?? new Uint8Array(0), ended);
  }

  if (builder.rows === 0) return fail(headerOnly(fileName));
  const { table, times, markers, decimals } = await builder.finish(
    fileName,
    bytes,
    columnChoices(options),
    breathe,
  );
  const ofFile = decimal ?? (decimals.comma.length > decimals.point.length ? 'comma' : 'point');
  options.onProgress?.({ bytes, totalBytes: totalBytes ?? bytes, rows: table.rows });
  return ok({
    ...table,
    reading: {
      delimiter,
      encoding: text.encoding,
      decimal: ofFile,
      otherDecimal: decimals[ofFile === 'comma' ? 'point' : 'comma'],
      compressed,
      timeZone: options.timeZone ?? null,
      times,
      markers,
    },
  });
}

function columnChoices(options: ReadingChoices): ColumnChoices {
  return {
    dateOrder: options.dateOrder ?? null,
    clock: options.timeZone === undefined ? null : createSiteClock(options.timeZone),
    missing: new Set(options.missing?.map(markerKey)),
    notMissing: new Set(options.notMissing?.map(markerKey)),
  };
}

/** The same pieces; `onBytes` hears how long each is. */
async function* counting(
  pieces: AsyncGenerator<Uint8Array>,
  onBytes: (bytes: number) => void,
): AsyncGenerator<Uint8Array, void, undefined> {
  for await (const piece of pieces) {
    onBytes(piece.length);
    yield piece;
  }
}

function sizeOf(source: CsvSource): number | undefined {
  if (source instanceof Uint8Array || source instanceof ArrayBuffer) return source.byteLength;
  return isBlobLike(source) ? source.size : undefined;
}

/** Rejects once the signal is aborted; never settles otherwise. */
function whenAborted(signal: AbortSignal | undefined): Promise<never> {
  const stopped = new Promise<never>((_, reject) => {
    if (signal?.aborted) reject(new Error('cancelled'));
    signal?.addEventListener('abort', () => reject(new Error('cancelled')), { once: true });
  });
  stopped.catch(() => undefined);
  return stopped;
}

const cancelled = (fileName: string): Problem => ({
  code: 'CANCELLED',
  message: `Reading “${fileName}” was cancelled. Nothing of it was kept.`,
});

const damagedGzip = (fileName: string): Problem => ({
  code: 'CSV_GZIP_DAMAGED',
  message: `“${fileName}” is compressed and ends too early or is damaged, so it cannot be unpacked whole. Nothing of it was kept. Copy or export the file again.`,
});

const headerOnly = (fileName: string): Problem => ({
  code: 'CSV_HEADER_ONLY',
  message: `“${fileName}” has a header row but no data rows below it. Choose the file that holds the readings.`,
});

const tooWide = (fileName: string, width: number): Problem => ({
  code: 'CSV_TOO_WIDE',
  message: `“${fileName}” has ${width} columns; at most ${MAX_COLUMNS} can be read. Keep the columns that the study needs.`,
});

const noLineEnds = (fileName: string): Problem => ({
  code: 'CSV_NOT_TEXT',
  message: `“${fileName}” has no line ends where a table would have them. Choose a file that was saved as CSV.`,
});
