/**
 * Weights as one binary frame. All numbers are little-endian:
 *
 *   0  4 bytes  magic "FHWF"
 *   4  uint8    version (1)
 *   5  uint8    type of the numbers (1: 32-bit float)
 *   6  uint16   length of this header in bytes (20)
 *   8  uint32   how many numbers follow
 *  12  uint32   layout hash of the network
 *  16  uint32   CRC-32 of bytes 0–15 and the payload
 *  20  …        the numbers, in the order of `weightLayout`
 */
import { fail, ok, type Result } from '../lib/result.ts';
import { firstNonFinite, readFloats, writeFloats } from '../model/float-bytes.ts';
import { type Network, parameterCount } from '../model/network.ts';
import { crc32 } from './crc32.ts';
import { layoutHash } from './layout-hash.ts';

export const FRAME_HEADER_BYTES = 20;
const MAGIC = 0x46574846; // "FHWF" read as a little-endian uint32
const VERSION = 1;
const FLOAT32 = 1;
const CRC_AT = 16;

/** What can be wrong with a frame; the codes are those of the protocol. */
export interface FrameProblem {
  readonly code: 'FRAME_MALFORMED' | 'FRAME_CHECKSUM' | 'WRONG_LAYOUT' | 'NOT_FINITE' | 'TOO_LARGE';
  readonly message: string;
}

const checksum = (bytes: Uint8Array): number =>
  crc32(bytes.subarray(FRAME_HEADER_BYTES), crc32(bytes.subarray(0, CRC_AT)));

/** @throws RangeError when `weights` has not the network's length. */
export function encodeFrame(weights: Float32Array, network: Network): Uint8Array<ArrayBuffer> {
  const count = parameterCount(network);
  if (weights.length !== count) {
    throw new RangeError(`The network has ${count} weights but was given ${weights.length}.`);
  }
  const bytes = new Uint8Array(FRAME_HEADER_BYTES + 4 * count);
  const header = new DataView(bytes.buffer);
  header.setUint32(0, MAGIC, true);
  header.setUint8(4, VERSION);
  header.setUint8(5, FLOAT32);
  header.setUint16(6, FRAME_HEADER_BYTES, true);
  header.setUint32(8, count, true);
  header.setUint32(12, layoutHash(network), true);
  writeFloats(weights, bytes, FRAME_HEADER_BYTES);
  header.setUint32(CRC_AT, checksum(bytes), true);
  return bytes;
}

/** Sockets hand over a Buffer in Node and an ArrayBuffer in browsers. */
function asBytes(input: unknown): Uint8Array | null {
  if (ArrayBuffer.isView(input)) return new Uint8Array(input.buffer, input.byteOffset, input.byteLength);
  return input instanceof ArrayBuffer ? new Uint8Array(input) : null;
}

const malformed = () =>
  fail({ code: 'FRAME_MALFORMED', message: 'This is not a whole frame of weights.' } as const);

/**
 * Reads a frame of a network's weights. Whatever came in, the answer is finite
 * weights of the right length or a problem; nothing throws. The bytes may start
 * anywhere in their buffer and are not kept.
 * @param input a typed array or ArrayBuffer; anything else is malformed
 * @param limits `maxBytes`: longer frames are refused unread (`TOO_LARGE`)
 */
export function decodeFrame(
  input: unknown,
  network: Network,
  limits: { readonly maxBytes?: number } = {},
): Result<Float32Array, FrameProblem> {
  const { maxBytes = Infinity } = limits;
  const bytes = asBytes(input);
  if (!bytes) return malformed();
  if (bytes.byteLength > maxBytes) {
    return fail({
      code: 'TOO_LARGE',
      message: `The frame has ${bytes.byteLength} bytes; at most ${maxBytes} are read.`,
    });
  }
  const header = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (
    bytes.byteLength < FRAME_HEADER_BYTES ||
    header.getUint32(0, true) !== MAGIC ||
    header.getUint8(4) !== VERSION ||
    header.getUint8(5) !== FLOAT32 ||
    header.getUint16(6, true) !== FRAME_HEADER_BYTES ||
    header.getUint32(8, true) * 4 + FRAME_HEADER_BYTES !== bytes.byteLength
  ) {
    return malformed();
  }
  if (header.getUint32(CRC_AT, true) !== checksum(bytes)) {
    return fail({
      code: 'FRAME_CHECKSUM',
      message: 'The weights were damaged on the way: their checksum differs.',
    });
  }
  const count = parameterCount(network);
  if (header.getUint32(12, true) !== layoutHash(network) || header.getUint32(8, true) !== count) {
    return fail({ code: 'WRONG_LAYOUT', message: 'The weights are of another network than the study’s.' });
  }
  const weights = readFloats(bytes, count, FRAME_HEADER_BYTES);
  const bad = firstNonFinite(weights);
  if (bad >= 0) return fail({ code: 'NOT_FINITE', message: `Weight ${bad} is not a finite number.` });
  return ok(weights);
}
