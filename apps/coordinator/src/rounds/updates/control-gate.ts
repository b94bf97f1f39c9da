/** The gate for SCAFFOLD: the change of a site's control variate comes as a frame before that of its weights. */
import { ok, type Result } from '@fedhealth/fl-core/lib';
import type { Network } from '@fedhealth/fl-core/model';
import { type ProtocolError, refuse } from '@fedhealth/fl-core/protocol';
import { decodeFrame, frameBytes, splitControl } from '@fedhealth/fl-core/weights';

export interface Parted {
  /** The frame of the weights, for `admitUpdate`. */
  readonly frame: Uint8Array | null;
  /** Finite, a number for each weight; null when none came. */
  readonly controlDelta: Float32Array | null;
}

/** Parts the two. A strategy without control variates gets the bytes as they came: whatever follows is refused with them. */
export function admitControl(
  bytes: Uint8Array | null,
  network: Network,
  controlVariates: boolean,
): Result<Parted, ProtocolError> {
  if (bytes === null || !controlVariates) return ok({ frame: bytes, controlDelta: null });
  const { control, weights } = splitControl(bytes);
  if (control === null) return ok({ frame: weights, controlDelta: null });
  const most = frameBytes('float32', network);
  if (control.length > most)
    return refuse('TOO_LARGE', `The control variate is ${control.length} bytes; at most ${most} are read.`);
  const decoded = decodeFrame(control, network);
  return decoded.ok
    ? ok({ frame: weights, controlDelta: decoded.value })
    : refuse(decoded.error.code, `Its control variate: ${decoded.error.message}`);
}
