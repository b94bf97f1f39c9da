import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { toFloat16 } from '../../weights/index.ts';

/**
 * SHA-256 of the weights as 16-bit numbers, as hex: what a hospital knows a model by, in whatever type of number it came.
 */
export function fingerprintOf(weights: Float32Array): string {
  const bytes = new Uint8Array(weights.length * 2);
  const view = new DataView(bytes.buffer);
  for (const [index, weight] of weights.entries()) view.setUint16(index * 2, toFloat16(weight), true);
  return bytesToHex(sha256(bytes));
}
