import { describe, expect, it } from 'vitest';
import { unwrap } from '../../lib/result.ts';
import { histogramEdges, prepareDataset } from '../../preprocessing/index.ts';
import { DEFAULT_SITE_RULES } from '../../privacy/index.ts';
import type { Task } from '../../protocol/messages.ts';
import { parseStudy, type StudyInput } from '../../study/index.ts';
import { cellText, createTable } from '../../table/index.ts';
import { createSiteData } from '../data/site-data.ts';
import { guardOf } from '../testing/guard.ts';
import type { DisclosureMemory, DisclosureStore } from './disclosure-memory.ts';

const studyOf = (split: StudyInput['split'] = { kind: 'column', column: 'part' }) =>
  unwrap(
    parseStudy({
      id: 's',
      label: { column: 'y' },
      timestamp: 'when',
      features: [{ name: 'x' }, { name: 'z', range: [-50, 50] }],
      split,
    }),
  );

const wave = (i: number) => Math.sin(i * 12.9898) * 20 + i / 300;

/** A hospital of rows 0 … count − 1, and further ones in `more`. */
function hospital(count: number, more: readonly number[] = [], split?: StudyInput['split']) {
  const rows = [...Array.from({ length: count }, (_, i) => i), ...more];
  const file = prepareDataset(
    createTable('s.csv', [
      ['when', rows.map((i) => new Date(Date.UTC(2024, 0, 1) + Math.abs(i) * 3_600_000).toISOString())],
      ['x', rows.map(wave)],
      ['z', rows.map((i) => Math.cos(i) * 10)],
      ['y', rows.map((i) => Math.abs(i) % 2)],
      ['part', rows.map((i) => (Math.abs(i) % 5 === 0 ? 'test' : 'train'))],
    ]),
    studyOf(split),
  );
  return createSiteData(file);
}

function storeOf(): DisclosureStore & { kept: DisclosureMemory | null } {
  const store = {
    kept: null as DisclosureMemory | null,
    load: () => Promise.resolve(structuredClone(store.kept)),
    save: async (memory: DisclosureMemory) => {
      store.kept = structuredClone(memory);
    },
  };
  return store;
}

const fail = (): never => {
  throw new Error('The column is there.');
};

const differing = (one: ReadonlySet<number>, other: ReadonlySet<number>): number =>
  [...one].filter((value) => !other.has(value)).length + [...other].filter((value) => !one.has(value)).length;

const questionOf = (
  data: ReturnType<typeof hospital>,
  run: string,
  stretch = 1,
): Extract<Task, { kind: 'histograms' }> => {
  const moments = data.moments();
  const merged = Object.fromEntries(
    Object.entries(moments.numeric).map(([name, one]) => [name, { ...one, m2: one.m2 * stretch }]),
  );
  return {
    kind: 'histograms',
    run,
    edges: histogramEdges({ ...moments, numeric: merged }, data.study),
    moments: merged,
  };
};

