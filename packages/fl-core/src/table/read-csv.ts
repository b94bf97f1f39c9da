import { fail, ok, type Problem, type Result } from '../lib/result.ts';
import { type CsvSource, isBlobLike, piecesOf } from './byte-source.ts';
import { createCsvScanner } from './csv-scanner.ts';
import { SNIFF_BYTES, sniff } from './sniff.ts';
import type { Table } from './table.ts';
import { createTableBuilder } from './table-builder.ts';

export interface ReadProgress {
  readonly bytes: number;
  /** Null when the source does not say how long it is. */
  readonly totalBytes: number | null;
  readonly rows: number;
}

export interface ReadCsvOptions {
  /** The file's name, for messages; a Blob-like brings its own. */
  readonly name?: string;
  /** The file's size, where the source does not tell. */
  readonly bytes?: number;
  /** Told every 25 ms or so, and once at the end. */
  readonly onProgress?: (progress: ReadProgress) => void;
  /** Stops reading; the result is then a problem with code `CANCELLED`. */
  readonly signal?: AbortSignal;
}

/** Work this long, in milliseconds, before others get a turn. */
const BREATH = 25;
const MAX_COLUMNS = 10_000;
/** No row of a table is this long: a file without line ends is not one. */
const MAX_RECORD_BYTES = 8 * 1024 * 1024;

/**
 * Reads a CSV file in pieces into a columnar table, letting the event loop turn at least every 50 ms.
 *
 * The delimiter (comma, semicolon, tab or bar) is found by itself; the text is UTF-8. Only the table is
 * kept in memory, not the file. Problems are values: `CSV_EMPTY`, `CSV_HEADER_ONLY`, `CSV_NOT_TEXT`,
 * `CSV_TOO_WIDE`, `CSV_UNREADABLE` (the source failed), `CANCELLED`.
 */
export async function readCsv(source: CsvSource, options: ReadCsvOptions = {}): Promise<Result<Table>> {
  const fileName = options.name ?? (isBlobLike(source) ? source.name : undefined) ?? 'file.csv';
  const pieces = piecesOf(source, options.signal);
  try {
    return await read(pieces, fileName, { ...options, bytes: options.bytes ?? sizeOf(source) });
  } catch (cause) {
    if (options.signal?.aborted) return fail(cancelled(fileName));
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
  pieces: AsyncGenerator<Uint8Array>,
  fileName: string,
  options: Options,
): Promise<Result<Table>> {
  const totalBytes = options.bytes ?? null;
  const stopped = whenAborted(options.signal);
  const next = () => Promise.race([pieces.next(), stopped]);
  const builder = createTableBuilder();
  let bytes = 0;
  let breath = performance.now();
  const breathe = async (): Promise<void> => {
    if (performance.now() - breath <= BREATH) return;
    options.onProgress?.({ bytes, totalBytes, rows: builder.rows });
    await new Promise((turn) => setTimeout(turn, 0));
    if (options.signal?.aborted) throw new Error('cancelled');
    breath = performance.now();
  };

  // The first bytes are held back until they show what kind of file this is.
  let head: Uint8Array = new Uint8Array(0);
  let ended = false;
  while (!ended && head.length < SNIFF_BYTES) {
    const { done, value } = await next();
    if (done) ended = true;
    else head = joined(head, value);
  }
  const sniffed = sniff(head.subarray(0, SNIFF_BYTES), fileName);
  if (!sniffed.ok) return sniffed;
  const scanner = createCsvScanner(sniffed.value.delimiter, builder);

  let piece: Uint8Array = head.subarray(sniffed.value.skip);
  bytes = head.length;
  for (;;) {
    scanner.feed(piece, ended);
    if (builder.width > MAX_COLUMNS) return fail(tooWide(fileName, builder.width));
    if (scanner.pending > MAX_RECORD_BYTES) return fail(noLineEnds(fileName));
    if (ended) break;
    await breathe();
    const { done, value } = await next();
    ended = done === true;
    piece = value ?? new Uint8Array(0);
    bytes += piece.length;
  }

  if (builder.rows === 0) return fail(headerOnly(fileName));
  const table = await builder.finish(fileName, bytes, breathe);
  options.onProgress?.({ bytes, totalBytes: totalBytes ?? bytes, rows: table.rows });
  return ok(table);
}

function sizeOf(source: CsvSource): number | undefined {
  if (source instanceof Uint8Array) return source.length;
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

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}

const cancelled = (fileName: string): Problem => ({
  code: 'CANCELLED',
  message: `Reading “${fileName}” was cancelled. Nothing of it was kept.`,
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
