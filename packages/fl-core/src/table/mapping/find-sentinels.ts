/** Numbers that stand for “nothing was measured”: repeated, and far from all the others. */
import type { Feature } from '../../study/schema.ts';
import type { Column } from '../table.ts';
import { type Conversion, convert } from './conversions.ts';
import type { Sentinel } from './mapping.ts';

const CANDIDATES = new Set([
  -1, -9, -99, -999, -9999, -99999, -999999, -99.9, -999.9, -9999.9, 99, 999, 9999, 99999, 999999, 99.9,
  999.9, 9999.9, 8888, 65535, 32767, -32768, 2147483647, -2147483648,
]);
/** Once may be a reading. */
const REPEATED = 2;

/**
 * The candidates among a feature's numbers, before conversion. One is taken for a marker when it occurs at
 * least twice and lies outside the plausible range, or beyond all other values by more than they are apart (of
 * two values in all, such as −1 and 1, neither is a marker).
 */
export function findSentinels(column: Column, feature: Feature, conversion: Conversion | null): Sentinel[] {
  const counts = new Map<number, number>();
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  const { values } = column;
  for (let row = 0; row < values.length; row++) {
    const value = values[row] ?? Number.NaN;
    if (Number.isNaN(value)) continue;
    if ((value < 0 || value >= 99) && CANDIDATES.has(value)) {
      counts.set(value, (counts.get(value) ?? 0) + 1);
    } else {
      if (value < low) low = value;
      if (value > high) high = value;
    }
  }
  if (counts.size === 0 || low > high) return [];
  const apart = high - low;
  const { range } = feature;
  return [...counts]
    .filter(([value, count]) => {
      if (count < REPEATED || (value >= low && value <= high)) return false;
      const far = apart > 0 && (value > high + apart || value < low - apart);
      const read = conversion ? convert(conversion, value) : value;
      // Small ones are readings now and then, such as a sensor that is a little off.
      return range && Math.abs(value) >= 99 ? read < range[0] || read > range[1] : far;
    })
    .map(([value, count]) => ({ study: feature.name, value, count, missing: true }))
    .sort((a, b) => b.count - a.count);
}
