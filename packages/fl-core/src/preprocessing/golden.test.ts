/** The federated preprocessing against pandas and scikit-learn on all sites' rows together (golden/preprocessing.py). */
import { beforeAll, describe, expect, it } from 'vitest';
import { unwrap } from '../lib/result.ts';
import { parseStudy } from '../study/index.ts';
import { readCsv } from '../table/index.ts';
import { mergeMoments, mergeStatistics } from './federated-statistics.ts';
import { fitPipeline } from './fit-pipeline.ts';
import golden from './golden/preprocessing.json' with { type: 'json' };
import { type PreparedDataset, prepareDataset } from './prepare-dataset.ts';
import { histogramEdges, summariseHistograms, summariseMoments } from './summarise.ts';
import { transformRows } from './transform.ts';
import type { FederatedStatistics, Pipeline } from './types.ts';

const study = unwrap(
  parseStudy({
    id: 'golden',
    label: { column: 'risk' },
    split: { kind: 'column', column: 'part' },
    features: [
      { name: 'heart_rate', range: [30, 220] },
      { name: 'steps', range: [0, 5000] },
      { name: 'temp' },
      { name: 'sex', kind: 'categorical' },
      { name: 'smoker', kind: 'boolean' },
    ],
  }),
);

describe('[F2] the federated preprocessing', () => {
  let sites: PreparedDataset[];
  let statistics: FederatedStatistics;
  let pipeline: Pipeline;

  beforeAll(async () => {
    const tables = await Promise.all(Object.values(golden.csv).map((text) => readCsv(text)));
    sites = tables.map((table) => prepareDataset(unwrap(table), study));
    const moments = sites.map(summariseMoments);
    const edges = histogramEdges(unwrap(mergeMoments(moments, study)), study);
    const histograms = sites.map((data) => unwrap(summariseHistograms(data, edges)));
    statistics = unwrap(mergeStatistics(moments, histograms, edges, study));
    pipeline = fitPipeline(statistics, study);
  });

  it.each(['heart_rate', 'steps', 'temp'] as const)(
    '%s: count, mean and standard deviation are those of pandas',
    (name) => {
      const found = statistics.features.find((feature) => feature.name === name);
      if (found?.kind !== 'numeric') throw new Error('not numeric');
      expect(found.count).toBe(golden.count[name]);
      expect(found.mean / golden.mean[name]).toBeCloseTo(1, 10);
      expect(found.sd / golden.sd[name]).toBeCloseTo(1, 10);
      expect(Math.abs(found.median - golden.median[name])).toBeLessThan(golden.sd[name] / 32);
    },
  );

  it('counts categories as pandas does', () => {
    expect(statistics.features[3]).toMatchObject({ values: golden.sex });
    expect(statistics.features[4]).toMatchObject({
      values: { '1': golden.smoker.yes, '0': golden.smoker.no },
    });
  });

  it('gives scikit-learn’s rows: z-scores, one-hot, imputed', () => {
    expect(pipeline.inputs).toEqual(golden.inputs);
    const width = golden.inputs.length;
    const numbers = sites.flatMap((data) => [...transformRows(data, pipeline, data.train).features]);
    const expected = golden.rows.flat();
    expect(numbers).toHaveLength(expected.length);
    const medians = (['heart_rate', 'steps', 'temp'] as const).map(
      (name) => (golden.median[name] - golden.mean[name]) / golden.sd[name],
    );
    let imputed = 0;
    expected.forEach((value, index) => {
      const difference = Math.abs(value - (numbers[index] ?? Number.NaN));
      // A filled cell holds the median, which histograms give to within sd / 32.
      const filled = Math.abs(value - (medians[index % width] ?? Number.NaN)) < 1e-12;
      if (filled && difference > 1e-6) imputed++;
      expect(difference).toBeLessThan(filled ? 1 / 32 : 1e-6);
    });
    expect(imputed).toBeGreaterThan(20);
  });
});
