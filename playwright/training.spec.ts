/** Training in a real browser's worker: the same bits as in Node, every engine, and a graphics card that is lost. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { areaUnderRoc } from '@fedhealth/fl-core/metrics';
import { createNetwork, forward, initializeWeights } from '@fedhealth/fl-core/model';
import { localPipeline, prepareDataset, transformRows } from '@fedhealth/fl-core/preprocessing';
import { healthRiskStudy } from '@fedhealth/fl-core/study';
import { readCsv } from '@fedhealth/fl-core/table';
import { createSimdTrainer, ENGINE_NAMES, type FitOptions, fitOptions } from '@fedhealth/fl-core/training';
import { expect, test } from '@playwright/test';
import { SOFTWARE_GRAPHICS } from './support/software-graphics.ts';
import { openTrainingPage } from './support/training-page.ts';

test.use({ launchOptions: SOFTWARE_GRAPHICS });

const ROWS = 600;

async function nodeA(changes: Partial<FitOptions> = {}) {
  const name = 'node_A_data.csv';
  const text = readFileSync(fileURLToPath(new URL(`../data/${name}`, import.meta.url)), 'utf8');
  const table = await readCsv(text, { name });
  if (!table.ok) throw new Error(table.error.message);
  const file = prepareDataset(table.value, healthRiskStudy);
  const pipeline = localPipeline(file);
  const network = createNetwork(healthRiskStudy.model, pipeline.inputs.length);
  const rows = transformRows(file, pipeline, file.train.subarray(0, ROWS));
  const kept = transformRows(file, pipeline, file.test);
  const weights = initializeWeights(network, 7);
  const options: FitOptions = {
    ...fitOptions(healthRiskStudy, network, rows.labels, 7),
    learningRate: 0.01,
    duration: { epochs: 3 },
    ...changes,
  };
  const auc = (trained: ArrayLike<number>): number => {
    const area = areaUnderRoc(forward(network, trained, kept.features, kept.rows), kept.labels);
    if (area.ok) return area.value;
    throw new Error(area.error.message);
  };
  const asked = {
    features: Array.from(rows.features),
    labels: Array.from(rows.labels),
    weights: Array.from(weights),
    options,
  };
  return { rows, weights, options, asked, auc };
}

test('the trained weights are the same bits in Chromium and in Node', async ({ page }) => {
  const { rows, weights, options, asked } = await nodeA({ duration: { epochs: 20 } });
  const trainer = await createSimdTrainer();
  if (!trainer.ok) throw new Error(trainer.error.message);
  const here = await trainer.value.fit(rows, weights, options);
  const train = await openTrainingPage(page);
  const there = await train({ engine: 'simd', ...asked });
  expect(there.weights).toEqual(Array.from(here.weights));
  expect(there.weights).not.toEqual(asked.weights);
});

test('all engines train in Chromium, and come to the same model', async ({ page }) => {
  test.setTimeout(240_000);
  const { asked, auc } = await nodeA();
  const train = await openTrainingPage(page);
  const areas: Record<string, number> = {};
  for (const engine of ENGINE_NAMES) {
    const fitted = await train({ engine, ...asked });
    expect(fitted).toMatchObject({ engine, notices: [] });
    expect([engine, fitted.tensors]).toEqual([engine, 0]);
    areas[engine] = auc(fitted.weights);
  }
  const found = Object.values(areas);
  expect(Math.min(...found)).toBeGreaterThan(auc(asked.weights));
  expect(Math.max(...found) - Math.min(...found)).toBeLessThan(0.01);
});

test('[T3] WebGL that is lost in the middle of a fit falls back, and the fit is the other engine’s', async ({
  page,
}) => {
  test.setTimeout(120_000);
  const { asked } = await nodeA();
  const train = await openTrainingPage(page);
  const fitted = await train({ engine: 'tfjs-webgl', ...asked, loseCard: true });
  expect(fitted.engine).toBe('simd');
  expect(fitted.notices).toEqual([expect.stringMatching(/^tfjs-webgl broke .*goes on with simd/)]);
  expect(fitted.weights).toEqual((await train({ engine: 'simd', ...asked })).weights);
});
