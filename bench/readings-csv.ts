/** Writes a CSV of hourly readings like those of the sample hospitals, for benchmarks. */
import { closeSync, openSync, writeSync } from 'node:fs';
import { createRng, type Rng } from '@fedhealth/fl-core/lib';

const HEADER = 'timestamp,heart_rate,spo2,steps,pm25,co2,temp,humidity,risk\n';
const HOUR = 3_600_000;
const LINES = 10_000;

/** `rows` rows of nine columns, about 58 bytes each; one cell in fifty is empty. */
export function writeReadings(path: string, rows: number): void {
  const rng = createRng(7);
  const file = openSync(path, 'w');
  let text = HEADER;
  for (let row = 0; row < rows; row++) {
    text += lineOf(row, rng);
    if (row % LINES === LINES - 1) {
      writeSync(file, text);
      text = '';
    }
  }
  writeSync(file, text);
  closeSync(file);
}

function lineOf(row: number, rng: Rng): string {
  const risk = rng.next() < 0.3;
  const bell = (): number => rng.next() + rng.next() + rng.next() + rng.next() - 2;
  const cell = (value: number, digits: number): string => (rng.next() < 0.02 ? '' : value.toFixed(digits));
  const cells = [
    new Date(Date.UTC(1990, 0, 1) + row * HOUR).toISOString().replace('.000', ''),
    cell(75 + 14 * bell() + (risk ? 9 : 0), 1),
    cell(Math.min(100, 96.5 + 1.5 * bell()), 2),
    cell(Math.max(0, 300 + 600 * bell()), 0),
    cell(Math.exp(3 + bell()), 2),
    cell(700 + 260 * bell(), 1),
    cell(11 + 14 * bell(), 2),
    cell(Math.min(100, Math.max(5, 68 + 22 * bell())), 2),
    risk ? '1' : '0',
  ];
  return `${cells.join(',')}\n`;
}
