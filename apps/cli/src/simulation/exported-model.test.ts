/** A model of the three sample hospitals, downloaded in every format and loaded by the libraries it is for. */
import '@tensorflow/tfjs-backend-cpu';
import { fileURLToPath } from 'node:url';
import { readForStudy } from '@fedhealth/coordinator/files';
import { testSettings } from '@fedhealth/coordinator/testing/test-app';
import { unwrap } from '@fedhealth/fl-core/lib';
import { predict, readModelFile } from '@fedhealth/fl-core/model';
import { transformFeatures } from '@fedhealth/fl-core/preprocessing';
import { healthRiskStudy } from '@fedhealth/fl-core/study';
import { findColumn } from '@fedhealth/fl-core/table';
import * as tf from '@tensorflow/tfjs-core';
import { loadLayersModel } from '@tensorflow/tfjs-layers';
import { unzipSync } from 'fflate';
import * as ort from 'onnxruntime-web';
import { pino } from 'pino';
import { expect, it, onTestFinished } from 'vitest';
import { SAMPLE_SITES } from '../commands/sample-sites.ts';
import { openFederation } from './federation.ts';
import { followRun } from './follow-run.ts';

const SLOW_MS = 180_000;
const VALIDATION = fileURLToPath(new URL('../../../../data/validation.csv', import.meta.url));

async function trained() {
  const federation = await openFederation({
    settings: await testSettings(),
    study: healthRiskStudy,
    sites: SAMPLE_SITES,
    compare: false,
    logger: pino({ level: 'silent' }),
  });
  onTestFinished(() => federation.close());
  const { id } = await federation.client.startRun({
    studyId: 'health-risk',
    rounds: 2,
    minSites: 3,
    seed: 1,
  });
  const run = await Promise.race([
    followRun(
      () => federation.client.run(id),
      () => undefined,
    ),
    federation.broken,
  ]);
  expect(run).toMatchObject({ status: 'completed', modelVersion: 1 });
  return federation;
}

function furthest(a: ArrayLike<number>, b: ArrayLike<number>): number {
  expect(a.length).toBe(b.length);
  return Array.from(a, (value, row) => Math.abs(value - Number(b[row]))).reduce(
    (most, one) => Math.max(most, one),
    0,
  );
}

it(
  '[E1] [E3] the downloaded files score the validation rows like the artifact, to 1e-5',
  async () => {
    const { url, adminToken } = await trained();
    const headers = { authorization: `Bearer ${adminToken}` };
    const download = async (path: string, name: string): Promise<Uint8Array> => {
      const response = await fetch(`${url}/api/models/1/${path}`, { headers });
      expect(response.status).toBe(200);
      expect(response.headers.get('content-disposition')).toBe(
        `attachment; filename=fedhealth-health-risk-model-v1${name}`,
      );
      return new Uint8Array(await response.arrayBuffer());
    };
    const { table } = unwrap(await readForStudy(VALIDATION, healthRiskStudy));
    const rows = Uint32Array.from({ length: table.rows }, (_, row) => row);

    const json = unwrap(await readModelFile(await download('artifact', '.json')));
    expect(json.verified).toBe(true);
    expect(unwrap(await readModelFile(await download('binary', '.fhmodel')))).toEqual(json);
    const scores = predict(json.model, table, rows);
    expect(new Set(scores).size).toBeGreaterThan(100);

    const onnx = await download('onnx', '.onnx');
    ort.env.wasm.numThreads = 1;
    const session = await ort.InferenceSession.create(onnx, { executionProviders: ['wasm'] });
    const column = (name: string) =>
      new ort.Tensor('float64', Float64Array.from(findColumn(table, name)?.values ?? []), [table.rows]);
    const outputs = await session.run(
      Object.fromEntries(session.inputNames.map((name) => [name, column(name)])),
    );
    expect(furthest(outputs.score?.data as Float32Array, scores)).toBeLessThan(1e-5);

    await tf.setBackend('cpu');
    const model = await loadLayersModel(`${url}/api/models/1/tfjs/model.json`, { requestInit: { headers } });
    const features = transformFeatures(table, json.model.pipeline, rows);
    const predicted = model.predict(tf.tensor2d(features, [table.rows, 7])) as tf.Tensor;
    expect(furthest(await predicted.data(), scores)).toBeLessThan(1e-5);

    const archive = unzipSync(await download('tfjs', '-tfjs.zip'));
    const served = await fetch(`${url}/api/models/1/tfjs/weights.bin`, { headers });
    expect(Object.keys(archive)).toEqual(['model.json', 'weights.bin']);
    expect(archive['weights.bin']).toEqual(new Uint8Array(await served.arrayBuffer()));

    for (const path of ['2/onnx', '2/binary', '2/tfjs', '1/tfjs/other.bin', '1/pickle']) {
      expect((await fetch(`${url}/api/models/${path}`, { headers })).status, path).toBe(404);
    }
    expect((await fetch(`${url}/api/models/1/onnx`)).status).toBe(401);
  },
  SLOW_MS,
);
