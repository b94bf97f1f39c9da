/** Finds records and cells in UTF-8 bytes that come in pieces (RFC 4180, read tolerantly). */

const LF = 10;
const CR = 13;
const SPACE = 32;
const QUOTE = 34;
/** A quoted cell longer than this is taken for a quote that was never closed. */
export const MAX_QUOTED_BYTES = 1024 * 1024;

/** Told what the scanner finds. A record may be announced twice, with the same cells, until it ends. */
export interface RecordSink {
  cell(column: number, bytes: Uint8Array, start: number, end: number): void;
  /** The record is complete: it has so many cells. */
  record(cells: number): void;
  blankLine(): void;
  /** A cell of the current record opens with a quote that nothing closes; the quote is taken as text. */
  unclosedQuote(): void;
}

export interface CsvScanner {
  /** Takes the next bytes of the file; `final` with the last of them. */
  feed(chunk: Uint8Array, final: boolean): void;
  /** Bytes held back because their record is not complete. */
  readonly pending: number;
}

/**
 * A record ends at LF, CR LF or CR. A cell that begins with a quote ends at the next quote that a delimiter
 * or a line end follows (spaces may stand between); a doubled quote inside it means one quote.
 */
export function createCsvScanner(delimiter: number, sink: RecordSink): CsvScanner {
  let buffer = new Uint8Array(0);
  let length = 0;
  let position = 0;
  let unescaped = new Uint8Array(64);
  /** No quote that opens before this position of the buffer is ever closed. */
  let literalUntil = 0;

  /** The cell's content, its doubled quotes halved, in `unescaped`; returns its length. */
  const halveQuotes = (start: number, end: number): number => {
    if (unescaped.length < end - start) unescaped = new Uint8Array((end - start) * 2);
    let size = 0;
    for (let i = start; i < end; i++) {
      const byte = buffer[i] ?? 0;
      unescaped[size++] = byte;
      if (byte === QUOTE && i + 1 < end && buffer[i + 1] === QUOTE) i++;
    }
    return size;
  };

  /** Reads the quoted cell that opens at `open`; returns where it ends, or −1 when nothing closes it. */
  const quoted = (column: number, open: number, limit: number): number => {
    let doubled = false;
    for (let i = open + 1; i < limit; i++) {
      if (buffer[i] !== QUOTE) continue;
      if (i + 1 < limit && buffer[i + 1] === QUOTE) {
        doubled = true;
        i++;
        continue;
      }
      let after = i + 1;
      while (after < limit && buffer[after] === SPACE && delimiter !== SPACE) after++;
      const next = buffer[after];
      if (after < limit && next !== delimiter && next !== LF && next !== CR) {
        doubled = true;
        continue;
      }
      if (doubled) sink.cell(column, unescaped, 0, halveQuotes(open + 1, i));
      else sink.cell(column, buffer, open + 1, i);
      return after;
    }
    return -1;
  };

  /** Reads records up to `limit`, which is a line end or, with `final`, the end of the file. */
  const scan = (limit: number, final: boolean): void => {
    while (position < limit) {
      let i = position;
      let column = 0;
      let byte = 0;
      for (;;) {
        let end = -1;
        if (buffer[i] === QUOTE && i < limit && i >= literalUntil) {
          end = quoted(column, i, limit);
          if (end === -1) {
            if (!final && limit - i < MAX_QUOTED_BYTES) return;
            literalUntil = limit;
            sink.unclosedQuote();
          }
        }
        if (end === -1) {
          const start = i;
          for (end = i; end < limit; end++) {
            byte = buffer[end] ?? 0;
            if (byte === delimiter || byte === LF || byte === CR) break;
          }
          if (end > start) sink.cell(column, buffer, start, end);
        }
        column++;
        i = end + 1;
        if (end >= limit || buffer[end] !== delimiter) {
          if (column === 1 && end === position) sink.blankLine();
          else sink.record(column);
          if (end < limit && buffer[end] === CR && i < limit && buffer[i] === LF) i++;
          position = Math.min(i, limit);
          break;
        }
      }
    }
  };

  const append = (chunk: Uint8Array): void => {
    const rest = length - position;
    literalUntil = Math.max(0, literalUntil - position);
    if (rest + chunk.length > buffer.length) {
      const larger = new Uint8Array(Math.max(2 * rest + chunk.length, 64 * 1024));
      larger.set(buffer.subarray(position, length));
      buffer = larger;
    } else {
      buffer.copyWithin(0, position, length);
    }
    buffer.set(chunk, rest);
    length = rest + chunk.length;
    position = 0;
  };

  /** Just after the last line end: what comes before it can be read without the bytes still to come. */
  const lastLineEnd = (): number => {
    const lf = buffer.subarray(0, length).lastIndexOf(LF);
    if (lf !== -1) return lf + 1;
    // Only CRs: the very last one may be the first half of CR LF.
    return length < 2 ? 0 : buffer.subarray(0, length - 1).lastIndexOf(CR) + 1;
  };

  return {
    feed(chunk, final) {
      append(chunk);
      scan(final ? length : lastLineEnd(), final);
    },
    get pending() {
      return length - position;
    },
  };
}
