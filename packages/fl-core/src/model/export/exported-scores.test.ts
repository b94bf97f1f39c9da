/** [E1] Exported files give the artifact's scores when the libraries they are made for load them. */
import { describe, expect, it } from 'vitest';
import { unwrap } from '../../lib/index.ts';
import { transformFeatures } from '../../preprocessing/index.ts';
import stored from '../fixtures/artifact-v1.json' with { type: 'json' };
import golden from '../golden/artifact-v1.json' with { type: 'json' };
import { type Activation, decodeArtifact, forward, type Model } from '../index.ts';
import { toOnnx, toTfjs } from './index.ts';
import { decodeOnnx } from './onnx-proto.ts';
import { runOnnx } from './testing/run-onnx.ts';
import { runTfjs } from './testing/run-tfjs.ts';
import { everyStep, type RawColumns, sampleModel, sampleRows, tableOf } from './testing/sample-model.ts';

const ROWS = 3000;
const NETWORKS: [hidden: number[], activation: Activation, scale: number][] = [
  [[], 'relu', 2],
  [[8], 'tanh', 2],
  [[16, 8], 'relu', 2],
  [[12, 6, 4], 'sigmoid', 8],
  [[5, 5, 5, 5], 'linear', 1.5],
];

function prepared(model: Model, columns: RawColumns) {
  const table = tableOf(columns);
  const features = transformFeatures(
    table,
    model.pipeline,
    Uint32Array.from({ length: table.rows }, (_, i) => i),
  );
  return { features, scores: forward(model.network, model.weights, features, table.rows) };
}

function furthest(a: ArrayLike<number>, b: ArrayLike<number>): number {
  expect(a.length).toBe(b.length);
  let most = 0;
  for (let i = 0; i < a.length; i++) {
    const distance = Math.abs(Number(a[i]) - Number(b[i]));
    if (!(distance <= most)) most = distance;
  }
  return most;
}

const spread = (scores: ArrayLike<number>): number => {
  const values = Array.from(scores);
  return Math.max(...values) - Math.min(...values);
};

describe.each(NETWORKS)('hidden layers %j, %s', (hidden, activation, scale) => {
  const model = sampleModel(hidden, activation, 7, { scale });
  const columns = sampleRows(ROWS, 11);
  const { features, scores } = prepared(model, columns);

  it('as ONNX, from raw columns', async () => {
    expect(spread(scores)).toBeGreaterThan(0.2);
    expect(furthest(await runOnnx(toOnnx(model), columns), scores)).toBeLessThan(1e-5);
  });

  it('as a TensorFlow.js LayersModel, from prepared inputs', async () => {
    const loaded = await runTfjs(toTfjs(model), features, ROWS);
    expect(loaded.shape).toEqual([ROWS, 1]);
    expect(furthest(loaded.scores, scores)).toBeLessThan(1e-5);
  });
});

describe('the preparation inside the ONNX file', () => {
  const columns = sampleRows(ROWS, 23);
  const logistic = sampleModel([], 'relu', 1);

  it.each(everyStep.inputs.map((name, index) => [name, index] as const))('%s', async (_, index) => {
    const weights = new Float32Array(logistic.weights.length);
    weights[index] = 1;
    const model = { ...logistic, weights };
    const { features, scores } = prepared(model, columns);
    const values = features.filter((_value, at) => at % everyStep.inputs.length === index);
    // A constant and a one-hot of no use say little; every other input takes several values.
    if (!/^(constant|pressure)$/.test(everyStep.inputs[index] ?? ''))
      expect(new Set(values).size).toBeGreaterThan(1);
    expect(furthest(await runOnnx(toOnnx(model), columns), scores)).toBeLessThan(1e-5);
  });
});

describe('the stored model of fixtures/artifact-v1.json', () => {
  const { rows, scores } = golden;
  const cells = <K extends keyof (typeof rows)[number]>(name: K) => rows.map((row) => row[name]);
  const yesNo = (text: string | null) => (text === null ? null : Number(text === 'yes'));
  const columns: RawColumns = {
    numbers: { age: cells('age'), heart_rate: cells('heart_rate'), smoker: cells('smoker').map(yesNo) },
    texts: { ward: cells('ward') },
    times: {},
  };

  it('scores as ONNX what plain Python computed', async () => {
    expect(scores).toHaveLength(5);
    const file = toOnnx(unwrap(decodeArtifact(stored)));
    expect(furthest(await runOnnx(file, columns), scores)).toBeLessThan(1e-5);
  });
});

describe('what exported files say of themselves', () => {
  const model = sampleModel([4], 'relu', 3);

  it('ONNX: inputs by their columns, one output, the pipeline in the metadata', () => {
    const file = decodeOnnx(toOnnx(model));
    expect(file.graph.input.map(({ name }) => name)).toEqual(everyStep.steps.map(({ name }) => name));
    // A column is called "score" here: the one output gets another name.
    expect(file.graph.output.map(({ name }) => name)).toEqual(['score (2)']);
    const metadata = Object.fromEntries(file.metadataProps.map(({ key, value }) => [key, JSON.parse(value)]));
    expect(metadata['fedhealth.pipeline']).toEqual(model.pipeline);
    expect(metadata['fedhealth.label']).toEqual({ column: 'risk', positive: 'yes' });
    expect(metadata['fedhealth.lineage']).toEqual(model.lineage);
  });

  it('ONNX: a column that is read twice is two inputs', () => {
    const pipeline = {
      version: 1 as const,
      steps: [
        { kind: 'numeric' as const, name: 't', impute: 0, centre: 0, spread: 1 },
        { kind: 'time' as const, name: 't', parts: ['hour' as const] },
      ],
      inputs: ['t', 't hour sin', 't hour cos'],
    };
    const { graph } = decodeOnnx(toOnnx(sampleModel([], 'relu', 1, { pipeline })));
    expect(graph.input.map(({ name }) => name)).toEqual(['t', 't (2)']);
  });

  it('TensorFlow.js: the pipeline in userDefinedMetadata, there after loading', async () => {
    const { metadata } = await runTfjs(toTfjs(model), new Float32Array(model.pipeline.inputs.length), 1);
    expect(metadata).toMatchObject({
      fedhealth: { pipeline: model.pipeline, label: model.study.label, study: { id: 'ward-study' } },
    });
  });

  it('the same model gives the same bytes', () => {
    expect(toOnnx(model)).toEqual(toOnnx(model));
    expect(toTfjs(model)).toEqual(toTfjs(model));
  });
});
