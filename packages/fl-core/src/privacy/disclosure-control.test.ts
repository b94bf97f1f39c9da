import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unwrap } from '../lib/result.ts';
import {
  histogramEdges,
  mergeMoments,
  mergeStatistics,
  momentsOf,
  prepareDataset,
  quantileOf,
  summariseHistograms,
  summariseMoments,
} from '../preprocessing/index.ts';
import { parseStudy, type StudyInput } from '../study/index.ts';
import { createTable } from '../table/index.ts';
import { isAlike } from './alike.ts';
import { backingOf } from './backing.ts';
import { protectEvaluation, protectHistograms, protectLoss, protectMoments } from './disclosure-control.ts';
import { openHistograms } from './open-histograms.ts';
import { MIN_CELL } from './rules.ts';

const study = (features: StudyInput['features']) =>
  unwrap(
    parseStudy({ id: 's', label: { column: 'y' }, split: { kind: 'column', column: 'part' }, features }),
  );

function site(
  columns: Record<string, readonly (number | string | null)[]>,
  features: StudyInput['features'],
  positives?: number,
) {
  const rows = Math.max(0, ...Object.values(columns).map((cells) => cells.length));
  const share = positives ?? Math.floor(rows / 2);
  return prepareDataset(
    createTable('s.csv', [
      ...Object.entries(columns),
      ['y', Array.from({ length: rows }, (_, i) => (i < share ? 1 : 0))],
      ['part', []],
    ]),
    study(features),
  );
}

const told = (file: ReturnType<typeof site>) => protectMoments(summariseMoments(file), backingOf(file));
const numbers = (count: number, of: (i: number) => number | null = (i) => i) =>
  Array.from({ length: count }, (_, i) => of(i));

/** The federation of these columns, through the rules, as the coordinator sees it. */
function federate(parts: readonly (readonly number[])[]) {
  const features: StudyInput['features'] = [{ name: 'x' }];
  const files = parts.map((x) => site({ x }, features));
  const moments = files.map(told);
  const merged = unwrap(mergeMoments(moments, study(features)));
  const edges = histogramEdges(merged, study(features));
  const histograms = files.map((file, index) => {
    const own = moments[index];
    if (!own) throw new Error('no moments');
    const sent = protectHistograms(unwrap(summariseHistograms(file, edges)), own);
    return { sent, opened: unwrap(openHistograms(sent, edges)) };
  });
  const statistics = unwrap(
    mergeStatistics(
      moments,
      histograms.map(({ opened }) => opened),
      edges,
      study(features),
    ),
  );
  return { moments, edges, histograms, statistics };
}

describe('what a site tells', () => {
  it('[Q3] no mean or spread of fewer than ten values', () => {
    const features: StudyInput['features'] = [{ name: 'a' }, { name: 'b' }];
    const sent = told(site({ a: numbers(40), b: numbers(40, (i) => (i < 9 ? i : null)) }, features));
    expect(sent.numeric).toEqual({ a: { count: 40, mean: 19.5, m2: 5330 } });
    expect(sent.withheld).toEqual({ b: 'few' });
  });

  it('[Q4] nothing of a column whose values are as good as all alike', () => {
    const features: StudyInput['features'] = [{ name: 'same' }, { name: 'nearly' }, { name: 'varied' }];
    const file = site(
      {
        same: numbers(40, () => 37),
        nearly: numbers(40, (i) => (i < 9 ? 1 : 0)),
        varied: numbers(40, (i) => (i < 10 ? 1 : 0)),
      },
      features,
    );
    expect(told(file).withheld).toEqual({ same: 'alike', nearly: 'alike' });
    expect(Object.keys(told(file).numeric)).toEqual(['varied']);
    expect(
      isAlike(
        Uint32Array.from({ length: 10 }, (_, i) => i),
        (row) => row,
        (row) => row,
      ),
    ).toBe(false);
  });

  it('[Q5] the count of an outcome only when both are frequent', () => {
    const features: StudyInput['features'] = [{ name: 'x' }];
    expect(told(site({ x: numbers(40) }, features, 10)).positives).toBe(10);
    expect(told(site({ x: numbers(40) }, features, 9)).positives).toBeNull();
    expect(told(site({ x: numbers(40) }, features, 31)).positives).toBeNull();
  });

  it('[Q5] scores only where both outcomes are frequent among the test rows, then exactly', () => {
    const good = { n: 40, tp: 9, fp: 3, tn: 27, fn: 1, logLoss: 0.4, brier: 0.2, auc: 0.8 };
    expect(protectEvaluation(good, { with: 10, without: 10 })).toBe(good);
    const nothing = { n: 0, tp: 0, fp: 0, tn: 0, fn: 0, logLoss: null, brier: null, auc: null };
    expect(protectEvaluation(good, { with: 9, without: 10 })).toEqual(nothing);
    expect(protectEvaluation(good, { with: 10, without: 9 })).toEqual(nothing);
  });

  it('[Q3] a training loss over ten rows or more', () => {
    expect([protectLoss(0.5, 9), protectLoss(0.5, 10)]).toEqual([null, 0.5]);
  });

  it('[Q7] nine records tell nothing but how many there are', () => {
    const features: StudyInput['features'] = [
      { name: 'x' },
      { name: 'sex', kind: 'categorical' },
      { name: 'b', kind: 'boolean' },
    ];
    const file = site(
      { x: numbers(9, (i) => 4321.5 + i), sex: numbers(9).map(() => 'secret'), b: numbers(9, (i) => i % 2) },
      features,
    );
    const sent = told(file);
    expect(sent).toEqual({
      rows: 9,
      positives: null,
      numeric: {},
      categorical: {},
      other: {},
      withheld: { x: 'few', sex: 'few', b: 'few' },
    });
    const histograms = protectHistograms(unwrap(summariseHistograms(file, { x: [4320, 4325, 4340] })), sent);
    expect(histograms).toEqual({ numeric: {} });
  });
});

