/** Reads WebSocket messages off the wire, from the hospital's side (RFC 6455, section 5.2). */

export interface WireMessage {
  readonly kind: 'text' | 'binary';
  readonly bytes: number;
  /** The text of a text message; empty for a binary one. */
  readonly text: string;
}

const HEAD_END = Buffer.from('\r\n\r\n');

/** Takes bytes as they come; tells of each whole message after the HTTP upgrade. */
export function createFrameReader(tell: (message: WireMessage) => void): (bytes: Buffer) => void {
  let rest = Buffer.alloc(0);
  let upgraded = false;
  return (bytes) => {
    rest = Buffer.concat([rest, bytes]);
    if (!upgraded) {
      const end = rest.indexOf(HEAD_END);
      if (end < 0) return;
      upgraded = true;
      rest = rest.subarray(end + HEAD_END.length);
    }
    for (let frame = readFrame(rest); frame !== null; frame = readFrame(rest)) {
      rest = rest.subarray(frame.length);
      if (frame.message) tell(frame.message);
    }
  };
}

function readFrame(bytes: Buffer): { length: number; message: WireMessage | null } | null {
  if (bytes.length < 2) return null;
  const opcode = bytes.readUInt8(0) & 0x0f;
  const short = bytes.readUInt8(1) & 0x7f;
  const extra = short === 126 ? 2 : short === 127 ? 8 : 0;
  const payloadAt = 2 + extra + 4;
  if (bytes.length < payloadAt) return null;
  const size = extra === 0 ? short : extra === 2 ? bytes.readUInt16BE(2) : Number(bytes.readBigUInt64BE(2));
  const length = payloadAt + size;
  if (bytes.length < length) return null;
  if (opcode !== 1 && opcode !== 2) return { length, message: null };
  const mask = bytes.subarray(payloadAt - 4, payloadAt);
  const text =
    opcode === 1
      ? Buffer.from(bytes.subarray(payloadAt, length).map((byte, i) => byte ^ (mask[i % 4] ?? 0))).toString()
      : '';
  return { length, message: { kind: opcode === 1 ? 'text' : 'binary', bytes: size, text } };
}
