/**
 * Updates as bytes in a file that only grows: each record says its length first and its checksum last, so that one
 * whose writing was cut off is known for what it is. Length and checksum are 32-bit, little-endian; so are weights.
 */
import { crc32 } from 'node:zlib';
import { fitReportSchema } from '@fedhealth/fl-core/protocol';
import { z } from 'zod';
import type { OpenUpdate } from '../records.ts';

/** The attempt at a round that an update belongs to. */
export interface Attempt {
  readonly round: number;
  readonly attempt: number;
}

export const sameAttempt = (a: Attempt, b: Attempt): boolean =>
  a.round === b.round && a.attempt === b.attempt;

const headSchema = z.object({
  round: z.number(),
  attempt: z.number(),
  siteId: z.string(),
  report: fitReportSchema,
  bytes: z.number(),
  /** How many numbers follow: of the weights, and of the change of the control variate. */
  weights: z.number().int().min(0),
  control: z.number().int().min(0),
});

const WORD = 4;
const bytesOf = ({ buffer, byteOffset, byteLength }: Float32Array): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);
const word = (value: number): Buffer => {
  const bytes = Buffer.alloc(WORD);
  bytes.writeUInt32LE(value);
  return bytes;
};

/** The parts of a record in order: length of all that follows but the checksum, length of the head, head, numbers, checksum. */
export function writeRecord({ round, attempt }: Attempt, update: OpenUpdate): Uint8Array[] {
  const { siteId, report, bytes, weights, controlDelta } = update;
  const control = controlDelta?.length ?? 0;
  const head = Buffer.from(
    JSON.stringify({ round, attempt, siteId, report, bytes, weights: weights.length, control }),
  );
  const parts = [word(head.length), head, bytesOf(weights), ...(controlDelta ? [bytesOf(controlDelta)] : [])];
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  return [word(length), ...parts, word(checksum(parts))];
}

export interface ReadRecords {
  /** Of one attempt, in the order they were written. */
  readonly updates: OpenUpdate[];
  /** Where the last whole record ends: what follows was cut off. */
  readonly end: number;
}

/** The updates of one attempt, up to a record that was cut off. */
export function readRecords(file: Buffer, attempt: Attempt): ReadRecords {
  const updates: OpenUpdate[] = [];
  let at = 0;
  while (at + 2 * WORD <= file.length) {
    const length = file.readUInt32LE(at);
    const end = at + WORD + length;
    if (end + WORD > file.length) break;
    const body = file.subarray(at + WORD, end);
    if (file.readUInt32LE(end) !== checksum([body])) break;
    const update = readBody(body, attempt);
    if (update) updates.push(update);
    at = end + WORD;
  }
  return { updates, end: at };
}

/** Null for another attempt’s, and for one that another version wrote in a way this one cannot read. */
function readBody(body: Buffer, attempt: Attempt): OpenUpdate | null {
  const headEnd = WORD + body.readUInt32LE(0);
  const { success, data: head } = headSchema.safeParse(JSON.parse(body.toString('utf8', WORD, headEnd)));
  if (!success || !sameAttempt(head, attempt)) return null;
  // A copy: numbers have to begin at an even place.
  const numbers = new Float32Array(new Uint8Array(body.subarray(headEnd)).buffer);
  const { siteId, report, bytes, weights, control } = head;
  return {
    siteId,
    report,
    bytes,
    weights: numbers.slice(0, weights),
    ...(control > 0 && { controlDelta: numbers.slice(weights, weights + control) }),
  };
}

const checksum = (parts: readonly Uint8Array[]): number => parts.reduce((sum, part) => crc32(part, sum), 0);
