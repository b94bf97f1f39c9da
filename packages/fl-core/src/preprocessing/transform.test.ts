import { describe, expect, it } from 'vitest';
import { unwrap } from '../lib/result.ts';
import { parseStudy, type StudyInput } from '../study/index.ts';
import { type CellValue, createTable } from '../table/index.ts';
import { fitPipeline, withLocalScale } from './fit-pipeline.ts';
import { pipelineSchema } from './pipeline-schema.ts';
import { prepareDataset } from './prepare-dataset.ts';
import { summariseMoments } from './summarise.ts';
import { localPipeline, transformFeatures, transformRows } from './transform.ts';

type Columns = Record<string, readonly CellValue[]>;

/** Every row trains; labels 0, 1, 0, 1, … */
function prepare(
  columns: Columns,
  features: StudyInput['features'],
  preprocessing: StudyInput['preprocessing'] = {},
) {
  const rows = Math.max(...Object.values(columns).map((cells) => cells.length));
  const table = createTable('x.csv', [
    ...Object.entries(columns),
    ['y', Array.from({ length: rows }, (_, i) => i % 2)],
    ['part', []],
  ]);
  const split = { kind: 'column', column: 'part' } as const;
  return prepareDataset(
    table,
    unwrap(parseStudy({ id: 's', label: { column: 'y' }, split, features, preprocessing })),
  );
}

function fit(
  columns: Columns,
  features: StudyInput['features'],
  preprocessing: StudyInput['preprocessing'] = {},
) {
  const data = prepare(columns, features, preprocessing);
  const pipeline = localPipeline(data);
  const { features: numbers, width } = transformRows(data, pipeline, data.train);
  const matrix = Array.from(data.train, (_, row) => [...numbers.subarray(row * width, (row + 1) * width)]);
  return { data, pipeline, matrix };
}

describe('transformRows', () => {
  it('writes the rows asked for, in their order, with their labels', () => {
    const data = prepare(
      { a: [1, 2, 3, 4], b: [0, 1, 0, 1] },
      [{ name: 'a' }, { name: 'b', kind: 'boolean' }],
      { scale: 'none' },
    );
    const dataset = transformRows(data, localPipeline(data), Uint32Array.of(3, 1, 0));
    expect(dataset).toEqual({
      features: Float32Array.of(4, 1, 2, 1, 1, 0),
      labels: Float32Array.of(1, 1, 0),
      rows: 3,
      width: 2,
    });
  });

  it('fills what is missing, of no kind, or out of range', () => {
    const { matrix } = fit({ a: [1, 2, 3, null, 'x', 99] }, [{ name: 'a', range: [0, 10] }], {
      scale: 'none',
      impute: 'mean',
    });
    expect(matrix.flat()).toEqual([1, 2, 3, 2, 2, 2]);
  });

  it('makes one input of each category; an unknown one is none, a missing one the most frequent', () => {
    const { data, pipeline, matrix } = fit({ sex: ['m', 'f', 'f', null] }, [
      { name: 'sex', kind: 'categorical' },
    ]);
    expect(pipeline.inputs).toEqual(['sex=f', 'sex=m']);
    expect(matrix).toEqual([
      [0, 1],
      [1, 0],
      [1, 0],
      [1, 0],
    ]);
    const other = createTable('new.csv', [['sex', ['d', 'F', null]]]);
    expect([...transformFeatures(other, pipeline, Uint32Array.of(0, 1, 2))]).toEqual([0, 0, 1, 0, 1, 0]);
    expect(data.summary.usable).toBe(false); // four rows are too few, and yet nothing breaks
  });

  it('fills missing booleans with the more frequent', () => {
    expect(fit({ b: ['yes', 'y', 'no', null] }, [{ name: 'b', kind: 'boolean' }]).matrix.flat()).toEqual([
      1, 1, 0, 1,
    ]);
    expect(fit({ b: [null, null] }, [{ name: 'b', kind: 'boolean' }]).matrix.flat()).toEqual([0, 0]);
  });

  it('[F4] works with columns that are empty, constant, or not there at all', () => {
    const { matrix, pipeline } = fit({ a: [null, null, null], b: [7, 7, 7] }, [
      { name: 'a' },
      { name: 'b' },
      { name: 'c' },
      { name: 'd', kind: 'categorical' },
      { name: 'e', kind: 'categorical', categories: ['p', 'q'] },
      { name: 'f', kind: 'boolean' },
    ]);
    expect(pipeline.inputs).toEqual(['a', 'b', 'c', 'e=p', 'e=q', 'f']);
    expect(matrix).toEqual(Array.from({ length: 3 }, () => [0, 0, 0, 1, 0, 0]));
  });

  it('gives finite numbers whatever the cells', () => {
    const wild = ['1e308', '-1e308', 1e30, -1e30, '1e-320', 'Infinity', 'NaN', null, 'x', '2024-01-01', 0, 5];
    for (const scale of ['federated', 'perSite', 'none'] as const) {
      for (const outliers of ['keep', 'winsorize', 'missing'] as const) {
        for (const impute of ['median', 'mean', 'mostFrequent'] as const) {
          const { matrix } = fit({ a: wild }, [{ name: 'a' }], { scale, outliers, impute });
          expect(matrix.flat().every(Number.isFinite)).toBe(true);
        }
      }
    }
  });
});

