/** Axis bounds on whole tenths, so that the figures along a chart are ones a person would write. */
export function tenths(
  values: readonly (number | null)[],
  within?: readonly [number, number],
): [number, number] {
  const known = values.filter((value): value is number => value !== null && Number.isFinite(value));
  if (known.length === 0) return [0, 1];
  const low = Math.floor(Math.min(...known) * 10 - 1e-9) / 10;
  const high = Math.ceil(Math.max(...known) * 10 + 1e-9) / 10;
  const [least, most] = within ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  const bounds: [number, number] = [Math.max(least, low), Math.min(most, high)];
  return bounds[0] < bounds[1] ? bounds : [bounds[0] - 0.1, bounds[1] + 0.1];
}

/** Ticks at every tenth, or coarser steps of 2, 5, 10 tenths, so that there are at most seven. */
export function ticksOf([low, high]: readonly [number, number]): number[] {
  const span = Math.round((high - low) * 10);
  const step = [1, 2, 5, 10, 20, 50, 100].find((candidate) => span / candidate <= 6) ?? Math.ceil(span / 6);
  const ticks: number[] = [];
  for (let tick = Math.round(low * 10); tick <= Math.round(high * 10); tick += step) ticks.push(tick / 10);
  return ticks;
}
