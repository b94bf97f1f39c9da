import { describe, expect, it } from 'vitest';
import { unwrap } from '../lib/result.ts';
import { prepareDataset, summariseMoments } from '../preprocessing/index.ts';
import { parseStudy, type StudyInput } from '../study/index.ts';
import { createTable } from '../table/index.ts';
import { backingOf } from './backing.ts';
import { checkDatasets, type DatasetCheckName, whyBlocked, worstOf } from './check-datasets.ts';
import { datasetShape } from './dataset-shape.ts';
import { protectMoments } from './disclosure-control.ts';

const study = (changes: Partial<StudyInput> = {}) =>
  unwrap(
    parseStudy({
      id: 's',
      label: { column: 'y', positive: 'yes' },
      split: { kind: 'column', column: 'part' },
      features: [
        { name: 'temp', unit: '°C', range: [-30, 50] },
        { name: 'free', unit: '°C' },
        { name: 'sex', kind: 'categorical', categories: ['f', 'm'] },
      ],
      ...changes,
    }),
  );
type Cells = readonly (number | string | null)[];
const cells = (of: (i: number) => number | string | null, count = 60): Cells =>
  Array.from({ length: count }, (_, i) => of(i));
const sound = {
  temp: cells((i) => 10 + (i % 20)),
  free: cells((i) => 10 + (i % 20) + i / 1000),
  sex: cells((i) => (i % 2 ? 'f' : 'm')),
  y: cells((i) => (i % 2 ? 'yes' : 'no')),
};

function shapeOf(changes: Record<string, Cells | null>, of = study()) {
  const columns = Object.entries({ ...sound, ...changes }).flatMap(([name, values]): [string, Cells][] =>
    values ? [[name, values]] : [],
  );
  const file = prepareDataset(createTable('s.csv', [...columns, ['part', []]]), of);
  const backing = backingOf(file);
  return { shape: datasetShape(file, protectMoments(summariseMoments(file), backing)), file };
}

/** The checks of a site with these columns beside two sound ones. */
function checksWith(changes: Record<string, Cells | null>) {
  const of = study();
  const site = (id: string, own: Record<string, Cells | null>) => {
    const { shape, file } = shapeOf(own, of);
    return { id, trainRows: file.train.length, shape };
  };
  const all = checkDatasets([site('a', {}), site('b', {}), site('own', changes)], of);
  const checks = all.get('own') ?? [];
  const message = (name: DatasetCheckName) => checks.find(({ check }) => check === name)?.message ?? null;
  return {
    checks,
    message,
    verdict: worstOf(checks),
    others: [worstOf(all.get('a') ?? []), worstOf(all.get('b') ?? [])],
  };
}

describe('the checks of a data set', () => {
  it('[C4] pass for files of one kind', () => {
    expect(checksWith({})).toMatchObject({ verdict: 'pass', others: ['pass', 'pass'] });
    expect(whyBlocked(checksWith({}).checks)).toBeNull();
  });

  it.each<[string, Record<string, Cells | null>, DatasetCheckName, RegExp]>([
    ['a missing column', { temp: null }, 'columns', /no column “temp”/],
    ['text for numbers', { free: cells(() => 'warm') }, 'kinds', /“free” holds text.*numbers in °C/],
    ['an empty column', { free: cells(() => null) }, 'values', /“free” holds no value/],
    ['another unit', { temp: cells((i) => 60 + i) }, 'range', /“temp”.*\(-30 to 50 °C\).*another unit/],
    [
      'nearly all in another unit',
      { temp: cells((i) => (i < 2 ? 40 : 70)) },
      'range',
      /Hardly any value of the column “temp”/,
    ],
    ['unknown values', { sex: cells(() => 'unknown') }, 'kinds', /“sex”.*“f” and “m”/],
  ])('[C4] %s blocks, and says which column and why', (_, changes, check, reason) => {
    const { message, verdict, checks, others } = checksWith(changes);
    expect(verdict).toBe('block');
    expect(message(check)).toMatch(reason);
    expect(whyBlocked(checks)).toMatch(reason);
    expect(others).toEqual(['pass', 'pass']);
  });

  it.each<[string, Record<string, Cells | null>, DatasetCheckName, RegExp]>([
    ['much missing', { free: cells((i) => (i % 2 ? i : null)) }, 'values', /“free” lacks about 50 %/],
    [
      'much implausible',
      { temp: cells((i) => (i % 2 ? 20 + (i % 9) : 99)) },
      'range',
      /about 50 %.*Is it in °C\?/,
    ],
    [
      'a mean far off',
      { free: cells((i) => 70 + (i % 20) + i / 1000) },
      'others',
      /“free” is far from.*79.5 here, 19.5 at 2 other/,
    ],
    ['a rare outcome', { y: cells((i) => (i < 5 ? 'yes' : 'no')) }, 'outcome', /Fewer than 10/],
    [
      'another word for an outcome',
      { y: cells((i) => (i % 2 ? 'yes' : 'never')) },
      'outcome',
      /“y” as “never”/,
    ],
  ])('[C5] %s is remarked on and does not block', (_, changes, check, reason) => {
    const { message, verdict } = checksWith(changes);
    expect(verdict).toBe('warn');
    expect(message(check)).toMatch(reason);
  });

  it('[C5] two hospitals that differ are both asked about it', () => {
    const of = study();
    const sites = [
      { id: 'a', trainRows: 60, shape: shapeOf({}).shape },
      { id: 'b', trainRows: 60, shape: shapeOf({ free: cells((i) => 70 + (i % 20) + i / 1000) }).shape },
    ];
    expect([...checkDatasets(sites, of).values()].map(worstOf)).toEqual(['warn', 'warn']);
  });

  it('[Q7] the shape of nine rows has no share, no mean and no label', () => {
    const few = Object.fromEntries(Object.entries(sound).map(([name, values]) => [name, values.slice(0, 9)]));
    const { shape } = shapeOf(few);
    expect(shape.labels).toEqual([]);
    for (const { missing, outside, mean, sd } of shape.columns)
      expect([missing, outside, mean, sd]).toEqual([null, null, null, null]);
    const checks = checkDatasets([{ id: 'x', trainRows: 9, shape }], study()).get('x') ?? [];
    expect(worstOf(checks)).toBe('warn');
    expect(checks.find(({ check }) => check === 'size')?.message).toMatch(/9 training rows.*can train/);
  });

  it('[Q7] shares go in steps of 5 %, means to three digits', () => {
    const { shape } = shapeOf({ free: cells((i) => (i < 7 ? null : 1234.5678 + i)) });
    expect(shape.columns[1]).toMatchObject({ missing: 0.1, outside: 0, mean: 1270, found: 'numbers' });
  });
});
