import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { createRng } from '@fedhealth/fl-core/lib';
import { tempDir } from '@fedhealth/testing/temp-dir';
import { csvFile } from '@fedhealth/testing/tiny-study';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';

const MAIN = fileURLToPath(new URL('../main.ts', import.meta.url));
const SLOW_MS = 120_000;

const STUDY = {
  id: 'ward',
  label: { column: 'outcome', positive: 'ill', negative: 'well' },
  features: [
    { name: 'age', range: [0, 120] },
    { name: 'ward', kind: 'categorical' },
    { name: 'smoker', kind: 'boolean' },
  ],
  model: { hidden: [4] },
  training: { learningRate: 0.02, batchSize: 16, localEpochs: 2 },
};

/** Patients of one ward; the older smokers are iller, or everybody is well. */
function patients(rows: number, seed: number, everybodyWell = false): Promise<string> {
  const rng = createRng(seed);
  const lines = Array.from({ length: rows }, (_, row) => {
    const age = 18 + rng.int(80);
    const smoker = rng.next() < 0.4;
    const ill = !everybodyWell && age + (smoker ? 25 : 0) + rng.int(30) > 85;
    // A gap here and there, and words as people write them.
    const shown = row % 17 === 5 ? '' : age;
    return [
      shown,
      ['North wing', 'South, old', 'ICU'][rng.int(3)],
      smoker ? 'yes' : 'no',
      ill ? 'ill' : 'well',
    ]
      .map((cell) => (String(cell).includes(',') ? `"${cell}"` : cell))
      .join(',');
  });
  return csvFile(['age,ward,smoker,outcome', ...lines]);
}

const count = z.number().int().min(0);
const positive = z.number().positive();
const share = z.number().min(0).max(1);
/** A share of nothing is null, and only that: precision without a positive decision, AUC with one class. */
const metrics = z
  .strictObject({
    n: count.min(1),
    accuracy: share,
    precision: share.nullable(),
    recall: share.nullable(),
    f1: share.nullable(),
    auc: share.nullable(),
    logLoss: positive,
    brier: positive,
    confusion: z.strictObject({ tp: count, fp: count, tn: count, fn: count }),
  })
  .superRefine(({ confusion: { tp, fp, tn, fn }, ...figures }, context) => {
    const nullWhen = {
      precision: tp + fp === 0,
      recall: tp + fn === 0,
      f1: tp + fp + fn === 0,
      auc: tp + fn === 0 || fp + tn === 0,
    };
    for (const name of ['precision', 'recall', 'f1', 'auc'] as const) {
      if ((figures[name] === null) !== nullWhen[name])
        context.addIssue({ code: 'custom', message: `${name} is ${figures[name]}`, path: [name] });
    }
    if (tp + fp + tn + fn !== figures.n) context.addIssue({ code: 'custom', message: 'counts are not n' });
  });

/** The contract of `simulate --json`. */
const simulated = z.strictObject({
  study: z.strictObject({ id: z.literal('ward'), version: z.literal(1) }),
  seed: z.literal(7),
  engine: z.literal('tfjs-cpu'),
  rounds: z.array(
    z.strictObject({
      round: count.min(1),
      loss: positive,
      accuracy: share,
      recall: share,
      auc: share,
      seconds: positive,
      sites: z.literal(2),
    }),
  ),
  sites: z.array(
    z.strictObject({
      name: z.string(),
      rows: count,
      trainRows: count,
      testRows: count,
      metrics,
    }),
  ),
  combined: metrics,
  validation: metrics.nullable(),
  baselines: z
    .strictObject({ local: z.array(z.strictObject({ name: z.string(), metrics })), centralized: metrics })
    .nullable(),
  seconds: z.strictObject({
    total: positive,
    fit: positive,
    aggregate: z.number().min(0),
    evaluate: z.number().min(0),
  }),
  bytes: z.strictObject({ upPerSitePerRound: positive, downPerSitePerRound: positive }),
});

describe('fedhealth simulate', () => {
  it(
    'prints figures and nothing else for a study of its own, with sites of every size and one of one class',
    async () => {
      const study = join(await tempDir(), 'ward.json');
      await writeFile(study, JSON.stringify(STUDY));
      const sizes = { Large: 400, Middle: 90, Small: 24, 'All well': 12 };
      const sites: string[] = [];
      for (const [name, rows] of Object.entries(sizes))
        sites.push('--site', `${name}=${await patients(rows, rows, name === 'All well')}`);
      const { stdout, stderr } = await promisify(execFile)(
        process.execPath,
        [
          ...['--conditions=source', '--import', 'tsx', MAIN, 'simulate', '--study', study, ...sites],
          ...['--rounds', '3', '--seed', '7', '--engine', 'tfjs-cpu', '--json'],
        ],
        { env: { PATH: process.env.PATH } },
      );
      expect(stdout.trim().split('\n')).toHaveLength(1);
      const result = simulated.parse(JSON.parse(stdout));
      expect(stderr).toMatch(/4 sites joined[\s\S]*round 1 of 3[\s\S]*round 3 of 3/);
      expect(result.rounds.map(({ round }) => round)).toEqual([1, 2, 3]);
      expect(result.validation).toBeNull();
      expect(stdout).not.toContain('personal');
      expect(result.sites.map(({ name, rows }) => [name, rows])).toEqual(Object.entries(sizes));
      for (const { name, rows, trainRows, testRows, metrics: own } of result.sites) {
        expect(trainRows + testRows).toBe(rows);
        expect(own.n).toBe(testRows);
        expect([name, own.auc === null]).toEqual([name, name === 'All well']);
      }
      const tested = result.sites.reduce((sum, { testRows }) => sum + testRows, 0);
      expect([result.combined.n, result.baselines?.centralized.n]).toEqual([tested, tested]);
      expect(result.baselines?.local.map(({ name }) => name)).toEqual(Object.keys(sizes));
      // 1 + 3 + 1 inputs into 4, then 1: 29 weights.
      expect(result.bytes.upPerSitePerRound).toBeGreaterThan(4 * 29);
      expect(result.bytes.upPerSitePerRound).toBeLessThanOrEqual(4 * 29 + 512);
    },
    SLOW_MS,
  );

  it(
    '[A9] tells each hospital’s own version of the model where the study makes one, and waits for it without baselines',
    async () => {
      const study = join(await tempDir(), 'ward.json');
      await writeFile(study, JSON.stringify({ ...STUDY, federation: { personalization: { epochs: 3 } } }));
      const sites = await Promise.all(
        [200, 120].map(async (rows) => ['--site', `Ward ${rows}=${await patients(rows, rows)}`]),
      );
      const simulated = async (...more: readonly string[]) => {
        const { stdout } = await promisify(execFile)(
          process.execPath,
          [
            ...[
              '--conditions=source',
              '--import',
              'tsx',
              MAIN,
              'simulate',
              '--study',
              study,
              ...sites.flat(),
            ],
            ...['--rounds', '2', '--engine', 'simd', '--no-baselines', ...more],
          ],
          { env: { PATH: process.env.PATH } },
        );
        return stdout;
      };
      const result = z
        .object({ sites: z.array(z.object({ testRows: count, metrics, personal: metrics })) })
        .parse(JSON.parse(await simulated('--json')));
      for (const { testRows, metrics: shared, personal } of result.sites) {
        expect(personal.n).toBe(testRows);
        expect(personal.logLoss).not.toBe(shared.logLoss);
      }
      expect(await simulated()).toMatch(/Ward 200: AUC 0\.\d{4}, its own version 0\.\d{4}\n/);
    },
    SLOW_MS,
  );
});
