/** Values by falling count; equal counts in the order of their characters' codes, the same on every machine. */
export function mostFrequentFirst(counts: readonly (readonly [string, number])[]): [string, number][] {
  return counts
    .map(([value, count]): [string, number] => [value, count])
    .sort(([a, countA], [b, countB]) => countB - countA || (a < b ? -1 : a > b ? 1 : 0));
}