describe('fitPipeline', () => {
  const numbers = Array.from({ length: 1000 }, (_, i) => i);

  it('is something the wire accepts, unchanged', () => {
    const { pipeline } = fit(
      { a: numbers, s: ['f'] },
      [
        { name: 'a', range: [0, 2000] },
        { name: 's', kind: 'categorical' },
      ],
      { outliers: 'winsorize' },
    );
    expect(pipelineSchema.parse(JSON.parse(JSON.stringify(pipeline)))).toEqual(pipeline);
  });

  it('pulls outliers in to the 1 % and 99 % quantiles, or takes them for missing', () => {
    const pulled = fit({ a: numbers }, [{ name: 'a' }], {
      outliers: 'winsorize',
      scale: 'none',
    }).matrix.flat();
    expect(Math.abs(Math.min(...pulled) - 10)).toBeLessThan(10);
    expect(Math.abs(Math.max(...pulled) - 990)).toBeLessThan(10);
    expect(Math.min(...pulled)).toBeGreaterThan(0);
    expect(pulled.slice(50, 900)).toEqual(numbers.slice(50, 900));
    const dropped = fit({ a: numbers }, [{ name: 'a' }], {
      outliers: 'missing',
      scale: 'none',
    }).matrix.flat();
    expect(dropped[0]).toBeCloseTo(500, -1);
    expect(dropped[999]).toBeCloseTo(500, -1);
    expect(dropped.slice(50, 900)).toEqual(numbers.slice(50, 900));
  });

  it('fills with the fullest bin for mostFrequent', () => {
    const a = [...numbers, ...new Array<number>(300).fill(700), null];
    expect(
      fit({ a }, [{ name: 'a' }], { impute: 'mostFrequent', scale: 'none' }).matrix.at(-1)?.[0],
    ).toBeCloseTo(700, -1);
  });

  it('does not depend on statistics being there', () => {
    const { study } = prepare({ a: [1] }, [
      { name: 'a' },
      { name: 's', kind: 'categorical' },
      { name: 'b', kind: 'boolean' },
    ]);
    const pipeline = fitPipeline({ rows: 0, positives: 0, features: [] }, study);
    expect(pipeline.steps[0]).toMatchObject({ impute: 0, centre: 0, spread: 1 });
    expect(pipeline.inputs).toEqual(['a', 'b']);
  });
});

describe('withLocalScale', () => {
  it('puts the site’s own centre and spread in, and keeps the rest', () => {
    const features: StudyInput['features'] = [
      { name: 'a' },
      { name: 'b' },
      { name: 'c' },
      { name: 's', kind: 'categorical' },
    ];
    const pipeline = localPipeline(prepare({ a: [10, 20], b: [1, 3], c: [1, 2], s: ['f', 'm'] }, features));
    const own = summariseMoments(prepare({ a: [100, 104], b: [null, null], c: [5, 5], s: ['f'] }, features));
    const local = withLocalScale(pipeline, own);
    expect(local.steps[0]).toEqual({ ...pipeline.steps[0], centre: 102, spread: 2 });
    expect(local.steps[1]).toEqual(pipeline.steps[1]);
    expect(local.steps[2]).toMatchObject({ centre: 5, spread: 1 });
    expect(local.steps[3]).toEqual(pipeline.steps[3]);
    expect(local.inputs).toEqual(pipeline.inputs);
  });
});
