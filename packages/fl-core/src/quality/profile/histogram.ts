/** Histogram with readable edges, and a density estimate, of all rows and by label. */
import type { Distribution } from './distribution.ts';
import type { Quantile } from './quantiles.ts';
import type { HistogramProfile } from './schema.ts';

const MOST_BINS = 40;
/** Bins reach so many interquartile ranges beyond the box; what lies farther is counted, not drawn. */
const REACH = 3;
const POINTS = 120;
const FINE = 8;
const FEWEST = 5;
/** Beyond this there is no room for an axis in a double. */
const LARGEST = 1e300;

/** How many rows have each distinct value, by label: 0, 1, and 2 for rows without a readable label. */
export function countByLabel({ codes, values }: Distribution, labels: Uint8Array): Uint32Array {
  const counts = new Uint32Array(3 * (values.length + 1));
  for (let row = 0; row < codes.length; row++) {
    const at = 3 * (codes[row] ?? 0) + (labels[row] ?? 2);
    counts[at] = (counts[at] ?? 0) + 1;
  }
  return counts;
}

/** About as many bins as Freedman and Diaconis (1981) would take, on edges a person would write. */
export function histogramOf(
  distribution: Distribution,
  quantile: Quantile,
  std: number | null,
  byLabel: Uint32Array,
): HistogramProfile | null {
  const { values, counts, count } = distribution;
  const [q1, q3] = [quantile(0.25), quantile(0.75)];
  if (count === 0 || q1 === null || q3 === null) return null;
  const spread = q3 - q1;
  const least = values[0] ?? 0;
  const most = values[values.length - 1] ?? 0;
  const low = spread > 0 ? Math.max(least, q1 - REACH * spread) : least;
  const high = spread > 0 ? Math.min(most, q3 + REACH * spread) : most;
  const edges = edgesOf(low, high, spread, distribution);
  if (!edges) return null;
  const bins = edges.length - 1;
  const binned = { counts: zeros(bins), negatives: zeros(bins), positives: zeros(bins) };
  const [start, end] = [edges[0] ?? 0, edges[bins] ?? 0];
  let below = 0;
  let above = 0;
  for (let code = 0, bin = 0; code < values.length; code++) {
    const value = values[code] ?? 0;
    const times = counts[code] ?? 0;
    if (value < start) below += times;
    else if (value > end) above += times;
    else {
      while (bin < bins - 1 && value >= (edges[bin + 1] ?? 0)) bin++;
      binned.counts[bin] = (binned.counts[bin] ?? 0) + times;
      binned.negatives[bin] = (binned.negatives[bin] ?? 0) + (byLabel[3 * code] ?? 0);
      binned.positives[bin] = (binned.positives[bin] ?? 0) + (byLabel[3 * code + 1] ?? 0);
    }
  }
  const bandwidth = Math.min(spread / 1.349, std ?? 0);
  return { edges, ...binned, below, above, density: densityOf(distribution, bandwidth, byLabel, start, end) };
}

const zeros = (length: number): number[] => new Array<number>(length).fill(0);

function edgesOf(
  low: number,
  high: number,
  spread: number,
  { values, count }: Distribution,
): number[] | null {
  if (!(Math.max(Math.abs(low), Math.abs(high)) < LARGEST)) return null;
  if (high === low) {
    const half = Math.abs(low) > 1e6 ? Math.abs(low) * 1e-6 : 0.5;
    return [low - half, low + half];
  }
  const ideal = spread > 0 ? (2 * spread) / Math.cbrt(count) : (high - low) / Math.ceil(Math.log2(count) + 1);
  // Rounded up to a readable step: on average the ideal width.
  let width = niceStep(Math.max(ideal * 0.6, (high - low) / MOST_BINS, smallestGap(values)));
  // A far offset leaves no room for such fine steps; among the smallest doubles a step may have become 0.
  while (low + width === low || high + width === high) width = Math.max(width, Number.MIN_VALUE) * 10;
  const first = Math.floor(low / width + 1e-9);
  const bins = Math.min(MOST_BINS * 3, Math.max(1, Math.ceil(high / width - first - 1e-9)));
  const edges = Array.from({ length: bins + 1 }, (_, i) => Number(((first + i) * width).toPrecision(12)));
  return edges.every((edge, i) => i === 0 || edge > (edges[i - 1] ?? 0)) ? edges : [low, high];
}

