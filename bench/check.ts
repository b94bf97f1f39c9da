/** Figures against their limits, as the benchmarks print them. */

export interface Check {
  readonly text: string;
  readonly kept: boolean;
}

/** One line: whether the limit is kept, what was measured, the figure and the limit it must not pass. */
export function check(value: number, limit: number, unit: string, what: string): Check {
  const kept = value <= limit;
  const digits = unit === 'MB' || unit === 'ms' ? 0 : 2;
  return {
    kept,
    text: `${kept ? 'kept  ' : 'MISSED'} ${what}: ${value.toFixed(digits)} ${unit} (at most ${limit.toFixed(digits)})`,
  };
}

/** As `check`, for a figure that must reach the limit. */
export function atLeast(value: number, limit: number, unit: string, what: string): Check {
  const kept = value >= limit;
  const text = `${kept ? 'kept  ' : 'MISSED'} ${what}: ${value.toFixed(2)} ${unit} (at least ${limit.toFixed(2)})`;
  return { kept, text };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >>> 1;
  const high = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? high : ((sorted[middle - 1] ?? Number.NaN) + high) / 2;
}
