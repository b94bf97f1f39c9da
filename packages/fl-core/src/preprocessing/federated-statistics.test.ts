import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Result, unwrap } from '../lib/result.ts';
import { parseStudy, type StudyInput } from '../study/index.ts';
import { type CellValue, createTable } from '../table/index.ts';
import { checkHistograms, checkMoments } from './check-summaries.ts';
import { mergeMoments, mergeStatistics } from './federated-statistics.ts';
import { momentsOf } from './moments.ts';
import { prepareDataset } from './prepare-dataset.ts';
import { histogramEdges, summariseHistograms, summariseMoments } from './summarise.ts';
import type { FeatureStatistics, MomentsSummary } from './types.ts';

type Columns = Record<string, readonly CellValue[]>;
const studyOf = (features: StudyInput['features']) =>
  unwrap(
    parseStudy({ id: 's', label: { column: 'y' }, split: { kind: 'column', column: 'part' }, features }),
  );

/** All rows are training rows, labelled 0, 1, 0, 1, … */
function site(columns: Columns, study: ReturnType<typeof studyOf>) {
  const rows = Math.max(...Object.values(columns).map((cells) => cells.length));
  const table = createTable('s.csv', [
    ...Object.entries(columns),
    ['y', Array.from({ length: rows }, (_, i) => i % 2)],
    ['part', []],
  ]);
  return prepareDataset(table, study);
}

function federate(sites: readonly Columns[], features: StudyInput['features']) {
  const study = studyOf(features);
  const data = sites.map((columns) => site(columns, study));
  const moments = data.map(summariseMoments);
  const merged = unwrap(mergeMoments(moments, study));
  const edges = histogramEdges(merged, study);
  const histograms = data.map((one) => unwrap(summariseHistograms(one, edges)));
  const statistics = unwrap(mergeStatistics(moments, histograms, edges, study));
  return { study, moments, merged, edges, histograms, statistics };
}

const numeric = (feature: FeatureStatistics | undefined) => {
  if (feature?.kind !== 'numeric') throw new Error('not numeric');
  return feature;
};
const choices = (feature: FeatureStatistics | undefined) => {
  if (!feature || feature.kind === 'numeric') throw new Error('not categorical');
  return feature;
};
const codeOf = <T>(result: Result<T>) => (result.ok ? 'ok' : result.error.code);
const why = <T>(result: Result<T>) => (result.ok ? 'ok' : result.error.message);

