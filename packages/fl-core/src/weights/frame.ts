/**
 * Weights, or a change of weights, as one binary frame. All numbers are little-endian:
 *
 *   0  4 bytes  magic "FHWF"
 *   4  uint8    version (1)
 *   5  uint8    type of the numbers (1: 32-bit float, 2: 16-bit float, 3: 8-bit integer);
 *               128 more when they are a difference from the round's global model
 *   6  uint16   length of this header in bytes (20, and 5 for each tensor of an int8 frame)
 *   8  uint32   how many numbers follow
 *  12  uint32   layout hash of the network
 *  16  uint32   CRC-32 of bytes 0–15 and of all from byte 20 on
 *  20  …        8-bit integers only: the scale of each tensor as a 32-bit float, then a byte for each,
 *               the parameter of its Rice code (see `rice.ts`)
 *   …  …        the numbers, in the order of `weightLayout`
 */

import type { Dtype } from '../lib/dtype.ts';
import { fail, ok, type Result } from '../lib/result.ts';
import { firstNonFinite } from '../model/float-bytes.ts';
import { type Network, parameterCount } from '../model/network.ts';
import { crc32 } from './crc32.ts';
import { DTYPE_BYTES, DTYPE_CODES, dtypeOf } from './dtype.ts';
import { layoutHash } from './layout-hash.ts';
import { decodePayload, encodePayload, extensionBytes, mostPayloadBytes, TENSOR_BYTES } from './payload.ts';

export const FRAME_HEADER_BYTES = 20;
const MAGIC = 0x46574846; // "FHWF" read as a little-endian uint32
const VERSION = 1;
const DIFFERENCE = 0x80;
const CRC_AT = 16;

/** What can be wrong with a frame; the codes are those of the protocol. */
export interface FrameProblem {
  readonly code: 'FRAME_MALFORMED' | 'FRAME_CHECKSUM' | 'WRONG_LAYOUT' | 'NOT_FINITE' | 'TOO_LARGE';
  readonly message: string;
}

export interface FrameKind {
  readonly dtype: Dtype;
  /** The numbers are to be added to the round's global model. */
  readonly difference: boolean;
}

export interface Frame extends FrameKind {
  /** Finite, one for each parameter. */
  readonly values: Float32Array;
}

export interface FrameLimits {
  /** Longer frames are refused unread (`TOO_LARGE`). */
  readonly maxBytes?: number;
}

const checksum = (bytes: Uint8Array): number =>
  crc32(bytes.subarray(FRAME_HEADER_BYTES), crc32(bytes.subarray(0, CRC_AT)));

/** Bytes of a whole frame of the network's weights; of 8-bit numbers, the most. */
export const frameBytes = (dtype: Dtype, network: Network): number =>
  FRAME_HEADER_BYTES + mostPayloadBytes(dtype, network);

/**
 * A frame of finite numbers, one for each parameter; 32-bit weights unless told.
 * @throws RangeError when `values` has not the network's length.
 */
export function encodeFrame(
  values: Float32Array,
  network: Network,
  { dtype, difference }: FrameKind = { dtype: 'float32', difference: false },
): Uint8Array<ArrayBuffer> {
  const count = parameterCount(network);
  if (values.length !== count) {
    throw new RangeError(`The network has ${count} weights but was given ${values.length}.`);
  }
  const payload = encodePayload(values, dtype, network);
  const bytes = new Uint8Array(FRAME_HEADER_BYTES + payload.length);
  const header = new DataView(bytes.buffer);
  header.setUint32(0, MAGIC, true);
  header.setUint8(4, VERSION);
  header.setUint8(5, DTYPE_CODES[dtype] | (difference ? DIFFERENCE : 0));
  header.setUint16(6, FRAME_HEADER_BYTES + extensionBytes(dtype, network), true);
  header.setUint32(8, count, true);
  header.setUint32(12, layoutHash(network), true);
  bytes.set(payload, FRAME_HEADER_BYTES);
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

interface Header extends FrameKind {
  readonly count: number;
  readonly extension: number;
  readonly layout: number;
  readonly crc: number;
}

/** The header of bytes that are as long as it says, or as it allows for 8-bit numbers; null for anything else. */
function readHeader(bytes: Uint8Array): Header | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.byteLength < FRAME_HEADER_BYTES || view.getUint32(0, true) !== MAGIC) return null;
  const type = view.getUint8(5);
  const dtype = dtypeOf(type & ~DIFFERENCE);
  const extension = view.getUint16(6, true) - FRAME_HEADER_BYTES;
  const count = view.getUint32(8, true);
  if (view.getUint8(4) !== VERSION || dtype === undefined) return null;
  const length = bytes.byteLength - FRAME_HEADER_BYTES - extension;
  const most = DTYPE_BYTES[dtype] * count;
  if (dtype === 'int8') {
    if (extension <= 0 || extension % TENSOR_BYTES !== 0 || length < 0 || length > most) return null;
  } else if (extension !== 0 || length !== most) return null;
  return {
    dtype,
    difference: (type & DIFFERENCE) !== 0,
    count,
    extension,
    layout: view.getUint32(12, true),
    crc: view.getUint32(CRC_AT, true),
  };
}

