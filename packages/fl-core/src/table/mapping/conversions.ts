/** What turns a value in one unit into the same in another: `(x − shift) × factor ÷ divisor + offset`. */
import { canonicalUnit } from './units.ts';

export interface Conversion {
  /** `from→to`, by which it is remembered. */
  readonly id: string;
  readonly from: string;
  readonly to: string;
  /** For a person: `(x − 32) × 5/9`. */
  readonly formula: string;
  readonly shift: number;
  readonly factor: number;
  readonly divisor: number;
  readonly offset: number;
}

const conversion = (
  from: string,
  to: string,
  formula: string,
  { shift = 0, factor = 1, divisor = 1, offset = 0 }: Partial<Conversion>,
): Conversion => ({ id: `${from}→${to}`, from, to, formula, shift, factor, divisor, offset });

const times = (from: string, to: string, factor: number): Conversion[] => [
  conversion(from, to, `x × ${factor}`, { factor }),
  conversion(to, from, `x ÷ ${factor}`, { divisor: factor }),
];

/** International definitions (SI brochure; 1 lb = 0.45359237 kg, 1 in = 2.54 cm, 1 mmHg = 133.322387415 Pa). */
export const CONVERSIONS: readonly Conversion[] = [
  conversion('°F', '°C', '(x − 32) × 5/9', { shift: 32, factor: 5, divisor: 9 }),
  conversion('°C', '°F', 'x × 9/5 + 32', { factor: 9, divisor: 5, offset: 32 }),
  conversion('K', '°C', 'x − 273.15', { shift: 273.15 }),
  conversion('°C', 'K', 'x + 273.15', { offset: 273.15 }),
  conversion('K', '°F', '(x − 273.15) × 9/5 + 32', { shift: 273.15, factor: 9, divisor: 5, offset: 32 }),
  conversion('°F', 'K', '(x − 32) × 5/9 + 273.15', { shift: 32, factor: 5, divisor: 9, offset: 273.15 }),
  ...times('fraction', '%', 100),
  ...times('Hz', 'bpm', 60),
  ...times('mg/m³', 'µg/m³', 1000),
  ...times('µg/m³', 'ng/m³', 1000),
  ...times('ppm', 'ppb', 1000),
  ...times('steps/min', 'steps/h', 60),
  ...times('kPa', 'mmHg', 7.50061575846),
  ...times('kPa', 'hPa', 10),
  ...times('hPa', 'Pa', 100),
  ...times('kPa', 'Pa', 1000),
  ...times('lb', 'kg', 0.45359237),
  ...times('kg', 'g', 1000),
  ...times('m', 'cm', 100),
  ...times('in', 'cm', 2.54),
  ...times('m/s', 'km/h', 3.6),
  ...times('mph', 'km/h', 1.609344),
  ...times('min', 's', 60),
  ...times('h', 'min', 60),
  ...times('h', 's', 3600),
];

const BY_ID = new Map(CONVERSIONS.map((one) => [one.id, one]));

export const conversionOf = (id: string): Conversion | null => BY_ID.get(id) ?? null;

/** The conversion between two units as they are written; null when there is none or they are the same. */
export function conversionBetween(from: string, to: string): Conversion | null {
  const [source, target] = [canonicalUnit(from), canonicalUnit(to)];
  return source && target ? conversionOf(`${source}→${target}`) : null;
}

/** Those that end in the unit, as a person may choose from. */
export function conversionsTo(unit: string | undefined): readonly Conversion[] {
  const target = unit === undefined ? null : canonicalUnit(unit);
  return target ? CONVERSIONS.filter(({ to }) => to === target) : [];
}

export const convert = ({ shift, factor, divisor, offset }: Conversion, value: number): number =>
  ((value - shift) * factor) / divisor + offset;
