/** Round numbers for the axes of a chart. */

/** Steps of 1, 2 or 5 times a power of ten, about `count` of them between `low` and `high`. */
function niceStep(low: number, high: number, count: number): number {
  const rough = (high - low) / Math.max(1, count);
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = [1, 2, 5, 10].find((step) => step * power >= rough * (1 - 1e-9)) ?? 10;
  return factor * power;
}

/**
 * Tick values that enclose all finite `values`, within `floor` and `ceiling`.
 * Without values, or with one value only, there is still an axis to draw.
 */
export function axisTicks(
  values: readonly number[],
  { floor = Number.NEGATIVE_INFINITY, ceiling = Number.POSITIVE_INFINITY, count = 5 } = {},
): number[] {
  const finite = values.filter(Number.isFinite);
  let low = Math.max(
    floor,
    finite.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY),
  );
  let high = Math.min(
    ceiling,
    finite.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY),
  );
  if (!(low <= high)) return [0, 1];
  if (high - low < 1e-6) {
    low = Math.max(floor, low - 0.05);
    high = Math.min(ceiling, high + 0.05);
  }
  const step = niceStep(low, high, count);
  const first = Math.max(Math.floor(low / step + 1e-9) * step, floor);
  const ticks: number[] = [];
  for (let index = 0; ; index++) {
    const tick = Number((first + index * step).toPrecision(12));
    ticks.push(Math.min(tick, ceiling));
    if (tick >= high - step * 1e-9) return ticks;
  }
}

/** Whole rounds from `first` to `last`, at most about a dozen. */
export function roundTicks(first: number, last: number): number[] {
  const step = Math.max(1, niceStep(first, Math.max(last, first + 1), 12));
  const ticks: number[] = [];
  for (let tick = Math.ceil(first / step) * step; tick <= last; tick += step) ticks.push(tick);
  return ticks;
}