/**
 * How long the frame at the beginning of these bytes says it is; null when they begin with none, are shorter, or
 * it is of 8-bit numbers, whose length only their code tells.
 */
export function leadingFrameBytes(bytes: Uint8Array): number | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.byteLength < FRAME_HEADER_BYTES || view.getUint32(0, true) !== MAGIC) return null;
  const dtype = dtypeOf(view.getUint8(5) & ~DIFFERENCE);
  if (dtype === undefined || dtype === 'int8') return null;
  const length = FRAME_HEADER_BYTES + DTYPE_BYTES[dtype] * view.getUint32(8, true);
  return length <= bytes.byteLength ? length : null;
}

/** What a frame says it holds, without reading its numbers; null when it is no frame. */
export function frameKind(input: unknown): (FrameKind & { readonly count: number }) | null {
  const bytes = asBytes(input);
  const header = bytes && readHeader(bytes);
  return header && { dtype: header.dtype, difference: header.difference, count: header.count };
}

/**
 * Reads a frame of a network's numbers. Whatever came in, the answer is finite
 * numbers of the right length or a problem; nothing throws. The bytes may start
 * anywhere in their buffer and are not kept.
 * @param input a typed array or ArrayBuffer; anything else is malformed
 */
export function readFrame(
  input: unknown,
  network: Network,
  { maxBytes = Infinity }: FrameLimits = {},
): Result<Frame, FrameProblem> {
  const bytes = asBytes(input);
  if (!bytes) return malformed();
  if (bytes.byteLength > maxBytes) {
    return fail({
      code: 'TOO_LARGE',
      message: `The frame has ${bytes.byteLength} bytes; at most ${maxBytes} are read.`,
    });
  }
  const header = readHeader(bytes);
  if (header === null) return malformed();
  if (header.crc !== checksum(bytes)) {
    return fail({
      code: 'FRAME_CHECKSUM',
      message: 'The weights were damaged on the way: their checksum differs.',
    });
  }
  const { dtype, difference } = header;
  if (
    header.layout !== layoutHash(network) ||
    header.count !== parameterCount(network) ||
    header.extension !== extensionBytes(dtype, network)
  ) {
    return fail({ code: 'WRONG_LAYOUT', message: 'The weights are of another network than the study’s.' });
  }
  const values = decodePayload(bytes.subarray(FRAME_HEADER_BYTES), dtype, network);
  if (values === null) return malformed();
  const bad = firstNonFinite(values);
  if (bad >= 0) return fail({ code: 'NOT_FINITE', message: `Weight ${bad} is not a finite number.` });
  return ok({ dtype, difference, values });
}

/** Reads a frame of whole weights, as the global model is sent; a difference is malformed here. */
export function decodeFrame(
  input: unknown,
  network: Network,
  limits: FrameLimits = {},
): Result<Float32Array, FrameProblem> {
  const frame = readFrame(input, network, limits);
  if (!frame.ok) return frame;
  return frame.value.difference ? malformed() : ok(frame.value.values);
}
