/** Reads the frames a browser sends over a WebSocket (RFC 6455, section 5) out of a stream of bytes. */

type MessageType = 'text' | 'binary' | 'close' | 'ping' | 'pong';

export interface SocketMessage {
  readonly type: MessageType;
  /** The unmasked content; fragments of one message are joined. */
  readonly payload: Buffer;
}

const TYPES: Readonly<Record<number, MessageType>> = {
  1: 'text',
  2: 'binary',
  8: 'close',
  9: 'ping',
  10: 'pong',
};
const CONTINUATION = 0;
const FIRST_CONTROL = 8;

interface Frame {
  readonly final: boolean;
  readonly opcode: number;
  readonly payload: Buffer;
  /** Bytes of the whole frame, header included. */
  readonly size: number;
}

export interface FrameReader {
  /** Takes the next bytes, cut anywhere. Throws on bytes that are not a browser's uncompressed frames. */
  push(bytes: Buffer): void;
}

/**
 * `onMessage` is called for each message and control frame, in order, once it is complete. A message that a lost
 * connection cuts off is not reported.
 */
export function createFrameReader(onMessage: (message: SocketMessage) => void): FrameReader {
  let chunks: Buffer[] = [];
  let held = 0;
  let needed = 2;
  let open: { type: MessageType; parts: Buffer[] } | null = null;

  const take = ({ final, opcode, payload }: Frame) => {
    const type = TYPES[opcode];
    if (opcode === CONTINUATION) {
      if (!open) throw new Error('A continuation without a message to continue.');
      open.parts.push(payload);
    } else if (!type) {
      throw new Error(`Opcode ${opcode} is not one of RFC 6455.`);
    } else if (opcode >= FIRST_CONTROL) {
      onMessage({ type, payload });
      return;
    } else {
      if (open) throw new Error('A message inside another.');
      open = { type, parts: [payload] };
    }
    if (!final) return;
    const { type: whole, parts } = open;
    open = null;
    onMessage({ type: whole, payload: Buffer.concat(parts) });
  };

  return {
    push(bytes) {
      chunks.push(bytes);
      held += bytes.length;
      if (held < needed) return;
      let rest = Buffer.concat(chunks);
      for (let frame = readFrame(rest); ; frame = readFrame(rest)) {
        if (typeof frame === 'number') {
          needed = frame;
          break;
        }
        rest = rest.subarray(frame.size);
        take(frame);
      }
      chunks = [rest];
      held = rest.length;
    },
  };
}

/** The frame at the start of `bytes`, or how many bytes it takes to know more. */
function readFrame(bytes: Buffer): Frame | number {
  if (bytes.length < 2) return 2;
  const first = bytes.readUInt8(0);
  const second = bytes.readUInt8(1);
  if ((first & 0x70) !== 0) throw new Error('Reserved bits are set: the frame is compressed or not a frame.');
  if ((second & 0x80) === 0) throw new Error('The frame is not masked, so no browser sent it.');
  const short = second & 0x7f;
  const maskAt = short === 126 ? 4 : short === 127 ? 10 : 2;
  if (bytes.length < maskAt + 4) return maskAt + 4;
  const length =
    short === 126 ? bytes.readUInt16BE(2) : short === 127 ? Number(bytes.readBigUInt64BE(2)) : short;
  const start = maskAt + 4;
  const size = start + length;
  if (bytes.length < size) return size;
  const mask = bytes.subarray(maskAt, start);
  const payload = Buffer.from(bytes.subarray(start, size));
  for (let i = 0; i < length; i++) payload[i] = (payload[i] ?? 0) ^ (mask[i % 4] ?? 0);
  return { final: (first & 0x80) !== 0, opcode: first & 0x0f, payload, size };
}
