import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unwrap } from '../lib/result.ts';
import { sampleModel, sampleRows, tableOf } from './export/testing/sample-model.ts';
import stored from './fixtures/artifact-v1.json' with { type: 'json' };
import { encodeArtifact, predict, readModelFile, sealArtifact, toBinaryFile, toJsonFile } from './index.ts';

const model = sampleModel([6, 3], 'relu', 5);
const sealed = await sealArtifact(encodeArtifact(model));
const json = toJsonFile(sealed);
const binary = toBinaryFile(sealed);
const text = (value: unknown) =>
  new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value));

async function refusal(bytes: Uint8Array) {
  const read = await readModelFile(bytes);
  return read.ok ? expect.fail('The file was accepted.') : read.error;
}

describe('[E2] a model file', () => {
  it.each([
    ['JSON', json],
    ['binary', binary],
  ])('%s comes back to the bit, verified by its hash', async (_, bytes) => {
    const file = unwrap(await readModelFile(bytes));
    expect(file).toEqual({ model, hash: sealed.hash, verified: true });
  });

  it('predicts as the model it was written from', async () => {
    const table = tableOf(sampleRows(200, 3));
    const rows = Uint32Array.from({ length: 200 }, (_, row) => row);
    const imported = unwrap(await readModelFile(binary)).model;
    expect(predict(imported, table, rows)).toEqual(predict(model, table, rows));
    expect(new Set(predict(imported, table, rows)).size).toBeGreaterThan(100);
  });

  it('binary is smaller, and may start anywhere in a buffer', async () => {
    expect(binary.length).toBeLessThan(json.length);
    const shifted = new Uint8Array(binary.length + 1);
    shifted.set(binary, 1);
    expect((await readModelFile(shifted.subarray(1))).ok).toBe(true);
  });

  it('without a hash is read, unverified; laid out otherwise it has the same hash', async () => {
    expect(unwrap(await readModelFile(text(stored)))).toMatchObject({ hash: null, verified: false });
    const turned = Object.fromEntries(Object.entries(sealed).reverse());
    const pretty = text(JSON.stringify(turned, null, 2));
    expect(unwrap(await readModelFile(pretty)).verified).toBe(true);
  });

  it('with a field of a later version, hashed, is read', async () => {
    const more = await sealArtifact({ ...encodeArtifact(model), ...{ calibration: { slope: 1 } } });
    expect(unwrap(await readModelFile(toJsonFile(more))).verified).toBe(true);
  });

  it('with any one changed byte is refused, or is the same model still', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        fc.boolean(),
        async (place, flip, inBinary) => {
          const bytes = (inBinary ? binary : json).slice();
          const at = place % bytes.length;
          bytes[at] = Number(bytes[at]) ^ flip;
          const read = await readModelFile(bytes);
          // A changed name of "hash" leaves a file without one.
          if (read.ok && read.value.hash !== null) expect(read.value.model).toEqual(model);
          else if (read.ok) expect(read.value.verified).toBe(false);
          else expect(read.error.message).toMatch(/^This .*\.$/);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('with another scale than when it was sealed is damaged', async () => {
    const steps = sealed.pipeline.steps.map((step) =>
      step.kind === 'numeric' ? { ...step, centre: 1 } : step,
    );
    const changed = { ...sealed, pipeline: { ...sealed.pipeline, steps } };
    expect(await refusal(toJsonFile(changed))).toMatchObject({
      code: 'MODEL_FILE_DAMAGED',
      message: expect.stringContaining('not what its hash says'),
    });
  });

  it('with figures nested beyond any sense gives an error, not a throw', async () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    const bytes = text(
      JSON.stringify({ ...sealed, metrics: { deep: 0 } }).replace('"deep":0', `"deep":${deep}`),
    );
    expect((await refusal(bytes)).code).toMatch(/^MODEL_FILE_/);
  });

  it.each<[string, Uint8Array, RegExp]>([
    ['nothing', new Uint8Array(0), /empty/],
    ['a picture', Uint8Array.of(0x89, 0x50, 0x4e, 0x47), /not JSON/],
    ['a CSV', text('age,risk\n40,1\n'), /not JSON/],
    ['an archive', text('PK\u0003\u0004'), /ZIP archive/],
    ['a TensorFlow.js model', text({ format: 'layers-model', modelTopology: {} }), /TensorFlow\.js/],
    ['a study', text({ id: 'x', label: { column: 'y' }, features: [] }), /is a study/],
    ['JSON cut short', json.slice(0, 500), /ends too early/],
    ['binary cut short', binary.slice(0, 300), /ends too early/],
    ['binary without its last weights', binary.slice(0, -8), /weights and the file/],
    ['a preamble only', binary.slice(0, 7), /ends too early/],
    ['a later version', text({ ...stored, formatVersion: 2 }), /newer version of FedHealth/],
    ['a list', text([]), /not JSON|wrong character/],
    ['another document', text({ format: 'x' }), /format/],
  ])('that is %s gives an error in words', async (_, bytes, message) => {
    expect((await refusal(bytes)).message).toMatch(message);
  });
});
