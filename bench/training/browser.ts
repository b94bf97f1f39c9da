/** Training in a worker of Chromium: the page is built by Vite as the product's is, its engines the product's. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Page } from '@playwright/test';
import { build, defaultClientConditions, type InlineConfig, preview } from 'vite';
import { findChromium } from '../../scripts/chromium.mjs';
import { atLeast, type Check, check } from '../check.ts';
import type { TrainingReport } from './page/report.ts';

const WARM_ROUNDS = 300;
const ROUNDS = 1_000;
const ROOT = fileURLToPath(new URL('./page', import.meta.url));
/** A machine without a graphics card has these two in software: slow, but the same code. */
const SOFTWARE_GPU = [
  ...['--use-angle=swiftshader', '--enable-unsafe-swiftshader'],
  ...['--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader'],
];

/** Null where no Chromium is found. */
export async function trainingInBrowser(): Promise<readonly Check[] | null> {
  const executablePath = findChromium();
  if (executablePath === null) return null;
  const outDir = mkdtempSync(join(tmpdir(), 'fedhealth-bench-page-'));
  const config: InlineConfig = {
    root: ROOT,
    configFile: false,
    logLevel: 'error',
    resolve: { conditions: ['source', ...defaultClientConditions] },
    worker: { format: 'es' },
    build: { outDir, emptyOutDir: true, target: 'es2023', assetsInlineLimit: 0 },
    preview: { host: '127.0.0.1', port: 0 },
  };
  try {
    await build(config);
    const server = await preview(config);
    const args = ['--no-sandbox', '--disable-background-networking', ...SOFTWARE_GPU];
    const browser = await chromium.launch({ executablePath, args });
    try {
      const page = await browser.newPage();
      page.on('pageerror', (error) => console.error(error.message));
      await page.goto(server.resolvedUrls?.local[0] ?? '');
      const report = await page.evaluate(() => window.fedhealthTraining());
      await page.reload();
      return [...judge(report), ...(await manyRounds(page))];
    } finally {
      await browser.close();
      await server.close();
    }
  } finally {
    rmSync(outDir, { recursive: true, force: true });
  }
}

/** A thousand rounds in one worker: what it holds must not grow with them. */
async function manyRounds(page: Page): Promise<readonly Check[]> {
  const play = (rounds: number) => page.evaluate((count) => window.fedhealthRounds(count), rounds);
  // Code is compiled and the heap has found its size.
  const before = await play(WARM_ROUNDS);
  const start = rendererMegabytes();
  const after = await play(ROUNDS);
  const grown = rendererMegabytes() - start;
  return [
    check(
      after.tensors - before.tensors + after.stored - before.stored,
      0,
      'tensors',
      `added by ${ROUNDS} rounds`,
    ),
    check(
      grown,
      16,
      'MB',
      `resident memory that ${ROUNDS} rounds in one worker add to ${start.toFixed(0)} MB`,
    ),
  ];
}

/** Resident memory of the browser's page processes (Linux); they are this process's descendants. */
function rendererMegabytes(): number {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  let bytes = 0;
  for (const pid of pids) {
    try {
      if (!readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('--type=renderer')) continue;
      bytes += 1024 * Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
    } catch {
      // It ended meanwhile.
    }
  }
  return bytes / 1e6;
}

function judge({ epochs, wide, wideChoice }: TrainingReport): readonly Check[] {
  console.log('In Chromium, a worker: the same network and rows; graphics in software');
  for (const { name, ms } of epochs) console.log(`  ${name}: ${ms.toFixed(2)} ms an epoch`);
  const of = (name: string) => epochs.find((one) => one.name === name)?.ms ?? Number.POSITIVE_INFINITY;
  const fastest = (prefix: string) =>
    Math.min(...epochs.filter(({ name }) => name.startsWith(prefix)).map(({ ms }) => ms));
  console.log('  A wide network, 100→1024→512→1, batch 256:');
  for (const { engine, stepsPerSecond, problem } of wide) {
    console.log(
      `    ${engine}: ${stepsPerSecond === null ? problem : `${stepsPerSecond.toFixed(2)} steps a second`}`,
    );
  }
  const speed = (engine: string | undefined) =>
    wide.find((timing) => timing.engine === engine)?.stepsPerSecond ?? Number.NaN;
  const best = Math.max(...wide.map(({ stepsPerSecond }) => stepsPerSecond ?? 0));
  console.log(`    the calibration of ${wideChoice.milliseconds.toFixed(0)} ms chose ${wideChoice.engine}`);
  return [
    atLeast(
      fastest('model.fit') / of('simd'),
      25,
      '×',
      'simd faster than tfjs model.fit on its best backend',
    ),
    atLeast(
      fastest('tfjs-') / of('simd'),
      12,
      '×',
      'simd faster than our lean tfjs step on its best backend',
    ),
    atLeast(
      speed(wideChoice.engine) / best,
      0.95,
      '× the fastest',
      'the engine that calibration chose, wide network',
    ),
    check(wideChoice.milliseconds, 1_900, 'ms', 'calibration, all engines (1.5 s, and the step under way)'),
  ];
}
