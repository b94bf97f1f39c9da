/** Where a scaled feature has its zero, and how long its unit is. */
import type { Feature, Study } from '../study/schema.ts';
import { quantileOf } from './histogram.ts';
import type { FeatureStatistics } from './types.ts';

type NumericStatistics = Extract<FeatureStatistics, { kind: 'numeric' }>;
type Scaler = Study['preprocessing']['scaler'];

/** `(value − centre) / spread` is what the network reads. */
export interface Scale {
  readonly centre: number;
  readonly spread: number;
}

const UNSCALED: Scale = { centre: 0, spread: 1 };
const QUARTILES = [0.25, 0.75] as const;
/** These quantiles become 0 and 1: the exact minimum and maximum are single patients' values and stay where they are. */
const ENDS = [0.005, 0.995] as const;

/** A constant column is divided by 1. */
export const spreadOf = (sd: number): number => (sd > 0 ? sd : 1);

/**
 * The scale of a feature from the federation's statistics, of the values as they are read, before outliers
 * are treated. Quantiles are interpolated in their bin. Where two quantiles coincide (most of the readings
 * are one value), the standard deviation stands in for their distance.
 */
export function scaleOf(found: NumericStatistics, scaler: Scaler): Scale {
  if (scaler === 'none') return UNSCALED;
  if (scaler === 'zScore') return { centre: found.mean, spread: spreadOf(found.sd) };
  const [lower, upper] = scaler === 'robust' ? QUARTILES : ENDS;
  const low = quantileOf(found.histogram, lower) ?? found.mean;
  const high = quantileOf(found.histogram, upper) ?? found.mean;
  const spread = high > low ? high - low : spreadOf(found.sd);
  return { centre: scaler === 'robust' ? found.median : low, spread };
}

/** Divides what no site could tell of because it is as good as constant: it enters as 0 and teaches nothing. */
const LEVELLED = 1e30;

/**
 * The scale where no hospital could tell of a feature (too few values at each): the middle and a quarter of
 * the study's plausible range, or with `minMax` its two ends; without a range the values are used as they are.
 */
export function unknownScale({ range }: Feature, alike: boolean, scaler: Scaler): Scale {
  if (scaler === 'none') return UNSCALED;
  if (!range) return { centre: 0, spread: alike ? LEVELLED : 1 };
  const [low, high] = range;
  if (scaler === 'minMax') return { centre: low, spread: high - low };
  return { centre: (low + high) / 2, spread: (high - low) / 4 };
}
