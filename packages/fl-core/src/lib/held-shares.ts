/** Holds what hospitals claim to count for to a share of the whole. Counts are claims until somebody confirmed them. */

/** What one hospital says it counts for: rows, steps. */
export interface Claim {
  /** From 0 up. */
  readonly weight: number;
  /** An administrator has confirmed it: it is never held. */
  readonly confirmed: boolean;
}

/** With fewer hospitals than this, one of them may well have most of the rows: nobody is held. */
export const FEWEST_TO_HOLD = 3;

/** At most so many claims are held to a share: fewer than 1 / share can be over it. */
export const mostHeld = (maxShare: number): number => Math.ceil(1 / maxShare) - 1;

/**
 * What each claim weighs, so that no unconfirmed one is more than `maxShare` of the sum of all: those over it weigh
 * exactly that share, the heaviest first, the others what they claim. A share that so few cannot keep
 * (below 1 / how many there are) makes those that would be over it alike. Claims come back untouched, to the bit,
 * when nobody is over the share, there are fewer than three of them, or all that is not held weighs nothing.
 */
export function heldWeights(claims: readonly Claim[], maxShare: number): number[] {
  const weights = claims.map(({ weight }) => weight);
  if (claims.length < FEWEST_TO_HOLD || maxShare >= 1) return weights;
  const share = Math.max(maxShare, 1 / claims.length);
  const order = claims
    .flatMap(({ confirmed }, at) => (confirmed ? [] : [at]))
    .sort((a, b) => (weights[b] ?? 0) - (weights[a] ?? 0));
  const held = new Set<number>();
  const total = (): number => {
    let rest = 0;
    for (let at = 0; at < weights.length; at++) if (!held.has(at)) rest += weights[at] ?? 0;
    return rest / (1 - held.size * share);
  };
  let whole = total();
  for (const at of order) {
    // The last of all has nobody left to be weighed against.
    if (held.size === claims.length - 1 || !((weights[at] ?? 0) > share * whole * (1 + 1e-12))) break;
    held.add(at);
    whole = total();
  }
  if (held.size === 0 || !(whole > 0)) return weights;
  return weights.map((weight, at) => (held.has(at) ? share * whole : weight));
}
