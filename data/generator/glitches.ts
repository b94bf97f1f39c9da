/**
 * What a faulty sensor writes: error codes and spikes, all outside the plausible range.
 */
import type { Rng } from '../../packages/fl-core/src/lib/rng.ts';
import type { Column } from './columns.ts';

/** Share of all cells that hold a glitch. */
export const GLITCH_SHARE = 0.005;

interface Fault {
  /** Fixed values that stand for "no reading". */
  readonly codes: readonly number[];
  /** The range of impossible spikes. */
  readonly spike: readonly [number, number];
}

const FAULTS: Readonly<Record<Column, Fault>> = {
  heart_rate: { codes: [0, 255], spike: [225, 300] },
  spo2: { codes: [0, 127], spike: [101, 120] },
  steps: { codes: [-1, 9999], spike: [5500, 9000] },
  pm25: { codes: [-1, 999.9], spike: [520, 900] },
  co2: { codes: [0, 9999], spike: [5200, 9000] },
  temp: { codes: [-40, 85], spike: [55, 75] },
  humidity: { codes: [-1, 127.5], spike: [101, 120] },
};

/** One implausible value: an error code two times in three, else a spike. */
export function glitch(column: Column, rng: Rng): number {
  const { codes, spike } = FAULTS[column];
  const code = codes[rng.int(codes.length)];
  const height = spike[0] + (spike[1] - spike[0]) * rng.next();
  return rng.next() < 2 / 3 && code !== undefined ? code : height;
}
