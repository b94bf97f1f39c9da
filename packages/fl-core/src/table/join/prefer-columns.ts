/** Which file's column counts when the mappings of several files each found one. */
import type { ColumnMatch, Mapping } from '../mapping/mapping.ts';

const RANK: Record<ColumnMatch['how'], number> = {
  chosen: 0,
  exact: 1,
  name: 2,
  alias: 3,
  unit: 4,
  none: 5,
};

/**
 * Study column to the index of the source whose header matches it best, for `columnSource` of a join.
 * Columns for which the best match is shared are left out: there the base decides.
 */
export function preferColumns(mappings: readonly Mapping[]): Record<string, number> {
  const best = new Map<string, { rank: number; source: number; tied: boolean }>();
  for (const [source, { columns }] of mappings.entries()) {
    for (const { study, file, how } of columns) {
      if (file === null) continue;
      const known = best.get(study);
      const rank = RANK[how];
      if (!known || rank < known.rank) best.set(study, { rank, source, tied: false });
      else if (rank === known.rank) best.set(study, { ...known, tied: true });
    }
  }
  return Object.fromEntries(
    [...best].flatMap(([study, { source, tied }]) => (tied ? [] : [[study, source] as const])),
  );
}
