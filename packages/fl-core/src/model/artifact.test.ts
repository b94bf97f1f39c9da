import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createNetwork,
  decodeArtifact,
  encodeArtifact,
  initializeWeights,
  type Model,
  type ModelArtifact,
} from './index.ts';

const network = createNetwork({ hidden: [3], activation: 'relu', l2: 0 }, 2);
const model: Model = {
  study: { id: 'demo', version: 2, title: 'A demo', label: { column: 'risk', positive: '1' } },
  network,
  pipeline: {
    version: 1,
    steps: [
      { kind: 'numeric', name: 'age', impute: 50, centre: 50, spread: 10 },
      { kind: 'boolean', name: 'smoker', impute: 0 },
    ],
    inputs: ['age', 'smoker'],
  },
  weights: initializeWeights(network, 9),
  metrics: { validation: { auc: 0.8 } },
  lineage: {
    run: 'run-1',
    round: 20,
    parent: null,
    createdAt: '2025-01-01T00:00:00.000Z',
    sites: 3,
    engine: 'tfjs-wasm',
  },
};
const throughJson = (artifact: ModelArtifact): unknown => JSON.parse(JSON.stringify(artifact));
const broken = (change: Partial<Record<keyof ModelArtifact, unknown>>) =>
  decodeArtifact({ ...encodeArtifact(model), ...change });

describe('the model artifact', () => {
  it('comes back from JSON as it was, to the bit', () => {
    expect(decodeArtifact(throughJson(encodeArtifact(model)))).toEqual({ ok: true, value: model });
  });

  it('carries any finite weights', () => {
    fc.assert(
      fc.property(
        fc.float32Array({ minLength: 13, maxLength: 13, noNaN: true, noDefaultInfinity: true }),
        (weights) => {
          const decoded = decodeArtifact(throughJson(encodeArtifact({ ...model, weights })));
          expect(decoded.ok && [...decoded.value.weights].map((x) => Object.is(x, -0) || x)).toEqual(
            [...weights].map((x) => Object.is(x, -0) || x),
          );
        },
      ),
    );
  });

  it('carries more weights than one string chunk holds', () => {
    const wide = createNetwork({ hidden: [200, 100], activation: 'relu', l2: 0 }, 2);
    const large = { ...model, network: wide, weights: initializeWeights(wide, 1) };
    expect(decodeArtifact(throughJson(encodeArtifact(large)))).toEqual({ ok: true, value: large });
  });

  it('is plain: its weights are base64 of little-endian floats', () => {
    const one = createNetwork({ hidden: [], activation: 'relu', l2: 0 }, 2);
    const { weights } = encodeArtifact({ ...model, network: one, weights: Float32Array.of(1, -2, 0.5) });
    expect(weights).toBe('AACAPwAAAMAAAAA/');
  });

  it.each([
    ['another format', { format: 'something-else' }, /format/],
    ['a later version', { formatVersion: 2 }, /formatVersion/],
    ['too few weights', { weights: 'AACAPwAAAMAAAAA/' }, /13 weights and the file 3/],
    ['weights that are not base64', { weights: '*not base64*' }, /damaged/],
    ['weights cut inside a number', { weights: 'AACAPwA=' }, /damaged/],
    ['another number of inputs', { pipeline: { ...model.pipeline, inputs: ['age'] } }, /gives 1 inputs/],
    ['layers that do not fit', { network: { ...network, inputs: 5 } }, /network/],
    ['no sigmoid at the end', { network: { inputs: 2, layers: network.layers.slice(0, 1) } }, /sigmoid/],
  ])('refuses %s', (_, change, message) => {
    expect(broken(change)).toEqual({
      ok: false,
      error: { code: 'ARTIFACT_INVALID', message: expect.stringMatching(message) },
    });
  });

  it('refuses numbers that are not finite, on the way in and out', () => {
    const weights = Float32Array.from(model.weights);
    weights[4] = Number.NaN;
    expect(() => encodeArtifact({ ...model, weights })).toThrow(/weight 4 is not a finite number/);
    const bytes = new Uint8Array(weights.buffer);
    const base64 = btoa(String.fromCharCode(...bytes));
    expect(broken({ weights: base64 })).toMatchObject({ ok: false, error: { code: 'ARTIFACT_INVALID' } });
  });

  it('answers anything else with an error, not a throw', () => {
    fc.assert(
      fc.property(fc.anything(), (input) => {
        expect(decodeArtifact(input).ok).toBe(false);
      }),
    );
  });
});
