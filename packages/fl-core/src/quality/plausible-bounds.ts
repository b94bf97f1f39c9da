/** How many spreads beyond the bulk a value may lie and still be taken for a reading. */
const REACH = 3;
/** Room on each side, as a share of what was seen. */
const MARGIN = 0.25;

/**
 * A plausible range for readings like these, ascending: wide enough for what other sites may see, narrow
 * enough to leave out codes such as 9999. The bulk (5% to 95%) is widened to the furthest reading within
 * three times its width, then by a quarter on each side, then outwards to round numbers; it does not cross
 * zero when no reading does. Its ends are round, so they tell no reading. Undefined without readings.
 */
export function plausibleBounds(readings: Float64Array, unit?: string): [number, number] | undefined {
  if (readings.length === 0) return undefined;
  const [inner, outer] = [
    [quantile(readings, 0.05), quantile(readings, 0.95)],
    [quantile(readings, 0), quantile(readings, 1)],
  ] as const;
  const width = inner[1] - inner[0] || outer[1] - outer[0] || Math.abs(inner[0]) || 1;
  const reach = Math.min(width * REACH, Number.MAX_VALUE / 8);
  const low = readings.find((value) => value >= inner[0] - reach) ?? inner[0];
  const high = readings.findLast((value) => value <= inner[1] + reach) ?? inner[1];
  const room = Math.max((high - low) * MARGIN, (high - low || width) * 0.05);
  if (!Number.isFinite(room)) return undefined;
  if (unit === '%' && low >= 0 && high <= 100) return [0, 100];
  const step = roundStep((high - low + 2 * room) / 20);
  const bottom = floorTo(low - room, step);
  const top = -floorTo(-(high + room), step);
  const ends: [number, number] = [
    low >= 0 ? Math.max(0, bottom) : bottom,
    high <= 0 ? Math.min(0, top) : top,
  ];
  return ends[0] < ends[1] && ends.every(Number.isFinite) ? ends : undefined;
}

function quantile(sorted: Float64Array, share: number): number {
  return sorted[Math.round(share * (sorted.length - 1))] ?? Number.NaN;
}

/** 1, 2 or 5 times a power of ten, the first at or above `wanted`. */
function roundStep(wanted: number): number {
  const power = 10 ** Math.floor(Math.log10(wanted));
  return power * ([1, 2, 5].find((factor) => power * factor >= wanted) ?? 10);
}

/** The multiple of `step` at or below `value`, without the dust of binary fractions. */
const floorTo = (value: number, step: number): number =>
  Number((Math.floor(value / step) * step).toPrecision(12)) + 0;
