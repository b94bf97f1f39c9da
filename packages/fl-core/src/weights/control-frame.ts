/** SCAFFOLD's packet: a frame of a control variate, as 32-bit numbers, and behind it the frame of the weights. */
import { leadingFrameBytes } from './frame.ts';

export function joinControl(control: Uint8Array, weights: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(control.byteLength + weights.byteLength);
  bytes.set(control);
  bytes.set(weights, control.byteLength);
  return bytes;
}

/**
 * Takes a packet apart; without a control variate all of it are weights. Only lengths are looked at: what is no
 * frame stays for `readFrame` to refuse.
 */
export function splitControl(bytes: Uint8Array): { control: Uint8Array | null; weights: Uint8Array } {
  const length = leadingFrameBytes(bytes);
  if (length === null || length === bytes.byteLength) return { control: null, weights: bytes };
  return { control: bytes.subarray(0, length), weights: bytes.subarray(length) };
}
