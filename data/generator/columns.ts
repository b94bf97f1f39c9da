/**
 * The seven measured columns of the sample files: order, unit, source, plausible range and
 * the number of decimals that is written.
 */
export type Source = 'wearable' | 'air' | 'weather';

export type Column = 'heart_rate' | 'spo2' | 'steps' | 'pm25' | 'co2' | 'temp' | 'humidity';

export interface ColumnSpec {
  readonly name: Column;
  readonly source: Source;
  readonly unit: string;
  /** The plausible range, both ends included; a glitch is any value outside it. */
  readonly range: readonly [number, number];
  readonly decimals: number;
}

export const COLUMNS: readonly ColumnSpec[] = [
  { name: 'heart_rate', source: 'wearable', unit: 'bpm', range: [30, 220], decimals: 0 },
  { name: 'spo2', source: 'wearable', unit: '%', range: [70, 100], decimals: 1 },
  { name: 'steps', source: 'wearable', unit: 'steps/hour', range: [0, 5000], decimals: 0 },
  { name: 'pm25', source: 'air', unit: 'µg/m³', range: [0, 500], decimals: 1 },
  { name: 'co2', source: 'air', unit: 'ppm', range: [350, 5000], decimals: 0 },
  { name: 'temp', source: 'weather', unit: '°C', range: [-30, 50], decimals: 1 },
  { name: 'humidity', source: 'weather', unit: '%', range: [0, 100], decimals: 1 },
];

/** One value of every column. */
export type Reading = Readonly<Record<Column, number>>;

/** The reading at the precision of the files: what the risk is drawn from. */
export function rounded(reading: Reading): Reading {
  const result: Record<Column, number> = { ...reading };
  for (const { name, decimals } of COLUMNS) {
    // `+ 0` turns a negative zero into a plain one.
    result[name] = Number(reading[name].toFixed(decimals)) + 0;
  }
  return result;
}
