/**
 * Gaps in the record: single lost values, and bursts in which a whole device is silent.
 */
import type { Rng } from '../../packages/fl-core/src/lib/rng.ts';
import { COLUMNS, type Column, type Source } from './columns.ts';

const SOURCES: readonly Source[] = ['wearable', 'air', 'weather'];

/** Share of the missing cells that lie in bursts; the rest are lost one by one. */
const IN_BURSTS = 0.6;
const SHORTEST_BURST = 2;
const LONGEST_BURST = 9;

/**
 * The columns that are missing in consecutive hours, one call an hour. In the long run `share` of
 * all cells is missing (0–1).
 */
export function gapsOf(share: number, rng: Rng): () => ReadonlySet<Column> {
  const singleChance = share * (1 - IN_BURSTS);
  const burstChance = (share * IN_BURSTS) / ((SHORTEST_BURST + LONGEST_BURST) / 2);
  const silentHours: Record<Source, number> = { wearable: 0, air: 0, weather: 0 };
  return () => {
    for (const source of SOURCES) {
      const starts = rng.next() < burstChance;
      if (silentHours[source] > 0) silentHours[source] -= 1;
      else if (starts) silentHours[source] = SHORTEST_BURST + rng.int(LONGEST_BURST - SHORTEST_BURST + 1);
    }
    const missing = new Set<Column>();
    for (const { name, source } of COLUMNS) {
      const lost = rng.next() < singleChance;
      if (lost || silentHours[source] > 0) missing.add(name);
    }
    return missing;
  };
}
