/** Scalers, indicators and one-hot against scikit-learn (golden/scalers.py). */
import { describe, expect, it } from 'vitest';
import { unwrap } from '../lib/result.ts';
import { parseStudy, type StudyInput } from '../study/index.ts';
import { createTable } from '../table/index.ts';
import golden from './golden/scalers.json' with { type: 'json' };
import { matrixHash } from './matrix-hash.ts';
import { pipelineSchema } from './pipeline-schema.ts';
import { prepareDataset } from './prepare-dataset.ts';
import { localPipeline, transformFeatures, transformRows } from './transform.ts';
import type { FeatureStep, Pipeline } from './types.ts';

const names = ['rate', 'steps'] as const;
const hours = golden.numbers.map((_, row) => new Date(Date.UTC(2025, 0, 1, row)).toISOString());
const table = createTable('x.csv', [
  ...names.map((name, index) => [name, golden.numbers.map((row) => row[index] ?? null)] as const),
  ['kind', golden.kinds],
  ['time', hours],
  ['y', golden.kinds.map((_, row) => row % 2)],
  ['part', []],
]);
const everyRow = Uint32Array.from({ length: golden.numbers.length }, (_, row) => row);

function prepare(preprocessing: StudyInput['preprocessing']) {
  const study = {
    id: 's',
    label: { column: 'y' },
    timestamp: 'time',
    split: { kind: 'column', column: 'part' },
    features: [{ name: 'rate' }, { name: 'steps' }, { name: 'kind', kind: 'categorical' }],
    preprocessing,
  } as const;
  return prepareDataset(table, unwrap(parseStudy(study)));
}
const fit = (preprocessing: StudyInput['preprocessing']): Pipeline => localPipeline(prepare(preprocessing));
const numeric = (pipeline: Pipeline, index: number): Extract<FeatureStep, { kind: 'numeric' }> => {
  const step = pipeline.steps[index];
  if (step?.kind !== 'numeric') throw new Error('not numeric');
  return step;
};

describe.each(['zScore', 'robust', 'minMax'] as const)('the scaler %s', (scaler) => {
  const exact = golden.scalers[scaler];

  it('with scikit-learn’s statistics gives its rows, indicators and one-hot columns', () => {
    const steps = names.map(
      (name, index): FeatureStep => ({
        kind: 'numeric',
        name,
        impute: golden.median[index] ?? Number.NaN,
        centre: exact.centre[index] ?? Number.NaN,
        spread: exact.spread[index] ?? Number.NaN,
        indicator: true,
      }),
    );
    steps.push({ kind: 'categorical', name: 'kind', categories: golden.categories, impute: 'icu' });
    const inputs = ['rate', 'rate missing', 'steps', 'steps missing', ...golden.categories];
    const found = transformFeatures(table, { version: 1, steps, inputs }, everyRow);
    const expected = exact.rows.flatMap(([rate, steps], row) => [
      rate,
      golden.indicator[row]?.[0],
      steps,
      golden.indicator[row]?.[1],
      ...(golden.oneHot[row] ?? []),
    ]);
    expect([...found]).toEqual(expected.map((value) => Math.fround(value ?? Number.NaN)));
  });

  it('fitted on histograms comes within their bins', () => {
    const pipeline = fit({ scaler, missingIndicator: true });
    expect(pipeline.inputs.slice(0, 4)).toEqual(['rate', 'rate missing', 'steps', 'steps missing']);
    names.forEach((_, index) => {
      const { centre, spread } = numeric(pipeline, index);
      const sd = golden.scalers.zScore.spread[index] ?? Number.NaN;
      const [low, high] = [golden.ends[0]?.[index] ?? Number.NaN, golden.ends[1]?.[index] ?? Number.NaN];
      const wanted = scaler === 'minMax' ? [low, high - low] : [exact.centre[index], exact.spread[index]];
      // Bins are sd / 32 wide around the middle, and up to 3 sd / 8 at the ends.
      const tolerance = scaler === 'zScore' ? 1e-9 * sd : scaler === 'robust' ? sd / 16 : (3 * sd) / 8;
      expect(Math.abs(centre - (wanted[0] ?? Number.NaN))).toBeLessThan(tolerance);
      expect(Math.abs(spread - (wanted[1] ?? Number.NaN))).toBeLessThan(tolerance);
    });
    expect(pipelineSchema.parse(JSON.parse(JSON.stringify(pipeline)))).toEqual(pipeline);
  });
});

describe('inputs from the time', () => {
  it('are sine and cosine of hour, weekday and month, and close the circle', () => {
    const data = prepare({ timestampFeatures: true });
    const pipeline = localPipeline(data);
    expect(pipeline.inputs.slice(-6)).toEqual(
      ['hour', 'weekday', 'month'].flatMap((part) => [`time ${part} sin`, `time ${part} cos`]),
    );
    const { features, width } = transformRows(data, pipeline, Uint32Array.of(6, 12, 24 * 5));
    const row = (index: number) => [...features.subarray(index * width + width - 6, (index + 1) * width)];
    // 1 January 2025 was a Wednesday, 6 January a Monday.
    const wednesday = [Math.sin((4 * Math.PI) / 7), Math.cos((4 * Math.PI) / 7)];
    for (const [i, value] of [1, 0, ...wednesday, 0, 1].entries()) expect(row(0)[i]).toBeCloseTo(value, 6);
    for (const [i, value] of [0, -1, ...wednesday, 0, 1].entries()) expect(row(1)[i]).toBeCloseTo(value, 6);
    expect(row(2)).toEqual([0, 1, 0, 1, 0, 1]);
  });

  it('are refused without a timestamp', () => {
    const study = { id: 's', label: { column: 'y' }, features: [{ name: 'rate' }] };
    expect(parseStudy({ ...study, preprocessing: { timestampFeatures: ['hour'] } }).ok).toBe(false);
  });
});

describe('the defaults', () => {
  it('are those of a study that names none of the choices', () => {
    expect(fit({})).toEqual(
      fit({
        scaler: 'zScore',
        missingIndicator: false,
        outlierQuantiles: [0.01, 0.99],
        timestampFeatures: false,
      }),
    );
    expect(JSON.stringify(fit({}))).not.toMatch(/indicator|time/);
  });

  it('give the same bytes everywhere', async () => {
    const data = prepare({});
    const { features } = transformRows(data, localPipeline(data), everyRow);
    expect(await matrixHash(features)).toMatch(/^[0-9a-f]{64}$/);
    expect(await matrixHash(features.slice())).toBe(await matrixHash(features));
    expect(await matrixHash(Float32Array.of(1))).toBe(
      // sha256 of the bytes 00 00 80 3f
      'e00e5eb9444182f352323374ef4e08ebcb784725fdd4fd612d7730540b3e0c8c',
    );
  });
});
