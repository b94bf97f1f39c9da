import { describe, expect, it } from 'vitest';
import { unwrap } from '../lib/result.ts';
import { parseStudy } from './parse-study.ts';

const least = { id: 'x', label: { column: 'y', positive: 'yes' }, features: [{ name: 'a' }] };

describe('a study as people write it', () => {
  it('[S1] needs an id, a label and one feature; the rest has defaults', () => {
    const study = unwrap(parseStudy(least));
    expect(study).toMatchObject({
      version: 1,
      title: 'x',
      features: [{ name: 'a', kind: 'numeric', source: 'other' }],
      split: { kind: 'seeded', testShare: 0.2, seed: 1 },
      model: { hidden: [64, 32], activation: 'relu', l2: 0 },
      training: { optimizer: 'adam', batchSize: 32, classWeights: 'none' },
      federation: { strategy: { kind: 'fedAvg' }, rounds: 20, minSites: 2, sampleFraction: 1 },
    });
  });

  it.each([
    [
      { kind: 'time-ordered', share: 0.3 },
      { kind: 'timeOrdered', testShare: 0.3 },
    ],
    [{ column: 'part' }, { kind: 'column', column: 'part', test: 'test' }],
    ['seeded', { kind: 'seeded', testShare: 0.2, seed: 1 }],
    [
      { testShare: 0.25, seed: 9 },
      { kind: 'seeded', testShare: 0.25, seed: 9 },
    ],
  ])('[S1] reads the split %j', (split, read) => {
    expect(unwrap(parseStudy({ ...least, split })).split).toEqual(read);
  });

  it('[S1] takes null for left out, true and numbers as labels, and a range as an object', () => {
    const study = unwrap(
      parseStudy({
        ...least,
        label: { column: 'y', positive: true },
        features: [{ name: 'a', unit: null, categories: null, range: { min: 0, max: 2 } }],
        training: { classWeights: true },
      }),
    );
    expect(study.label.positive).toBe('true');
    expect(study.features[0]).toMatchObject({ range: [0, 2] });
    expect(study.features[0]?.unit).toBeUndefined();
    expect(study.training.classWeights).toBe('balanced');
  });

  it('[S1] names each place that does not fit', () => {
    const result = parseStudy({
      ...least,
      features: [{ name: 'a', kind: 'colour' }, { name: 'y' }, { name: 'a' }],
    });
    expect(result.ok).toBe(false);
    if (!result.ok) expect(result.error.message).toMatch(/features\.0\.kind/);
    const twice = parseStudy({ ...least, features: [{ name: 'a' }, { name: 'y' }, { name: 'a' }] });
    if (!twice.ok) expect(twice.error.message).toMatch(/listed twice|is the label/);
    expect(twice.ok).toBe(false);
  });
});
