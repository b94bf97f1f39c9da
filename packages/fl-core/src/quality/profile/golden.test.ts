/** The profile against pandas and SciPy (see golden/profile.py). */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Study, studySchema } from '../../study/index.ts';
import { readCsv } from '../../table/index.ts';
import golden from './golden/profile.json' with { type: 'json' };
import { profile } from './profile.ts';
import { type Profile, profileSchema } from './schema.ts';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const FILES = { nodeA: at('../../../../../data/node_A_data.csv'), nasty: at('golden/nasty.csv') };

async function profileOf(path: string, order: readonly string[], timestamp?: string): Promise<Profile> {
  const table = await readCsv(new Uint8Array(readFileSync(path)), { name: 'file.csv' });
  if (!table.ok) throw new Error(table.error.message);
  const study: Study = studySchema.parse({
    id: 'golden',
    label: { column: 'risk', positive: 1 },
    timestamp,
    features: order.filter((name) => name !== 'risk').map((name) => ({ name })),
  });
  return profile(table.value, study);
}

type Figures = 'count' | 'missing' | 'distinct' | 'zeros' | 'iqrOutliers';
type MaybeFigures = 'mean' | 'std' | 'min' | 'max' | 'skewness' | 'kurtosis' | 'mad' | 'robustZ';
type ColumnFigures = Record<Figures, number> &
  Record<MaybeFigures, number | null> & { readonly quantiles: readonly (number | null)[] };

/** Within 1e-6, relative where a figure is large; null and null only. */
function expectClose(actual: number | null | undefined, expected: number | null, what: string): void {
  if (expected === null) {
    expect(actual, what).toBeNull();
    return;
  }
  const off = Math.abs((actual ?? Number.NaN) - expected) / Math.max(1, Math.abs(expected));
  expect(off, `${what}: ${actual} for ${expected}`).toBeLessThan(1e-6);
}

const place = (profile: Profile, name: string): number => profile.correlations.columns.indexOf(name);

describe.each(['nodeA', 'nasty'] as const)('%s', (name) => {
  const expected = golden[name];
  const columns: Record<string, ColumnFigures> = expected.columns;
  let found: Profile;
  beforeAll(async () => {
    found = await profileOf(FILES[name], expected.order, name === 'nodeA' ? 'timestamp' : undefined);
  });

  it('fits its schema and holds no NaN', () => {
    expect(profileSchema.parse(JSON.parse(JSON.stringify(found)))).toEqual(found);
  });

  it('agrees on rows and duplicates', () => {
    expect(found.overview.rows).toBe(expected.rows);
    expect(found.overview.duplicateRows).toBe(expected.duplicates);
  });

  it.each(expected.order)('agrees on %s', (column) => {
    const actual = found.columns.find((one) => one.name === column);
    const wanted = columns[column];
    if (!actual || !wanted) throw new Error(`${column} is not there`);
    for (const key of ['count', 'missing', 'distinct', 'zeros'] as const) {
      expect(actual[key], key).toBe(wanted[key]);
    }
    for (const key of ['mean', 'std', 'min', 'max', 'skewness', 'kurtosis', 'mad'] as const) {
      expectClose(actual[key], wanted[key], key);
    }
    Object.values(actual.quantiles).forEach((quantile, index) => {
      expectClose(quantile, wanted.quantiles[index] ?? null, `quantile ${index}`);
    });
    expect(actual.outliers.iqr?.count ?? 0).toBe(wanted.iqrOutliers);
    expect(actual.outliers.robustZ?.count ?? null).toBe(wanted.robustZ);
  });

  it.each(['pearson', 'spearman'] as const)('agrees on %s for every pair', (kind) => {
    expected.order.forEach((a, i) => {
      expected.order.forEach((b, j) => {
        const [row, column] = [place(found, a), place(found, b)];
        // A column without any value is not among the correlated ones.
        if (row < 0 || column < 0) expect(expected[kind][i]?.[j] ?? null).toBeNull();
        else
          expectClose(found.correlations[kind][row]?.[column], expected[kind][i]?.[j] ?? null, `${a}, ${b}`);
      });
    });
    const [first, last] = [place(found, expected.order[0] ?? ''), place(found, 'risk')];
    expectClose(found.correlations.spearman[first]?.[last], expected.scipySpearman, 'SciPy');
  });

  it('agrees on what goes missing together', () => {
    expect(found.missing.together.columns).toEqual(expected.together.columns);
    expected.together.matrix.forEach((line, i) => {
      line.forEach((value, j) => {
        expectClose(found.missing.together.matrix[i]?.[j], value, `${i}, ${j}`);
      });
    });
  });
});

it('agrees on means over time', async () => {
  const { time, order } = golden.nodeA;
  const found = (await profileOf(FILES.nodeA, order, 'timestamp')).time;
  for (const part of ['hour', 'weekday', 'month'] as const) {
    expect(found?.[part].rows).toEqual(time[part].rows);
    const means: Record<string, number[]> = time[part].means;
    for (const name of order) {
      const own = found?.[part].means[found.columns.indexOf(name)];
      means[name]?.forEach((mean, bucket) => {
        expectClose(own?.[bucket], mean, `${name} ${part} ${bucket}`);
      });
    }
  }
});

it('agrees on categories', async () => {
  const { mixed, order } = golden.nasty;
  const { columns, matrix } = (await profileOf(FILES.nasty, order)).correlations.mixed;
  const of = (a: string, b: string) => matrix[columns.indexOf(a)]?.[columns.indexOf(b)];
  expectClose(of('ward', 'shift'), mixed.wardShift, 'ward and shift');
  expectClose(of('shift', 'risk'), mixed.shiftRisk, 'shift and risk');
  expectClose(of('ward', 'gaps'), mixed.wardGaps, 'ward and gaps');
  expectClose(of('shift', 'offset'), mixed.shiftOffset, 'shift and offset');
});
