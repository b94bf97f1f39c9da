/**
 * SHA-256 of a matrix's bytes (little-endian 32-bit floats, row by row), as lower-case hex: equal where the
 * preparation gave the same rows to the last bit. Null where the page is not served securely and the browser
 * therefore hashes nothing.
 */
export async function matrixHash(features: Float32Array): Promise<string | null> {
  const subtle: SubtleCrypto | undefined = globalThis.crypto?.subtle;
  if (!subtle) return null;
  const bytes = new Uint8Array(features.length * 4);
  bytes.set(new Uint8Array(features.buffer, features.byteOffset, features.byteLength));
  const digest = new Uint8Array(await subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
