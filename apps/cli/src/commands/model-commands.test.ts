import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { smallNetwork, smallPipeline, smallWeights } from '@fedhealth/coordinator/testing/fixtures';
import { classificationMetrics } from '@fedhealth/fl-core/metrics';
import {
  encodeArtifact,
  type Model,
  predict,
  readModelFile,
  sealArtifact,
  toJsonFile,
} from '@fedhealth/fl-core/model';
import { createTable } from '@fedhealth/fl-core/table';
import { tempDir } from '@fedhealth/testing/temp-dir';
import { Command } from 'commander';
import * as ort from 'onnxruntime-web';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { registerEvaluate } from './evaluate.ts';
import { registerExport } from './export.ts';

const model: Model = {
  study: { id: 'small', version: 1, title: 'Small', label: { column: 'risk', positive: '1' } },
  network: smallNetwork,
  pipeline: smallPipeline,
  weights: smallWeights,
  metrics: {},
  lineage: { run: 'r', round: 1, parent: null, createdAt: '2025-01-01T00:00:00.000Z', sites: 2 },
};
const ROWS = 40;
const ages = Array.from({ length: ROWS }, (_, row) => (row % 7 === 3 ? null : 20 + ((row * 37) % 70)));
const sexes = ages.map((_, row) => ['f', 'm', null][row % 3] ?? null);
const risks = ages.map((_, row) => Number(row % 5 < 2));
const everyRow = Uint32Array.from({ length: ROWS }, (_, row) => row);
const table = createTable('rows.csv', [
  ['age', ages],
  ['sex', sexes],
]);
const scores = predict(model, table, everyRow);

let folder = '';
let file = '';
let printed = '';

beforeEach(async () => {
  folder = await tempDir();
  file = join(folder, 'model.json');
  printed = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += String(text);
    return true;
  });
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  await writeFile(file, toJsonFile(await sealArtifact(encodeArtifact(model))));
});
afterEach(() => {
  vi.restoreAllMocks();
});

async function run(...args: readonly string[]): Promise<void> {
  const program = new Command().exitOverride();
  registerExport(program);
  registerEvaluate(program);
  await program.parseAsync(args, { from: 'user' });
}

describe('fedhealth export', () => {
  it('writes binary and back to JSON, the same to the byte', async () => {
    const [binary, json] = [join(folder, 'a.fhmodel'), join(folder, 'b.json')];
    await run('export', '--model', file, '--format', 'binary', '--out', binary);
    await run('export', '--model', binary, '--format', 'json', '--out', json);
    expect(await readFile(json)).toEqual(await readFile(file));
    expect(await readModelFile(await readFile(binary))).toMatchObject({ ok: true, value: { model } });
  });

  it('writes an ONNX file that gives the model’s scores', async () => {
    const out = join(folder, 'm.onnx');
    await run('export', '--model', file, '--format', 'onnx', '--out', out);
    ort.env.wasm.numThreads = 1;
    const session = await ort.InferenceSession.create(await readFile(out), { executionProviders: ['wasm'] });
    const result = await session.run({
      age: new ort.Tensor(
        'float64',
        Float64Array.from(ages, (age) => age ?? Number.NaN),
        [ROWS],
      ),
      sex: new ort.Tensor(
        'string',
        sexes.map((sex) => sex ?? ''),
        [ROWS],
      ),
    });
    const found = result.score?.data as Float32Array;
    expect(found).toHaveLength(ROWS);
    found.forEach((score, row) => {
      expect(Math.abs(score - Number(scores[row]))).toBeLessThan(1e-5);
    });
  });

  it('writes the folder of a TensorFlow.js model', async () => {
    await run('export', '--model', file, '--format', 'tfjs', '--out', join(folder, 'tf'));
    expect((await readdir(join(folder, 'tf'))).sort()).toEqual(['model.json', 'weights.bin']);
    expect((await readFile(join(folder, 'tf', 'weights.bin'))).length).toBe(4 * smallWeights.length);
  });

  it('says in words what cannot be exported', async () => {
    const other = join(folder, 'x.json');
    await writeFile(other, 'age,risk\n');
    await expect(run('export', '--model', other, '--format', 'onnx')).rejects.toThrow(
      /not a FedHealth model file/,
    );
    await expect(run('export', '--model', join(folder, 'no'), '--format', 'onnx')).rejects.toThrow(
      /Is it there/,
    );
  });
});

describe('fedhealth evaluate', () => {
  it('prints the metrics of the model on the rows', async () => {
    const csv = join(folder, 'rows.csv');
    const lines = everyRow.reduce<string[]>((all, row) => {
      all.push(`${ages[row] ?? ''},${sexes[row] ?? ''},${risks[row]}`);
      return all;
    }, []);
    await writeFile(csv, `${['age,sex,risk', ...lines].join('\n')}\n`);
    await run('evaluate', csv, '--model', file);
    // The kernel's single precision may differ from the oracle's double by the last digits of a score.
    const expected = classificationMetrics(scores, risks, 0.5);
    expect(JSON.parse(printed)).toEqual({
      ...expected,
      logLoss: expect.closeTo(Number(expected.logLoss), 6),
      brier: expect.closeTo(Number(expected.brier), 6),
    });
  });

  it('says which file is not there', async () => {
    await expect(run('evaluate', join(folder, 'none.csv'), '--model', file)).rejects.toThrow(/none\.csv/);
  });
});
