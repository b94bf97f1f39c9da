import { expect, it } from 'vitest';
import { unwrap } from '../../lib/result.ts';
import { histogramEdges, prepareDataset } from '../../preprocessing/index.ts';
import { parseStudy, type StudyInput } from '../../study/index.ts';
import { createTable } from '../../table/index.ts';
import { createSiteData } from '../data/site-data.ts';
import { guardOf } from '../testing/guard.ts';
import type { DisclosureMemory, DisclosureStore } from './disclosure-memory.ts';

const rows = Array.from({ length: 400 }, (_, i) => i);
const table = createTable('s.csv', [
  ['x', rows.map((i) => 50 + Math.sin(i * 12.9898) * 20)],
  ['ward', rows.map((i) => (i < 3 ? 'c' : i % 2 ? 'a' : 'b'))],
  ['y', rows.map((i) => i % 2)],
  ['part', rows.map((i) => (i % 5 ? 'train' : 'test'))],
]);
const dataOf = (range: [number, number], categories: string[], id = 's') => {
  const features: StudyInput['features'] = [
    { name: 'x', range },
    { name: 'ward', kind: 'categorical', categories },
  ];
  const split = { kind: 'column', column: 'part' } as const;
  return createSiteData(
    prepareDataset(table, unwrap(parseStudy({ id, label: { column: 'y' }, features, split }))),
  );
};

function storeOf(): DisclosureStore {
  let kept: DisclosureMemory | null = null;
  return {
    load: () => Promise.resolve(structuredClone(kept)),
    save: async (memory) => {
      kept = structuredClone(memory);
    },
  };
}

const histogramOf = async (store: DisclosureStore, id: string, stretch: number) => {
  const guard = await guardOf(dataOf([0, 100], ['a', 'b', 'c'], id), {}, store);
  const moments = guard.data().moments();
  const x = moments.numeric.x ?? { count: 0, mean: 0, m2: 0 };
  const numeric = { x: { ...x, m2: x.m2 * stretch } };
  const edges = histogramEdges({ ...moments, numeric }, guard.data().study);
  const cells = unwrap(guard.data().histograms(edges));
  await guard.rememberHistograms(edges, cells);
  return cells.numeric.x;
};

it('[Q15] studies whose ranges differ by a few rows are told the same of a column', async () => {
  const store = storeOf();
  const told: unknown[] = [];
  const shapes: unknown[] = [];
  const counts = new Set<number | undefined>();
  for (const top of [69.9, 69.8, 69.6, 69.3]) {
    counts.add(dataOf([0, top], ['a', 'b', 'c']).moments().numeric.x?.count);
    const data = (await guardOf(dataOf([0, top], ['a', 'b', 'c']), {}, store)).data();
    told.push(data.moments().numeric.x);
    shapes.push([data.shape().columns[0]?.mean, data.shape().columns[0]?.sd]);
  }
  const sizes = [...counts].map(Number);
  expect(counts.size).toBeGreaterThan(1);
  expect(new Set(told.map((one) => JSON.stringify(one))).size).toBe(
    // Ten people on, the difference may be told.
    Math.max(...sizes) - Math.min(...sizes) < 10 ? 1 : 2,
  );
  const far = (await guardOf(dataOf([0, 50], ['a', 'b', 'c']), {}, store)).data();
  expect(far.moments().numeric.x).not.toEqual(told[0]);
});

it('[Q12] another study learns no finer histogram of a column', async () => {
  const [one, other] = [storeOf(), storeOf()];
  await histogramOf(one, 's', 1);
  await histogramOf(other, 's', 1);
  // What follows from the first answer: the same whatever study asks.
  expect(await histogramOf(one, 'another', 1.7)).toEqual(await histogramOf(other, 's', 1.7));
});

it('[Q15] a study that lists a value less is told no count that gives the rare one away', async () => {
  const store = storeOf();
  const first = (await guardOf(dataOf([0, 100], ['a', 'b', 'c']), {}, store)).data().moments();
  const second = (await guardOf(dataOf([0, 100], ['a', 'b']), {}, store)).data().moments();
  expect(dataOf([0, 100], ['a', 'b']).moments().categorical.ward).not.toEqual(first.categorical.ward);
  expect(second.categorical.ward).toEqual(first.categorical.ward);
  expect(second.other).toEqual(first.other);
});