describe('merging', () => {
  it('[F2] gives the pooled mean and standard deviation whatever the sites’ shares', () => {
    const values = fc.array(fc.double({ min: -1000, max: 1000, noNaN: true }), { maxLength: 60 });
    const offset = fc.constantFrom(0, 1e6, -1e9);
    fc.assert(
      fc.property(fc.array(values, { minLength: 1, maxLength: 6 }), offset, (parts, shift) => {
        const shifted = parts.map((part) => part.map((value) => value + shift));
        const pooled = shifted.flat();
        if (pooled.length === 0) return;
        const { statistics } = federate(
          shifted.map((x) => ({ x })),
          [{ name: 'x' }],
        );
        const { count, mean, sd } = numeric(statistics.features[0]);
        const expected = momentsOf(Uint32Array.from(pooled.keys()), (row) => pooled[row] ?? 0);
        const expectedSd = Math.sqrt(expected.m2 / expected.count);
        expect(count).toBe(pooled.length);
        expect(Math.abs(mean - expected.mean)).toBeLessThanOrEqual(
          1e-9 * Math.max(Math.abs(expected.mean), expectedSd),
        );
        // What a double cannot tell of values near 1e9 it cannot tell of their spread.
        const resolution = Math.abs(shift) * 4e-16;
        expect(Math.abs(sd - expectedSd)).toBeLessThanOrEqual(1e-9 * expectedSd + resolution);
      }),
      { numRuns: 300 },
    );
  });

  it('[S2] counts rows, positives, categories and booleans', () => {
    const { statistics, merged } = federate(
      [
        { sex: ['m', 'f', 'f', null], smoker: ['yes', 'no', 'x', null] },
        { sex: ['other', 'f'], smoker: [0, '1'] },
      ],
      [
        { name: 'sex', kind: 'categorical' },
        { name: 'smoker', kind: 'boolean' },
      ],
    );
    expect(statistics).toMatchObject({ rows: 6, positives: 3 });
    expect(merged.categorical).toEqual({ sex: { f: 3, m: 1, other: 1 }, smoker: { '0': 2, '1': 2 } });
    expect(choices(statistics.features[0])).toEqual({
      kind: 'categorical',
      name: 'sex',
      count: 5,
      values: { f: 3, m: 1, other: 1 },
      mostFrequent: 'f',
    });
    expect(choices(statistics.features[1])).toMatchObject({ kind: 'boolean', count: 4, mostFrequent: '0' });
  });

  it('counts listed categories only, and each under its listed name', () => {
    const { statistics } = federate(
      [{ sex: ['F', 'f', 'm', 'x'] }],
      [{ name: 'sex', kind: 'categorical', categories: ['m', 'f', 'd', 'f'] }],
    );
    expect(choices(statistics.features[0])).toMatchObject({
      count: 3,
      values: { f: 2, m: 1, d: 0 },
      mostFrequent: 'f',
    });
  });

  it('leaves values outside the range out', () => {
    const { statistics } = federate([{ x: [1, 2, 3, 99] }, { x: [-5, 4] }], [{ name: 'x', range: [0, 10] }]);
    expect(numeric(statistics.features[0])).toMatchObject({ count: 4, mean: 2.5 });
  });

  it('looks at training rows only', () => {
    const study = studyOf([
      { name: 'x' },
      { name: 'sex', kind: 'categorical' },
      { name: 'b', kind: 'boolean' },
    ]);
    const table = createTable('s.csv', [
      ['x', [1, 3, 1000, 5]],
      ['sex', ['f', 'm', 'd', 'f']],
      ['b', [1, 0, 1, null]],
      ['y', [1, 0, 1, null]],
      ['part', ['train', 'train', 'test', 'train']],
    ]);
    const data = prepareDataset(table, study);
    const moments = summariseMoments(data);
    expect(moments).toEqual({
      rows: 2,
      positives: 1,
      numeric: { x: { count: 2, mean: 2, m2: 2 } },
      categorical: { sex: { f: 1, m: 1 }, b: { '0': 1, '1': 1 } },
    });
    expect(unwrap(summariseHistograms(data, { x: [0, 2, 4] })).numeric).toEqual({ x: [1, 1] });
  });

  it('[F4] a column that is missing at one site comes from the others; one missing everywhere is defined', () => {
    const { statistics } = federate(
      [
        { x: [null, null], z: [null] },
        { x: [1, 3], z: [null] },
      ],
      [{ name: 'x' }, { name: 'z' }],
    );
    expect(numeric(statistics.features[0])).toMatchObject({ count: 2, mean: 2, sd: 1 });
    expect(numeric(statistics.features[1])).toMatchObject({ count: 0, mean: 0, sd: 1, median: 0 });
  });

  it('[F4] a constant column has spread 0 and its value for a median', () => {
    const { statistics } = federate([{ x: [37, 37] }, { x: [37] }], [{ name: 'x' }]);
    expect(numeric(statistics.features[0])).toMatchObject({ mean: 37, sd: 0, median: 37 });
  });

  it('names like parts of every object are names like others', () => {
    const { statistics, moments } = federate(
      [
        Object.fromEntries([
          ['__proto__', [1, 3]],
          ['constructor', ['__proto__', 'toString']],
        ]),
      ],
      [{ name: '__proto__' }, { name: 'constructor', kind: 'categorical' }],
    );
    expect(numeric(statistics.features[0])).toMatchObject({ count: 2, mean: 2 });
    expect(Object.entries(choices(statistics.features[1]).values)).toEqual([
      ['__proto__', 1],
      ['toString', 1],
    ]);
    expect(Object.getPrototypeOf(moments[0]?.numeric)).toBe(Object.prototype);
  });

  it('sends at most 200 values of a category', () => {
    const { moments } = federate(
      [{ id: Array.from({ length: 500 }, (_, i) => `p${i % 300}`) }],
      [{ name: 'id', kind: 'categorical' }],
    );
    expect(Object.keys(moments[0]?.categorical.id ?? {})).toHaveLength(200);
    expect(moments[0]?.categorical.id).toMatchObject({ p0: 2, p199: 2 });
  });
});

