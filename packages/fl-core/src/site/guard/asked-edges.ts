/** Whether the edges of a histogram question follow from merged moments by the known rule (SPEC.md, Q12). */
import { fail, ok, type Result } from '../../lib/result.ts';
import { edgesFor } from '../../preprocessing/index.ts';
import type { HistogramEdges, Moments, MomentsSummary } from '../../preprocessing/types.ts';
import type { Study } from '../../study/schema.ts';

/** The merged moments that edges were made of, by numeric feature. */
export type MergedMoments = Readonly<Record<string, Moments>>;

/** A federation whose spread is so many times smaller than this hospital's own would make bins for its rows alone. */
const FINEST = 32;

const refuse = (name: string, why: string) =>
  fail({
    code: 'EDGES_REFUSED',
    message: `The coordinator asked for a histogram of “${name}” between edges that ${why}. Nothing was answered.`,
  });

/** `own` are this hospital's moments as it told them. */
export function checkEdges(
  edges: HistogramEdges,
  merged: MergedMoments | undefined,
  own: MomentsSummary,
  study: Study,
): Result<null> {
  for (const { name, kind, range } of study.features) {
    if (kind !== 'numeric') continue;
    const asked = Object.hasOwn(edges, name) ? edges[name] : undefined;
    if (!asked) return refuse(name, 'are missing');
    const moments = merged && Object.hasOwn(merged, name) ? merged[name] : undefined;
    if (!moments) return refuse(name, 'it does not say how it came to');
    if (!sameEdges(asked, edgesFor(moments, range)))
      return refuse(name, 'do not follow from the hospitals’ merged figures');
    const mine = Object.hasOwn(own.numeric, name) ? own.numeric[name] : undefined;
    if (mine && !mayHold(moments, mine)) return refuse(name, 'this hospital’s rows cannot have led to');
  }
  return ok(null);
}

const sameEdges = (asked: readonly number[], known: readonly number[]): boolean =>
  asked.length === known.length && asked.every((edge, index) => edge === known[index]);

/**
 * Whether bins of these moments are as wide as a federation's with this hospital's rows in it may be. Its rows may count
 * for less there than they are, as a share that the coordinator holds them to.
 */
const mayHold = (merged: Moments, mine: Moments): boolean =>
  merged.count > 0 && Math.sqrt(merged.m2 / merged.count) * FINEST >= Math.sqrt(mine.m2 / mine.count);
