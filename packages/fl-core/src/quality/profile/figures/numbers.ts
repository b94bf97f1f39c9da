/** Numbers as people read them in a profile: never NaN, at most five digits that matter. */

/** Larger numbers leave no room for an axis in a double. */
export const LARGEST_DRAWN = 1e300;

export function shown(value: number | null | undefined): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return '—';
  if (value === 0) return '0';
  const size = Math.abs(value);
  if (Number.isInteger(value) && size < 1e12) return value.toLocaleString('en-GB');
  if (size >= 1e9 || size < 1e-4) return value.toExponential(3);
  return Number(value.toPrecision(size >= 1e4 ? 7 : 5)).toLocaleString('en-GB', { maximumFractionDigits: 8 });
}

export const percent = (share: number | null | undefined): string => {
  if (share === null || share === undefined || !Number.isFinite(share)) return '—';
  if (share > 0 && share < 0.001) return 'under 0.1%';
  return `${(share * 100).toFixed(1)}%`;
};

/** A correlation: two digits in a cell, four where there is room. */
export const coefficient = (value: number | null | undefined, digits = 4): string =>
  value === null || value === undefined ? '—' : value.toFixed(digits).replace(/^-(0\.0*)$/, '$1');

/** About `count` round numbers from low to high. */
export function ticks(low: number, high: number, count: number): number[] {
  const span = high - low;
  if (!(span > 0) || !Number.isFinite(span)) return [low];
  const rough = span / Math.max(1, count);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5, 10].find((candidate) => candidate * power >= rough) ?? 10) * power;
  const found: number[] = [];
  for (let i = Math.ceil(low / step - 1e-9); i * step <= high + step * 1e-9 && found.length < 50; i++) {
    found.push(Number((i * step).toPrecision(12)));
  }
  return found.length > 0 ? found : [low];
}
