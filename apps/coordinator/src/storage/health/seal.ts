/** A checksum (CRC-32) beside what is large and has no form of its own: rotten numbers look like any others. */
import { crc32 } from 'node:zlib';

export const sealOf = (bytes: Uint8Array): number => crc32(bytes);

/** Throws as SQLite does of a damaged page when the bytes are not those that were sealed; null: they never were. */
export function checkSeal(bytes: Uint8Array, seal: number | null, what: string): void {
  if (seal === null || seal === sealOf(bytes)) return;
  throw Object.assign(new Error(`${what} was changed since it was written`), { code: 'SQLITE_CORRUPT' });
}
