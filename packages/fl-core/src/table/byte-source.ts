/** Whatever a CSV may come from, as pieces of bytes small enough to read within one breath. */

/** A file as browsers give it (`File`, `Blob`), or anything shaped like one. */
export interface BlobLike {
  stream(): ReadableStream<Uint8Array>;
  readonly size: number;
  readonly name?: string;
}

export type CsvSource =
  | string
  | Uint8Array
  | ArrayBuffer
  | AsyncIterable<Uint8Array>
  | ReadableStream<Uint8Array>
  | BlobLike;

/** About 10 ms of reading on a slow machine. */
const PIECE = 128 * 1024;

/** The pieces of `source`, each of at most 128 KiB. A stream is cancelled when the reader stops early. */
export async function* piecesOf(
  source: CsvSource,
  signal?: AbortSignal,
): AsyncGenerator<Uint8Array, void, undefined> {
  if (typeof source === 'string') yield* piecesOfText(source);
  else if (source instanceof Uint8Array) yield* piecesOfBytes(source);
  else if (source instanceof ArrayBuffer) yield* piecesOfBytes(new Uint8Array(source));
  else if (isBlobLike(source)) yield* piecesOfStream(source.stream(), signal);
  else if ('getReader' in source) yield* piecesOfStream(source, signal);
  else for await (const chunk of source) yield* piecesOfBytes(chunk);
}

export const isBlobLike = (source: CsvSource): source is BlobLike =>
  typeof source === 'object' && 'stream' in source && typeof source.stream === 'function';

/** The same bytes in pieces of at most 128 KiB. */
export function* piecesOfBytes(bytes: Uint8Array): Generator<Uint8Array, void, undefined> {
  for (let from = 0; from < bytes.length; from += PIECE) yield bytes.subarray(from, from + PIECE);
}

function* piecesOfText(text: string): Generator<Uint8Array, void, undefined> {
  const encoder = new TextEncoder();
  const units = PIECE / 4;
  for (let from = 0; from < text.length; ) {
    let to = Math.min(from + units, text.length);
    // Never between the two halves of a surrogate pair.
    const last = text.charCodeAt(to - 1);
    if (last >= 0xd800 && last <= 0xdbff && to < text.length) to++;
    yield encoder.encode(text.slice(from, to));
    from = to;
  }
}

/** Streams are read by hand: not every browser can iterate over one. */
async function* piecesOfStream(
  stream: ReadableStream<Uint8Array>,
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array, void, undefined> {
  const reader = stream.getReader();
  // Cancelling ends a read that is still waiting; a stream that fails to cancel is let go all the same.
  const cancel = () => reader.cancel().catch(() => undefined);
  signal?.addEventListener('abort', cancel);
  let finished = false;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) {
        finished = true;
        return;
      }
      yield* piecesOfBytes(value);
    }
  } finally {
    signal?.removeEventListener('abort', cancel);
    if (!finished) await cancel();
    reader.releaseLock();
  }
}
