/** A site's SCAFFOLD control variate cᵢ, kept for the length of a run (Karimireddy et al. 2020). */

/** Which update: a round that is done again starts from the same variate and replaces what it made of it. */
interface UpdateOf {
  readonly run: string;
  readonly round: number;
}

/** cᵢ as the newest round began and as it left it; null for zeros. */
export interface KeptVariate extends UpdateOf {
  readonly before: Float64Array | null;
  readonly after: Float64Array | null;
}

export interface ControlVariates {
  /** cᵢ as the round begins; null for zeros. */
  own(of: UpdateOf): Float64Array | null;
  /** Adds what is sent of cᵢ⁺ − cᵢ. */
  move(of: UpdateOf, delta: Float32Array): void;
  /** The coordinator did not take the update, so its mean of variates did not move: neither does this one. */
  takeBack(of: UpdateOf): void;
  /** What a later process needs to go on; null before the first update. */
  kept(): KeptVariate | null;
  recall(kept: KeptVariate): void;
}

export function createControlVariates(): ControlVariates {
  let last: KeptVariate | null = null;
  const own: ControlVariates['own'] = ({ run, round }) => {
    if (last?.run !== run) return null;
    return last.round === round ? last.before : last.after;
  };
  return {
    own,
    move({ run, round }, delta) {
      const before = own({ run, round });
      const after = Float64Array.from(delta, (change, i) => (before?.[i] ?? 0) + change);
      last = { run, round, before, after };
    },
    takeBack({ run, round }) {
      if (last?.run === run && last.round === round) last = { ...last, after: last.before };
    },
    kept: () => last,
    recall(kept) {
      last = kept;
    },
  };
}
