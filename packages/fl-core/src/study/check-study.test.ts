import { describe, expect, it } from 'vitest';
import { checkStudy } from './check-study.ts';
import { healthRiskStudy } from './health-risk.ts';

const base = { id: 'ward', label: { column: 'ill' }, features: [{ name: 'age' }] };

const places = (changes: object) => {
  const checked = checkStudy({ ...base, ...changes });
  return checked.ok ? [] : checked.error;
};

describe('checkStudy', () => {
  it('[S1] takes a study of three fields, and one that was read before', () => {
    expect(checkStudy(base)).toMatchObject({ ok: true, value: { id: 'ward', version: 1, title: 'ward' } });
    expect(checkStudy(healthRiskStudy)).toEqual({ ok: true, value: healthRiskStudy });
  });

  it('names each place that does not fit, in words', () => {
    expect(
      places({
        id: 'two words',
        label: { column: ' ' },
        features: [{ name: '' }, { name: 'x', kind: 'text' }, { name: 'y', range: [5, 1] }],
        model: { hidden: [0], l2: -1 },
        training: { batchSize: 1.5 },
        federation: { sampleFraction: 0, rounds: 'many' },
      }),
    ).toEqual([
      { path: 'id', message: 'An id has letters, digits, dots, dashes and underscores.' },
      { path: 'label.column', message: 'Fill this in.' },
      { path: 'features.0.name', message: 'Fill this in.' },
      { path: 'features.1.kind', message: 'Choose one of numeric, categorical, boolean.' },
      { path: 'features.2.range', message: 'The low end of a range must be below its high end.' },
      { path: 'model.hidden.0', message: 'Give at least 1.' },
      { path: 'model.l2', message: 'Give at least 0.' },
      { path: 'training.batchSize', message: 'Give a whole number.' },
      { path: 'federation.rounds', message: 'Give a number.' },
      { path: 'federation.sampleFraction', message: 'Give more than 0.' },
    ]);
  });

  it('looks into the kind of split that was meant', () => {
    expect(places({ split: { kind: 'seeded', testShare: 2 } })).toEqual([
      { path: 'split.testShare', message: 'Give less than 1.' },
    ]);
    expect(places({ split: { kind: 'column', column: '' } })).toEqual([
      { path: 'split.column', message: 'Fill this in.' },
    ]);
    expect(places({ split: { kind: 'dice' } })).toEqual([
      { path: 'split.kind', message: 'This does not fit.' },
    ]);
    expect(places({ features: [{ name: 'x', range: [1, null] }] })).toEqual([
      { path: 'features.0.range', message: 'Give both ends of the range as numbers, or neither.' },
    ]);
  });

  it('tells that weights of rows are two numbers above 0', () => {
    for (const classWeights of [[null, 2], [1]])
      expect(places({ training: { classWeights } })).toEqual([
        { path: 'training.classWeights', message: 'Give both weights as numbers above 0.' },
      ]);
    expect(places({ training: { classWeights: [1, 0] } })).toEqual([
      { path: 'training.classWeights.1', message: 'Give more than 0.' },
    ]);
  });

  it('tells what no file could satisfy', () => {
    expect(places({ split: { kind: 'timeOrdered' } }).map(({ path }) => path)).toEqual(['timestamp']);
    expect(places({ label: { column: 'ill', positive: 1, negative: '1 ' } })[0]?.path).toBe('label.negative');
    expect(places({ split: { kind: 'column', column: 'age' } })[0]?.path).toBe('features.0.name');
    expect(places({ split: { kind: 'column', column: 'ill' } })[0]?.path).toBe('split.column');
    expect(places({ subject: 'age' })[0]).toEqual({
      path: 'features.0.name',
      message: '“age” names the subject, so it cannot be a feature as well.',
    });
    expect(places({ features: [{ name: 'ill' }] })[0]?.path).toBe('features.0');
  });

  it.each([null, 7, 'study', [], undefined, { features: 'x' }])(
    'answers %j with places, never a throw',
    (input) => {
      const checked = checkStudy(input);
      expect(checked.ok).toBe(false);
      if (!checked.ok) for (const { message } of checked.error) expect(message).toMatch(/^[A-Z].*[.]$/);
    },
  );
});
