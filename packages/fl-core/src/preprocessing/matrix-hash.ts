import { sha256 } from '../lib/sha256.ts';

/**
 * SHA-256 of a matrix's bytes (little-endian 32-bit floats, row by row), as lower-case hex: equal where the
 * preparation gave the same rows to the last bit. Null where the page is not served securely and the browser
 * therefore hashes nothing.
 */
export function matrixHash(features: Float32Array): Promise<string | null> {
  const bytes = new Uint8Array(features.length * 4);
  bytes.set(new Uint8Array(features.buffer, features.byteOffset, features.byteLength));
  return sha256(bytes);
}
