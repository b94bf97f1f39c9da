/** Unpacks gzip (RFC 1952) while it comes in, with the engine's own decompressor. */
import { piecesOfBytes } from './byte-source.ts';

type Pieces = AsyncGenerator<Uint8Array, void, undefined>;

/** The compressed bytes end too early or are not what their checksum says. */
export class DamagedGzip extends Error {}

const isGzip = (head: Uint8Array): boolean => head[0] === 0x1f && head[1] === 0x8b;

/** The bytes as they come, unpacked when they begin as gzip does; `onGzip` is then called before the first. */
export async function* unpacked(pieces: Pieces, onGzip: () => void): Pieces {
  let head: Uint8Array = new Uint8Array(0);
  while (head.length < 2) {
    const { done, value } = await pieces.next();
    if (done) break;
    head = head.length === 0 ? value : joined(head, value);
  }
  if (!isGzip(head)) {
    if (head.length > 0) yield head;
    yield* pieces;
    return;
  }
  onGzip();
  yield* gunzip(head, pieces);
}

async function* gunzip(head: Uint8Array, rest: Pieces): Pieces {
  const { writable, readable } = new DecompressionStream('gzip');
  const writer = writable.getWriter();
  const reader = readable.getReader();
  let sourceFailed: { readonly cause: unknown } | null = null;
  const write = (piece: Uint8Array) => writer.write(piece.slice());
  const feed = async (): Promise<void> => {
    await write(head);
    for (;;) {
      const next = await rest.next().catch((cause: unknown) => {
        sourceFailed = { cause };
        throw cause;
      });
      if (next.done) break;
      // Waits while the reader is behind, so that little is held at a time.
      await write(next.value);
    }
    await writer.close();
  };
  // What goes wrong here shows at the reading end as well.
  const feeding = feed().catch((cause: unknown) => writer.abort(cause).catch(() => undefined));
  let finished = false;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      yield* piecesOfBytes(value);
    }
    finished = true;
  } catch (cause) {
    await feeding;
    const failure = sourceFailed as { readonly cause: unknown } | null;
    throw failure ? failure.cause : new DamagedGzip('damaged', { cause });
  } finally {
    if (!finished) reader.cancel().catch(() => undefined);
    reader.releaseLock();
  }
}

/** Two pieces in one. */
export function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}
