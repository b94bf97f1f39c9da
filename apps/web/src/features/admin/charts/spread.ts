/** Middle and ends of what many sites report, where one line each would be unreadable. */
type Values = readonly (number | null)[];

const known = (values: Values) => values.filter((value) => value !== null).sort((a, b) => a - b);

/** Lowest and highest; null when nothing is known. */
export function spreadOf(values: Values): [number, number] | null {
  const sorted = known(values);
  const [low, high] = [sorted[0], sorted.at(-1)];
  return low === undefined || high === undefined ? null : [low, high];
}

/** The median: the mean of the middle two when their number is even; null when nothing is known. */
export function medianOf(values: Values): number | null {
  const sorted = known(values);
  const middle = (sorted.length - 1) / 2;
  const [a, b] = [sorted[Math.floor(middle)], sorted[Math.ceil(middle)]];
  return a === undefined || b === undefined ? null : (a + b) / 2;
}
