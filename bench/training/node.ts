/** Training in Node: our engines, `model.fit`, PyTorch, the share of the machine's peak, a million rows, prediction. */
import { spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { unwrap } from '@fedhealth/fl-core/lib';
import { initializeWeights } from '@fedhealth/fl-core/model';
import { createPredictor } from '@fedhealth/fl-core/training';
import { z } from 'zod';
import { atLeast, type Check, check } from '../check.ts';
import { engineContender, makeRows, medians, modelFitContender, networkOf } from './contenders.ts';
import { multiplyAddPeak } from './peak.ts';
import { productRate } from './products.ts';
import { startPytorch } from './pytorch.ts';

const ROWS = 2000;
const WIDTH = 7;
const HIDDEN = [64, 32];
const BATCH = 32;

export async function trainingInNode(): Promise<readonly Check[]> {
  console.log(
    `In Node ${process.version}, ${availableParallelism()} cores: ${ROWS} rows, batch ${BATCH}, 7→64→32→1, Adam`,
  );
  return [...(await engines()), await matrixWork(), ...millionRows(), await prediction()];
}

async function engines(): Promise<readonly Check[]> {
  const data = makeRows(ROWS, WIDTH);
  const simd = await engineContender('simd', data, HIDDEN, BATCH, 10);
  const lean = await engineContender('tfjs-wasm', data, HIDDEN, BATCH, 1);
  if (!simd || !lean) throw new Error('An engine did not start.');
  const pytorch = await startPytorch({ rows: ROWS, width: WIDTH, hidden: HIDDEN, batch: BATCH });
  try {
    const contenders = [simd, lean, await modelFitContender('wasm', data, HIDDEN, BATCH)];
    const timed = await medians(pytorch ? [...contenders, pytorch] : contenders, 9);
    for (const { name, ms } of timed) console.log(`  ${name}: ${ms.toFixed(2)} ms an epoch`);
    const of = (name: string) => timed.find((one) => one.name === name)?.ms ?? Number.NaN;
    if (!pytorch) {
      console.log('  PyTorch: skipped, no Python with torch was found. Name one with FEDHEALTH_PYTHON.');
      return [];
    }
    return [atLeast(of(pytorch.name) / of('simd'), 5, '×', 'simd faster than PyTorch eager, one thread')];
  } finally {
    pytorch?.stop();
  }
}

async function matrixWork(): Promise<Check> {
  const peak = await multiplyAddPeak();
  const rate = await productRate([WIDTH, ...HIDDEN, 1], BATCH);
  console.log(
    `  peak of SIMD multiply-adds: ${peak.toFixed(1)} G/s; in the kernel’s products: ${rate.toFixed(1)} G/s`,
  );
  return atLeast((100 * rate) / peak, 35, '%', 'of the peak inside the kernel’s matrix work');
}

const measuredSchema = z.object({ seconds: z.number(), megabytes: z.number(), dataMegabytes: z.number() });

/** In a process of its own, so that its memory is its own. */
function millionRows(): readonly Check[] {
  const script = fileURLToPath(new URL('./million.ts', import.meta.url));
  const { stdout } = spawnSync(process.execPath, ['--conditions=source', '--import', 'tsx', script], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const { seconds, megabytes, dataMegabytes } = measuredSchema.parse(JSON.parse(stdout));
  return [
    check(seconds, 3, 's', 'an epoch of 1,000,000 rows'),
    check(
      megabytes / dataMegabytes,
      3,
      '× the float32 data',
      `memory while it trains (${megabytes.toFixed(0)} MB)`,
    ),
  ];
}

async function prediction(): Promise<Check> {
  const rows = 500_000;
  const { features } = makeRows(rows, WIDTH);
  const network = networkOf(WIDTH, HIDDEN);
  const weights = initializeWeights(network, 1);
  const predictor = unwrap(await createPredictor());
  const rates: number[] = [];
  for (let turn = 0; turn < 5; turn++) {
    const started = performance.now();
    predictor.predict(network, weights, features, rows);
    rates.push(rows / (performance.now() - started) / 1000);
  }
  rates.sort((a, b) => a - b);
  return atLeast(rates[2] ?? 0, 1, 'million rows a second', 'prediction');
}
