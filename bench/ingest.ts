/**
 * Reading, typing, findings and the full profile of a large CSV, against what papaparse takes to cut the
 * same text into cells. Each is measured in processes of its own, taken in turns so that a busy machine
 * slows both; medians are compared. Then the same in Chromium, as a hospital sees it.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { type Check, check, median } from './check.ts';
import { ingestInBrowser } from './ingest-browser.ts';
import { writeReadings } from './readings-csv.ts';

const ROWS = 1_000_000;
const BROWSER_ROWS = 500_000;
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
    const kept = report(statSync(large).size, papa, own, few);
    writeReadings(large, BROWSER_ROWS);
    return reportBrowser(await ingestInBrowser(large, small)) && kept;
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
    check(all / tokenise, MOST_TIMES, '× papaparse', 'read, type, findings and profile'),
    check(memory, MOST_MEGABYTES, 'MB', 'peak memory'),
    check(small, MOST_SMALL_SECONDS, 's', `the same for ${count(SMALL_ROWS)} rows`),
  ];
  const megabytes = (bytes / 1e6).toFixed(1);
  console.log(`${count(ROWS)} rows × 9 columns, ${megabytes} MB, medians of ${RUNS} runs`);
  console.log(`papaparse, tokenising alone: ${tokenise.toFixed(2)} s`);
  console.log(`FedHealth: ${all.toFixed(2)} s (× papaparse: ${stages.map(share).join(', ')})`);
  return print(checks);
}

function reportBrowser(checks: readonly Check[] | null): boolean {
  if (checks === null) {
    console.log('In Chromium: skipped, none was found. Name one with CHROMIUM_PATH.');
    return true;
  }
  const load = `load ${(loadavg()[0] ?? 0).toFixed(1)} on ${availableParallelism()} cores`;
  console.log(
    `In Chromium: ${count(BROWSER_ROWS)} rows, and a small file of ${count(SMALL_ROWS)}; 3 visits each; ${load}`,
  );
  return print(checks);
}

function print(checks: readonly Check[]): boolean {
  for (const { text } of checks) console.log(text);
  return checks.every(({ kept }) => kept);
}

const count = (value: number): string => value.toLocaleString('en-GB');

const secondsOf = ({ seconds }: Measured): number => seconds;

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