describe('summaries that do not fit', () => {
  const features: StudyInput['features'] = [
    { name: 'x', range: [0, 10] },
    { name: 'sex', kind: 'categorical', categories: ['f', 'm'] },
  ];
  const { study, moments, edges, histograms } = federate([{ x: [1, 2, 3], sex: ['f', 'm', 'f'] }], features);
  const sound = moments[0] as MomentsSummary;
  const x = { count: 3, mean: 2, m2: 2 };

  it('accepts a sound one', () => {
    expect(codeOf(checkMoments(sound, study))).toBe('ok');
  });

  it.each<[string, Partial<MomentsSummary>]>([
    ['“x” is missing', { numeric: {} }],
    ['“sex” is missing', { categorical: {} }],
    ['features that the study does not have', { numeric: { x, more: x } }],
    ['not counts', { rows: 1.5 }],
    ['not counts', { positives: 4 }],
    ['“x” has a count that cannot be', { numeric: { x: { ...x, count: 4 } } }],
    ['not numbers', { numeric: { x: { ...x, mean: Number.NaN } } }],
    ['not numbers', { numeric: { x: { ...x, m2: -1 } } }],
    ['mean outside its range', { numeric: { x: { ...x, mean: 11 } } }],
    ['varies more than its range allows', { numeric: { x: { ...x, m2: 76 } } }],
    ['moments without a value', { numeric: { x: { ...x, count: 0 } } }],
    ['does not list', { categorical: { sex: { d: 1 } } }],
    ['more values than rows', { categorical: { sex: { f: 3, m: 1 } } }],
    ['counts that are not counts', { categorical: { sex: { f: -1 } } }],
  ])('%s', (reason, change) => {
    const result = mergeMoments([sound, { ...sound, ...change }], study);
    expect(codeOf(result)).toBe('SUMMARY_UNFIT');
    expect(why(result)).toContain('Site 2 of the list');
    expect(why(result)).toContain(reason);
  });

  it.each([
    ['is missing', {}],
    ['bins instead of', { x: [3] }],
    ['counts 4 values, its moments 3', { x: [4, ...new Array((edges.x?.length ?? 0) - 2).fill(0)] }],
    ['not counts', { x: [0.5, ...new Array((edges.x?.length ?? 0) - 2).fill(0)] }],
    ['features that the study does not have', { x: histograms[0]?.numeric.x ?? [], y: [1] }],
  ])('a histogram that %s', (reason, own) => {
    expect(why(checkHistograms({ numeric: own }, edges, study, sound))).toContain(reason);
    expect(codeOf(mergeStatistics([sound], [{ numeric: own }], edges, study))).toBe('SUMMARY_UNFIT');
  });

  it('a feature named like a part of every object is missing where it was not sent', () => {
    const named = studyOf([{ name: 'constructor' }, { name: 'toString', kind: 'boolean' }]);
    const nothing = { rows: 1, positives: 0, numeric: {}, categorical: {} };
    expect(why(checkMoments(nothing, named))).toContain('“constructor” is missing');
    expect(why(checkHistograms({ numeric: {} }, {}, named))).toContain('“constructor” is missing');
  });

  it('no summaries, or not one histogram for each', () => {
    expect(codeOf(mergeMoments([], study))).toBe('NO_SUMMARIES');
    expect(codeOf(mergeStatistics([], [], edges, study))).toBe('NO_SUMMARIES');
    expect(codeOf(mergeStatistics([sound], [], edges, study))).toBe('SUMMARY_UNFIT');
  });

  it.each([[{}], [{ x: [1] }], [{ x: [2, 1] }], [{ x: [0, Number.NaN] }]])(
    'edges %j are refused by a site',
    (unfit) => {
      const data = site({ x: [1, 2], sex: ['f', 'm'] }, study);
      expect(codeOf(summariseHistograms(data, unfit))).toBe('EDGES_UNFIT');
    },
  );
});
