/**
 * What smaller numbers cost and save: the sample hospitals train the health-risk study for 20 rounds through
 * real sockets and processes (`fedhealth simulate`), from the same seeds, with each type of number. Bytes are
 * all that a hospital's socket sends for a round: the frame, and the message around it.
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { createNetwork, parameterCount } from '@fedhealth/fl-core/model';
import { healthRiskStudy } from '@fedhealth/fl-core/study';
import { z } from 'zod';
import { type Check, check } from './check.ts';

const ROUNDS = 20;
const SEEDS = [1, 2, 3];
const MOST_INT8_LOSS = 0.003;
/** A hospital's test rows tell its AUC to about ±0.01: a tenth of the int8 limit counts as nothing. */
const MOST_FLOAT16_LOSS = 0.0005;
const MOST_INT8_BYTES = 1.1;
const FEDHEALTH = fileURLToPath(new URL('../apps/cli/bin/fedhealth.js', import.meta.url));

const resultSchema = z.object({
  sites: z.array(z.object({ name: z.string(), metrics: z.object({ auc: z.number() }) })),
  combined: z.object({ auc: z.number() }),
  bytes: z.object({ upPerSitePerRound: z.number() }),
});
type Result = z.output<typeof resultSchema>;
type Dtype = 'float32' | 'float16' | 'int8';

/** True when all limits are kept. */
export async function compression(): Promise<boolean> {
  const checks = await compressionChecks();
  for (const { text } of checks) console.log(text);
  return checks.every(({ kept }) => kept);
}

async function compressionChecks(): Promise<Check[]> {
  const parameters = parameterCount(createNetwork(healthRiskStudy.model, healthRiskStudy.features.length));
  const whole = await train('float32');
  const half = await train('float16');
  const eighth = await train('int8');
  const bytes = (results: readonly Result[]): number =>
    Math.max(...results.map((result) => result.bytes.upPerSitePerRound)) / parameters;
  const of = `${SEEDS.length} seeds, ${ROUNDS} rounds`;
  return [
    ...lossChecks('float16', whole, half, MOST_FLOAT16_LOSS, of),
    ...lossChecks('int8', whole, eighth, MOST_INT8_LOSS, of),
    check(bytes(half), bytes(whole) / 1.9, 'bytes', 'float16, sent for a parameter and round, all counted'),
    check(bytes(eighth), MOST_INT8_BYTES, 'bytes', 'int8, sent for a parameter and round, all counted'),
  ];
}

/** The mean loss over the seeds, at each hospital and on all test rows. */
function lossChecks(
  dtype: Dtype,
  before: readonly Result[],
  after: readonly Result[],
  most: number,
  of: string,
): Check[] {
  const aucs = (result: Result | undefined): Record<string, number> => ({
    ...Object.fromEntries(result?.sites.map(({ name, metrics }) => [name, metrics.auc]) ?? []),
    'all test rows': result?.combined.auc ?? Number.NaN,
  });
  return Object.keys(aucs(before[0])).map((where) => {
    const losses = before.map((result, seed) => {
      return (aucs(result)[where] ?? Number.NaN) - (aucs(after[seed])[where] ?? Number.NaN);
    });
    const mean = losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
    const kept = mean <= most;
    return {
      kept,
      text: `${kept ? 'kept  ' : 'MISSED'} ${dtype}, AUC lost to float32, ${where}: ${mean.toFixed(5)} (at most ${most}; ${of})`,
    };
  });
}

async function train(dtype: Dtype): Promise<Result[]> {
  const folder = mkdtempSync(join(tmpdir(), 'fedhealth-bench-'));
  try {
    const study = join(folder, 'study.json');
    const federation = { ...healthRiskStudy.federation, compression: dtype };
    writeFileSync(study, JSON.stringify({ ...healthRiskStudy, federation }));
    const results: Result[] = [];
    for (const seed of SEEDS) {
      const args = ['simulate', '--study', study, '--rounds', String(ROUNDS), '--seed', String(seed)];
      const options = [FEDHEALTH, ...args, '--engine', 'simd', '--no-baselines', '--json'];
      const { stdout } = await promisify(execFile)(process.execPath, options);
      results.push(resultSchema.parse(JSON.parse(stdout)));
    }
    return results;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
