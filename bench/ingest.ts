/**
 * Reading, typing, findings and the full profile of a large CSV, against what papaparse takes to cut the
 * same text into cells. Each is measured in processes of its own, taken in turns so that a busy machine
 * slows both; medians are compared.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { writeReadings } from './readings-csv.ts';

const ROWS = 1_000_000;
const SMALL_ROWS = 8_760;
const RUNS = 5;
const MOST_TIMES = 2;
const MOST_MEGABYTES = 700;
const MOST_SMALL_SECONDS = 1;

const measuredSchema = z.object({
  seconds: z.number(),
  peakMegabytes: z.number(),
  stages: z.record(z.string(), z.number()),
});
type Measured = z.output<typeof measuredSchema>;

/** True when all limits are kept. */
export async function ingest(): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'fedhealth-bench-'));
  try {
    const [large, small] = [join(folder, 'large.csv'), join(folder, 'small.csv')];
    writeReadings(large, ROWS);
    writeReadings(small, SMALL_ROWS);
    const papa: Measured[] = [];
    const own: Measured[] = [];
    for (let run = 0; run < RUNS; run++) {
      papa.push(await measure('papaparse', large));
      own.push(await measure('fedhealth', large));
    }
    const few: Measured[] = [];
    for (let run = 0; run < 3; run++) few.push(await measure('fedhealth', small));
    return report(statSync(large).size, papa, own, few);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function report(
  bytes: number,
  papa: readonly Measured[],
  own: readonly Measured[],
  few: readonly Measured[],
): boolean {
  const [tokenise, all] = [median(papa.map(secondsOf)), median(own.map(secondsOf))];
  const memory = median(own.map(({ peakMegabytes }) => peakMegabytes));
  const small = median(few.map(secondsOf));
  const stages = Object.keys(own[0]?.stages ?? {});
  const share = (stage: string): string =>
    `${stage} ${(median(own.map((run) => run.stages[stage] ?? 0)) / tokenise).toFixed(2)}`;
  const checks = [
    line(all / tokenise, MOST_TIMES, '× papaparse', 'read, type, findings and profile'),
    line(memory, MOST_MEGABYTES, 'MB', 'peak memory'),
    line(small, MOST_SMALL_SECONDS, 's', `the same for ${SMALL_ROWS.toLocaleString('en-GB')} rows`),
  ];
  const megabytes = (bytes / 1e6).toFixed(1);
  console.log(`${ROWS.toLocaleString('en-GB')} rows × 9 columns, ${megabytes} MB, medians of ${RUNS} runs`);
  console.log(`papaparse, tokenising alone: ${tokenise.toFixed(2)} s`);
  console.log(`FedHealth: ${all.toFixed(2)} s (× papaparse: ${stages.map(share).join(', ')})`);
  for (const check of checks) console.log(check.text);
  return checks.every(({ kept }) => kept);
}

const secondsOf = ({ seconds }: Measured): number => seconds;

function line(value: number, limit: number, unit: string, what: string): { text: string; kept: boolean } {
  const kept = value <= limit;
  const digits = unit === 'MB' ? 0 : 2;
  return {
    kept,
    text: `${kept ? 'kept  ' : 'MISSED'} ${what}: ${value.toFixed(digits)} ${unit} (at most ${limit.toFixed(digits)})`,
  };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >>> 1;
  const high = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? high : ((sorted[middle - 1] ?? Number.NaN) + high) / 2;
}

/** Runs one measurement in a process of its own; its last line says what came of it. */
async function measure(what: 'papaparse' | 'fedhealth', path: string): Promise<Measured> {
  const script = fileURLToPath(new URL('./measure-ingest.ts', import.meta.url));
  const args = ['--conditions=source', '--import', 'tsx', script, what, path];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) throw new Error(`Measuring ${what} ended with code ${code}.`);
  return measuredSchema.parse(JSON.parse(output));
}
