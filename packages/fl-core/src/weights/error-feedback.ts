/** What a site's compressed updates have left untold so far in a run. It stays at the site. */

import type { Dtype } from '../lib/dtype.ts';
import type { Network } from '../model/network.ts';
import { type EncodedUpdate, encodeUpdate } from './update.ts';

/** Which update: a round that is done again starts from the same residual and replaces what it left. */
export interface UpdateOf {
  readonly run: string;
  readonly round: number;
}

/** What was left untold as the newest round began, and after it; null for nothing. */
export interface KeptResidual extends UpdateOf {
  readonly before: Float32Array | null;
  readonly after: Float32Array | null;
}

export interface ErrorFeedback {
  /** Encodes the round's update, and keeps its residual for the next round of the same run. */
  encode(
    of: UpdateOf,
    weights: Float32Array,
    base: Float32Array,
    network: Network,
    dtype: Dtype,
  ): EncodedUpdate['frame'];
  /** What a later process needs to go on; null while nothing is left untold. */
  kept(): KeptResidual | null;
  recall(kept: KeptResidual): void;
}

export function createErrorFeedback(): ErrorFeedback {
  let last: KeptResidual | null = null;
  return {
    encode({ run, round }, weights, base, network, dtype) {
      let before: Float32Array | null = null;
      if (last?.run === run) before = last.round === round ? last.before : last.after;
      // A run has one network; another length would be another run's.
      if (before?.length !== weights.length) before = null;
      const { frame, residual } = encodeUpdate(weights, base, network, dtype, before);
      last = { run, round, before, after: residual };
      return frame;
    },
    kept: () => (last?.before || last?.after ? last : null),
    recall(kept) {
      last = kept;
    },
  };
}