describe('a site’s answers', () => {
  it.each([{ kind: 'column', column: 'part' } as const, { kind: 'timeOrdered' } as const])(
    '[Q15] are the earlier ones while fewer than ten rows are new, under the split $kind',
    async (split) => {
      const store = storeOf();
      const before = await guardOf(hospital(400, [], split), {}, store);
      const first = {
        moments: before.data().moments(),
        shape: before.data().shape(),
        rows: before.data().trainRows,
      };
      for (const more of [[-1], [-1, -2, -3], Array.from({ length: 9 }, (_, i) => -1 - i)]) {
        const after = await guardOf(hospital(400, more, split), {}, store);
        expect(after.data().moments()).toEqual(first.moments);
        expect(after.data().shape()).toEqual(first.shape);
        expect(after.data().trainRows).toBe(first.rows);
        expect(after.heldBack()).not.toBeNull();
      }
      const many = await guardOf(
        hospital(
          400,
          Array.from({ length: 60 }, (_, i) => -1 - i),
          split,
        ),
        {},
        store,
      );
      expect(many.data().moments()).not.toEqual(first.moments);
    },
  );

  it('[Q15] are the earlier ones while fewer than ten rows are gone; training does without further ones', async () => {
    const store = storeOf();
    const before = await guardOf(hospital(400), {}, store);
    const after = await guardOf(hospital(398), {}, store);
    expect(after.data().moments()).toEqual(before.data().moments());
    expect(after.data().trainRows).toBe(before.data().trainRows);
    const trained = after.data().file.train.length;
    expect(before.data().file.train.length - trained).toBeGreaterThanOrEqual(10);
    // Opened once more, it is the same set of rows.
    const again = await guardOf(hospital(398), {}, store);
    expect(again.data().file.train).toEqual(after.data().file.train);
  });

  it.each(['a further column', 'columns in another order', 'cells written otherwise'])(
    '[Q15] are the earlier ones when the file comes with %s and a row more',
    async (change) => {
      const store = storeOf();
      const before = await guardOf(hospital(400), {}, store);
      const { file } = hospital(400, [-1]);
      const textsOf = ({ name }: { name: string }): [string, (string | number | null)[]] => [
        name,
        Array.from({ length: 401 }, (_, row) =>
          name === 'x' || name === 'z'
            ? String(file.table.columns.find((one) => one.name === name)?.values[row])
            : cellText(file.table.columns.find((one) => one.name === name) ?? fail(), row),
        ),
      ];
      const columns = file.table.columns.map(textsOf);
      if (change === 'a further column')
        columns.unshift(['exported', columns[0]?.[1].map((_, i) => i) ?? []]);
      if (change === 'columns in another order') columns.reverse();
      if (change === 'cells written otherwise')
        for (const [name, cells] of columns)
          if (name === 'y') for (const [i, cell] of cells.entries()) cells[i] = `${cell}.0`;
      const again = createSiteData(prepareDataset(createTable('s.csv', columns), file.study));
      const after = await guardOf(again, {}, store);
      expect(after.data().moments()).toEqual(before.data().moments());
      expect(after.data().file.train.length).toBe(before.data().file.train.length);
      expect(after.heldBack()).toEqual({ newRows: 1, leftOut: 0 });
    },
  );

  it('[Q15] and its rows are never nearer than ten to any that were told of, however a file shrinks and grows', async () => {
    const store = storeOf();
    const sets: Set<number>[][] = [[], []];
    for (const [count, more] of [
      [400, []],
      [399, []],
      [398, []],
      [396, [-1]],
      [399, []],
      [400, [-1, -2]],
      [390, []],
      [388, []],
      [400, Array.from({ length: 12 }, (_, i) => -1 - i)],
      [399, Array.from({ length: 11 }, (_, i) => -1 - i)],
    ] as const) {
      const { file } = (await guardOf(hospital(count, more), {}, store)).data();
      const idOf = (row: number) => file.table.columns.find(({ name }) => name === 'x')?.values[row] ?? 0;
      for (const [part, rows] of [file.train, file.test].entries()) {
        const told = new Set(Array.from(rows, idOf));
        for (const before of sets[part] ?? []) {
          const apart = differing(told, before);
          expect(apart === 0 || apart >= 10).toBe(true);
        }
        sets[part]?.push(told);
      }
    }
  });

  it('[Q12] tell nothing more under other edges than under the first', async () => {
    const store = storeOf();
    const guard = await guardOf(hospital(400), {}, store);
    const first = questionOf(guard.data(), 'r1');
    const told = unwrap(guard.data().histograms(first.edges));
    await guard.rememberHistograms(first.edges, told);
    expect(unwrap(guard.data().histograms(first.edges))).toEqual(told);
    // A second hospital with the same first answer and other rows behind it: its later answers are the same.
    const other = questionOf(guard.data(), 'r2', 1.21);
    const later = unwrap(guard.data().histograms(other.edges));
    const reopened = await guardOf(hospital(400), {}, store);
    expect(unwrap(reopened.data().histograms(other.edges))).toEqual(later);
    const total = (cells: readonly (readonly [number, number, number])[] = []) =>
      cells.reduce((sum, [, , count]) => sum + count, 0);
    expect(total(later.numeric.x)).toBe(total(told.numeric.x));
    for (const cells of Object.values(later.numeric))
      for (const [, , count] of cells) expect(count).toBeGreaterThanOrEqual(10);
  });

  it('[Q12] are given to so many runs a day, whatever their names, and over a restart', async () => {
    const store = storeOf();
    let clock = 1_000;
    let guard = await guardOf(hospital(400), {}, store, () => clock);
    const { runsPerDay } = DEFAULT_SITE_RULES;
    const ask = (run: string) => guard.admitQuestion({ kind: 'moments', run });
    for (let run = 0; run < runsPerDay; run++) expect(await ask(`run ${run}`)).toMatchObject({ ok: true });
    expect(await ask('one more')).toMatchObject({ ok: false, error: { code: 'QUESTIONS_SPENT' } });
    expect(await ask('run 3')).toMatchObject({ ok: true });
    guard = await guardOf(hospital(400, [-1]), {}, store, () => clock);
    expect(await ask('after a restart')).toMatchObject({ ok: false });
    clock += 24 * 60 * 60 * 1000;
    expect(await ask('the next day')).toMatchObject({ ok: true });
  });

  const crafted: readonly (readonly [string, (task: Extract<Task, { kind: 'histograms' }>) => Task])[] = [
    ['no word of where they come from', ({ moments: _, ...task }) => task],
    ['one value singled out', (task) => ({ ...task, edges: { ...task.edges, x: [3, 3.001, 3.002] } })],
    [
      '4,096 bins',
      (task) => ({ ...task, edges: { ...task.edges, x: Array.from({ length: 4097 }, (_, i) => i / 100) } }),
    ],
    [
      'edges moved by a hair',
      (task) => ({ ...task, edges: { ...task.edges, x: (task.edges.x ?? []).map((edge) => edge + 1e-9) } }),
    ],
    ['a column left out', ({ edges: { x }, ...task }) => ({ ...task, edges: { x: x ?? [] } })],
  ];
  it.each(crafted)('[Q12] are not given between edges with %s', async (_what, craft) => {
    const guard = await guardOf(hospital(400));
    const honest = questionOf(guard.data(), 'r');
    expect(await guard.admitQuestion(honest)).toMatchObject({ ok: true });
    expect(await guard.admitQuestion(craft(honest))).toMatchObject({
      ok: false,
      error: { code: 'EDGES_REFUSED' },
    });
  });

  it.each([
    [
      'a spread far finer than its own',
      (m: { count: number; mean: number; m2: number }) => ({ ...m, m2: m.m2 / 5000 }),
    ],
    [
      'far more rows than would give so fine a scale',
      (m: { count: number; mean: number; m2: number }) => ({ ...m, count: m.count * 5000 }),
    ],
    ['no rows at all', (m: { count: number; mean: number; m2: number }) => ({ ...m, count: 0 })],
  ])('[Q12] are not given for merged moments with %s', async (_what, change) => {
    const guard = await guardOf(hospital(400));
    const { moments, ...rest } = questionOf(guard.data(), 'r');
    const x = moments?.x;
    if (!x) throw new Error('The column is told of.');
    const merged = { ...moments, x: change(x) };
    const edges = histogramEdges({ ...guard.data().moments(), numeric: merged }, guard.data().study);
    expect(await guard.admitQuestion({ ...rest, edges, moments: merged })).toMatchObject({
      error: { code: 'EDGES_REFUSED' },
    });
  });
});
