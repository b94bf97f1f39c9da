/** A model file without the newer optional fields must stay readable, and score as it did (golden/artifact-v1.py). */
import { describe, expect, it } from 'vitest';
import { unwrap } from '../lib/result.ts';
import { transformFeatures } from '../preprocessing/index.ts';
import { type CellValue, createTable } from '../table/index.ts';
import stored from './fixtures/artifact-v1.json' with { type: 'json' };
import golden from './golden/artifact-v1.json' with { type: 'json' };
import { decodeArtifact, encodeArtifact, forward } from './index.ts';

const columns = ['age', 'heart_rate', 'ward', 'smoker'] as const;
const table = createTable(
  'rows.csv',
  columns.map((name) => [name, golden.rows.map((row): CellValue => row[name])] as const),
);
const everyRow = Uint32Array.from(golden.rows, (_, row) => row);

describe('a stored model file without the newer optional fields', () => {
  it('has none of them', () => {
    expect(JSON.stringify(stored)).not.toMatch(/"(indicator|outliers|parts|engine)"/);
  });

  it('scores the same rows as when it was stored', () => {
    const { network, pipeline, weights } = unwrap(decodeArtifact(stored));
    const features = transformFeatures(table, pipeline, everyRow);
    const scores = forward(network, weights, features, golden.rows.length);
    expect(golden.scores).toHaveLength(5);
    expect(scores).toHaveLength(golden.scores.length);
    golden.scores.forEach((score, row) => {
      expect(Math.abs(Number(scores[row]) - score)).toBeLessThan(1e-6);
    });
  });

  it('is stored again as the same JSON', () => {
    expect(encodeArtifact(unwrap(decodeArtifact(stored)))).toEqual(stored);
  });
});