/** 1, 2 or 5 times a power of ten, at least `step`. */
function niceStep(step: number): number {
  const power = 10 ** Math.floor(Math.log10(step));
  const times = [1, 2, 5, 10].find((candidate) => candidate * power >= step * (1 - 1e-9)) ?? 10;
  return times * power;
}

/** Whole numbers in bins narrower than 1 would leave gaps that are not there. */
function smallestGap(values: Float64Array): number {
  if (values.length > 5000) return 0;
  let gap = Number.POSITIVE_INFINITY;
  for (let i = 1; i < values.length; i++) gap = Math.min(gap, (values[i] ?? 0) - (values[i - 1] ?? 0));
  return Number.isFinite(gap) ? gap : 0;
}

/**
 * Gaussian kernel density at 120 places, bandwidth by Silverman's rule of thumb (1986), over fine bins
 * (Wand 1994). Each density is of its own rows, so that classes of unequal size can be compared.
 */
function densityOf(
  { values, counts, count }: Distribution,
  spread: number,
  byLabel: Uint32Array,
  start: number,
  end: number,
): HistogramProfile['density'] {
  if (values.length < FEWEST || !(spread > 0) || !(end > start)) return null;
  const step = (end - start) / ((POINTS - 1) * FINE);
  const fineBins = (POINTS - 1) * FINE + 1;
  const fine = [0, 1, 2].map(() => new Float64Array(fineBins));
  const [all, negatives, positives] = fine;
  const sizes = [count, 0, 0];
  for (let code = 0; code < values.length; code++) {
    const no = byLabel[3 * code] ?? 0;
    const yes = byLabel[3 * code + 1] ?? 0;
    sizes[1] = (sizes[1] ?? 0) + no;
    sizes[2] = (sizes[2] ?? 0) + yes;
    const bin = Math.round(((values[code] ?? 0) - start) / step);
    if (bin < 0 || bin >= fineBins) continue;
    if (all) all[bin] = (all[bin] ?? 0) + (counts[code] ?? 0);
    if (negatives) negatives[bin] = (negatives[bin] ?? 0) + no;
    if (positives) positives[bin] = (positives[bin] ?? 0) + yes;
  }
  const at = Array.from({ length: POINTS }, (_, i) => start + i * FINE * step);
  const curve = (bins: Float64Array | undefined, size: number): number[] | null => {
    if (!bins || size < FEWEST) return null;
    const width = Math.max(0.9 * spread * size ** -0.2, step);
    const reach = Math.min(fineBins - 1, Math.ceil((4 * width) / step));
    const kernel = Float64Array.from({ length: reach + 1 }, (_, i) =>
      Math.exp(-0.5 * ((i * step) / width) ** 2),
    );
    const scale = 1 / (size * width * Math.sqrt(2 * Math.PI));
    return at.map((_, point) => {
      const centre = point * FINE;
      let sum = 0;
      for (let i = Math.max(0, centre - reach); i <= Math.min(fineBins - 1, centre + reach); i++) {
        sum += (bins[i] ?? 0) * (kernel[Math.abs(i - centre)] ?? 0);
      }
      return sum * scale;
    });
  };
  const whole = curve(all, count);
  if (!whole?.every(Number.isFinite)) return null;
  return {
    at,
    all: whole,
    negatives: curve(negatives, sizes[1] ?? 0),
    positives: curve(positives, sizes[2] ?? 0),
  };
}
