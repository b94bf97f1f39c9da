import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFrameReader, type SocketMessage } from './websocket-frames.ts';

/** A frame as a browser writes it. */
function encode(opcode: number, payload: Uint8Array, final = true, mask = [1, 2, 3, 4]): Buffer {
  const size = payload.length;
  const length = Buffer.alloc(size < 126 ? 1 : size < 65536 ? 3 : 9);
  length.writeUInt8(0x80 | (size < 126 ? size : size < 65536 ? 126 : 127));
  if (length.length === 3) length.writeUInt16BE(size, 1);
  if (length.length === 9) length.writeBigUInt64BE(BigInt(size), 1);
  const masked = payload.map((byte, index) => byte ^ (mask[index % 4] ?? 0));
  return Buffer.concat([Buffer.from([(final ? 0x80 : 0) | opcode]), length, Buffer.from(mask), masked]);
}

function readInPieces(bytes: Buffer, pieceSizes: number[]): SocketMessage[] {
  const messages: SocketMessage[] = [];
  const reader = createFrameReader((message) => messages.push(message));
  let at = 0;
  for (let i = 0; at < bytes.length; i++) {
    const size = pieceSizes[i % pieceSizes.length] ?? bytes.length;
    reader.push(bytes.subarray(at, at + size));
    at += size;
  }
  return messages;
}

const byteArrays = fc.oneof(
  fc.uint8Array({ maxLength: 130 }),
  fc.constantFrom(125, 126, 65535, 65536).map((size) => new Uint8Array(size).fill(7)),
);
const mask = fc.array(fc.integer({ min: 0, max: 255 }), { minLength: 4, maxLength: 4 });
/** A message in one to four fragments, with a ping between the fragments. */
const message = fc.record({
  binary: fc.boolean(),
  parts: fc.array(byteArrays, { minLength: 1, maxLength: 4 }),
  mask,
});

describe('createFrameReader', () => {
  it('gives back every message, however it is fragmented and wherever the bytes are cut', () => {
    const cuts = fc.array(fc.integer({ min: 1, max: 70_000 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(fc.array(message, { maxLength: 4 }), cuts, (messages, pieceSizes) => {
        const expected: SocketMessage[] = [];
        const stream = messages.flatMap(({ binary, parts, mask: key }) =>
          parts.flatMap((part, index) => {
            const last = index === parts.length - 1;
            const frame = encode(index === 0 ? (binary ? 2 : 1) : 0, part, last, key);
            if (last) {
              expected.push({ type: binary ? 'binary' : 'text', payload: Buffer.concat(parts) });
              return [frame];
            }
            expected.push({ type: 'ping', payload: Buffer.from('p') });
            return [frame, encode(9, Buffer.from('p'))];
          }),
        );
        const read = readInPieces(Buffer.concat(stream), pieceSizes);
        expect(read.map(({ type }) => type)).toEqual(expected.map(({ type }) => type));
        for (const [index, { payload }] of read.entries()) {
          expect(payload.equals(expected[index]?.payload ?? Buffer.alloc(0))).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('reads byte by byte', () => {
    const bytes = Buffer.concat([encode(1, Buffer.from('hello')), encode(8, Buffer.from([3, 232]))]);
    expect(readInPieces(bytes, [1])).toEqual([
      { type: 'text', payload: Buffer.from('hello') },
      { type: 'close', payload: Buffer.from([3, 232]) },
    ]);
  });

  it('refuses what it would otherwise misread', () => {
    const compressed = encode(1, Buffer.from('x'));
    compressed[0] = 0xc1;
    expect(() => readInPieces(compressed, [1000])).toThrow(/compressed/);
    expect(() => readInPieces(Buffer.from([0x81, 1, 120]), [1000])).toThrow(/not masked/);
    expect(() => readInPieces(encode(3, Buffer.from('x')), [1000])).toThrow(/Opcode 3/);
    expect(() => readInPieces(encode(0, Buffer.from('x')), [1000])).toThrow(/continuation/);
    const nested = Buffer.concat([encode(1, Buffer.from('x'), false), encode(1, Buffer.from('y'))]);
    expect(() => readInPieces(nested, [1000])).toThrow(/inside another/);
  });
});
