/** How long each site's step of a round is, and whether half of the others go its way. */
import type { Sketch } from './sketch.ts';

export interface UpdateFigures {
  readonly site: string;
  /** ‖weights − global‖₂. */
  readonly norm: number;
  /** Optimizer steps behind it. */
  readonly steps: number;
  /** What it was worth in the mean; null where that is not known. */
  readonly share: number | null;
  /**
   * Half of the hospitals go the site's way at least this far: of the cosines between its step and each other's, the
   * ⌊n/2⌋-th from above. However long a step, and however many rows are claimed for it, it is one of them; and while
   * more than half are honest, an honest one has that many honest others, and a liar has not that many liars.
   * Null for a step of no length, and without others.
   */
  readonly cosine: number | null;
}

export interface RoundFigures {
  /** In the order of the updates. */
  readonly sites: readonly UpdateFigures[];
  /**
   * ‖Σ shares · steps‖ / Σ shares · ‖steps‖: 1 when all go the same way, 0 when they cancel out in the mean, as at
   * the end of training where hospitals differ. 0 without a step.
   */
  readonly agreement: number;
}

/** One update: its sketch, and what it was worth in the mean. */
export interface Sketched extends Sketch {
  readonly id: string;
  /** 1 when left out. */
  readonly steps?: number;
  /** As good as any other when left out. */
  readonly share?: number;
}

/** Against so many others, evenly spread over all, is each step held: more would tell no more of it. */
const WITNESSES = 15;

export function updateFigures(updates: readonly Sketched[]): RoundFigures {
  const apart = Math.max(1, updates.length / WITNESSES);
  const witnesses = updates.flatMap((_, at) =>
    Math.floor(at / apart) === Math.floor((at - 1) / apart) ? [] : [at],
  );
  const sites = updates.map(({ id, norm, steps = 1, share = null, direction }, at): UpdateFigures => {
    const known = { site: id, norm, steps, share };
    if (norm === 0) return { ...known, cosine: null };
    const cosines = witnesses
      .filter((other) => other !== at)
      .map((other) => dot(direction, updates[other]?.direction ?? direction))
      .sort((a, b) => b - a);
    const half = Math.floor((cosines.length + 1) / 2);
    return { ...known, cosine: cosines[half - 1] ?? null };
  });
  return { sites, agreement: agreementOf(updates) };
}

function agreementOf(updates: readonly Sketched[]): number {
  const longest = updates.reduce((most, { norm }) => Math.max(most, norm), 0);
  if (longest === 0) return 0;
  const sum = new Float64Array(updates[0]?.direction.length ?? 0);
  let whole = 0;
  for (const { norm, direction, share = 1 / updates.length } of updates) {
    const weight = (share * norm) / longest;
    whole += weight;
    for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] as number) + weight * (direction[i] as number);
  }
  return whole > 0 ? Math.sqrt(sum.reduce((total, one) => total + one * one, 0)) / whole : 0;
}

/** Four sums at a time: a thousand hospitals are some ten million products. */
function dot(a: Float32Array, b: Float32Array): number {
  const { length } = a;
  const whole = length - (length % 4);
  let [s0, s1, s2, s3] = [0, 0, 0, 0];
  for (let i = 0; i < whole; i += 4) {
    s0 += (a[i] as number) * (b[i] as number);
    s1 += (a[i + 1] as number) * (b[i + 1] as number);
    s2 += (a[i + 2] as number) * (b[i + 2] as number);
    s3 += (a[i + 3] as number) * (b[i + 3] as number);
  }
  for (let i = whole; i < length; i++) s0 += (a[i] as number) * (b[i] as number);
  return Math.max(-1, Math.min(1, s0 + s1 + s2 + s3));
}