describe('the federation through the rules', () => {
  const part = (least: number) =>
    fc.uniqueArray(fc.double({ min: -1000, max: 1000, noNaN: true }), { minLength: least, maxLength: 120 });

  it('[Q6] merged moments are those of the pooled rows of the sites that told, to 1e-9', () => {
    fc.assert(
      fc.property(fc.array(part(20), { minLength: 1, maxLength: 5 }), part(0), (parts, small) => {
        const few = small.slice(0, MIN_CELL - 1);
        const { statistics, moments } = federate([...parts, few]);
        const telling = parts.filter((_, index) => Object.hasOwn(moments[index]?.numeric ?? {}, 'x')).flat();
        const pooled = momentsOf(Uint32Array.from(telling.keys()), (row) => telling[row] ?? 0);
        const [x] = statistics.features;
        if (x?.kind !== 'numeric') throw new Error('not numeric');
        expect(x.count).toBe(pooled.count);
        if (pooled.count === 0) return;
        const sd = Math.sqrt(pooled.m2 / pooled.count);
        const scale = Math.max(Math.abs(pooled.mean), sd);
        expect(Math.abs(x.mean - pooled.mean)).toBeLessThanOrEqual(1e-9 * scale);
        expect(Math.abs(x.sd - sd)).toBeLessThanOrEqual(1e-9 * Math.max(sd, 1e-6));
      }),
      { numRuns: 150 },
    );
  });

  it('[Q6] quantiles lie in the cells that hold the pooled ones', () => {
    fc.assert(
      fc.property(part(60), fc.constantFrom(0.1, 0.25, 0.5, 0.75, 0.9), (values, q) => {
        const { edges, histograms, statistics } = federate([values]);
        const cells = histograms[0]?.sent.numeric.x ?? [];
        const [x] = statistics.features;
        if (x?.kind !== 'numeric' || x.count === 0) return;
        const sorted = [...values].sort((a, b) => a - b);
        const own = edges.x ?? [];
        const found = quantileOf(x.histogram, q) ?? Number.NaN;
        const cellOf = (value: number) =>
          cells.findIndex(([, last]) => value < (own[last + 1] ?? Number.POSITIVE_INFINITY));
        const at = (position: number) => cellOf(sorted[Math.min(values.length - 1, position)] ?? 0);
        const below = at(Math.max(0, Math.ceil(q * values.length) - 1));
        const above = at(Math.floor(q * values.length));
        const cell = cellOf(found);
        // A quantile on the edge of a cell belongs to both.
        expect(cell === -1 ? cells.length - 1 : cell).toBeGreaterThanOrEqual(below);
        expect(cell === -1 ? cells.length - 1 : cell).toBeLessThanOrEqual(above + 1);
      }),
      { numRuns: 200 },
    );
  });

  it('[Q1] totals of histograms are exact, and cells that tell too little are refused', () => {
    const { histograms, statistics } = federate([numbers(300, (i) => Math.sin(i)).map(Number), [1, 2, 3]]);
    const [x] = statistics.features;
    expect(x?.kind === 'numeric' && x.histogram.counts.reduce((a, b) => a + b, 0)).toBe(300);
    expect(histograms[1]?.sent.numeric).toEqual({});
    const refused = openHistograms({ numeric: { x: [[0, 1, 9]] } }, { x: [0, 1, 2] });
    expect(refused).toMatchObject({ ok: false, error: { code: 'SUMMARY_UNFIT' } });
  });

  it('[Q8] what nobody may tell of takes the scale of the study’s range, else its own', () => {
    const { statistics } = federate([
      [1, 2, 3],
      [4, 5],
    ]);
    expect(statistics.features[0]).toMatchObject({ count: 0, mean: 0 });
    expect(statistics.positives).toBeNull();
  });
});
