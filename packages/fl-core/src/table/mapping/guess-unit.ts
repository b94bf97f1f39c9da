/** What a column's values say about their unit, where its header says nothing. */
import type { Feature } from '../../study/schema.ts';
import type { Column } from '../table.ts';
import { type Conversion, conversionOf, conversionsTo, convert } from './conversions.ts';
import { canonicalUnit } from './units.ts';

/** So many values are enough to tell. */
const SAMPLE = 2000;
/** Beyond this share of the values inside the range, they are taken to be in its unit. */
const MOST = 0.9;

/** At most `SAMPLE` of a column's numbers, evenly spread over it, ascending. */
function sampleOf({ values }: Column): Float64Array {
  const step = Math.max(1, Math.floor(values.length / (SAMPLE * 2)));
  const sample: number[] = [];
  for (let row = 0; row < values.length && sample.length < SAMPLE * 2; row += step) {
    const value = values[row] ?? Number.NaN;
    if (!Number.isNaN(value)) sample.push(value);
  }
  return Float64Array.from(sample).sort();
}

const shareWithin = (sample: Float64Array, [low, high]: readonly [number, number]): number =>
  sample.filter((value) => value >= low && value <= high).length / sample.length;

/**
 * The one conversion that brings the values into the study's plausible range when, as they stand, they lie
 * mostly outside; fractions are told by all lying within 0 and 1 while the range lies far above. Null when
 * the values fit as they are, or when there is no telling.
 */
export function guessConversion(column: Column, feature: Feature): Conversion | null {
  const { unit, range } = feature;
  if (feature.kind !== 'numeric' || unit === undefined || range === undefined) return null;
  const sample = sampleOf(column);
  if (sample.length < 5) return null;
  const middle = sample[sample.length >> 1] ?? Number.NaN;
  const [low, high] = range;
  const top = sample[sample.length - 1] ?? Number.NaN;
  // 0 to 100 % holds fractions as well: only a column that never leaves 0 to 1 and is no constant is one.
  if (canonicalUnit(unit) === '%' && high > 50 && top <= 1 && (sample[0] ?? -1) >= 0 && middle > 0) {
    if (low > 1 || sample.some((value) => !Number.isInteger(value))) return conversionOf('fraction→%');
  }
  if (middle >= low && middle <= high) return null;
  const fitting = conversionsTo(unit).filter((one) => {
    const converted = sample.map((value) => convert(one, value)).sort();
    const mean = converted[converted.length >> 1] ?? Number.NaN;
    return mean >= low && mean <= high && shareWithin(converted, range) >= MOST;
  });
  return fitting.length === 1 ? (fitting[0] ?? null) : null;
}
