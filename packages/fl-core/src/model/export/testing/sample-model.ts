/** A model with every kind of preprocessing, and rows that meet every branch of it. */
import { createRng } from '../../../lib/index.ts';
import type { FeatureStep, Pipeline } from '../../../preprocessing/index.ts';
import { type CellValue, createTable, type Table } from '../../../table/index.ts';
import { type Activation, createNetwork, initializeWeights, type Model } from '../../index.ts';

const STEPS: readonly FeatureStep[] = [
  { kind: 'numeric', name: 'pressure', impute: 1013.2, centre: 1013.25, spread: 0.01, indicator: true },
  { kind: 'numeric', name: 'heart rate', range: [30, 220], impute: 72, centre: 74.125, spread: 11.75 },
  {
    kind: 'numeric',
    name: 'steps',
    range: [0, 60_000],
    outliers: { treat: 'winsorize', low: 120, high: 21_000 },
    // Beyond the quantiles on purpose: what fills a gap is not winsorized.
    impute: 22_000,
    centre: 6000,
    spread: 3000,
  },
  {
    kind: 'numeric',
    name: 'pm25',
    outliers: { treat: 'missing', low: 0.1, high: 88.7 },
    impute: 12.3,
    centre: 14,
    spread: 9,
    indicator: true,
  },
  { kind: 'numeric', name: 'constant', impute: 4, centre: 4, spread: 1e30 },
  {
    kind: 'categorical',
    name: 'ward "é"',
    categories: ['east', 'north', 'Œst', '7'],
    impute: 'north',
    indicator: true,
  },
  { kind: 'categorical', name: 'unit', categories: ['a', 'b'], impute: 'not listed' },
  { kind: 'categorical', name: 'empty', categories: [], impute: '', indicator: true },
  { kind: 'boolean', name: 'smoker', impute: 1, indicator: true },
  { kind: 'boolean', name: 'score', impute: 0 },
  { kind: 'time', name: 'taken at', parts: ['hour', 'weekday', 'month'] },
];

const INPUTS = [
  ...['pressure', 'pressure missing', 'heart rate', 'steps', 'pm25', 'pm25 missing', 'constant'],
  ...['ward "é"=east', 'ward "é"=north', 'ward "é"=Œst', 'ward "é"=7', 'ward "é" missing'],
  ...['unit=a', 'unit=b', 'empty missing', 'smoker', 'smoker missing', 'score'],
  ...['hour', 'weekday', 'month'].flatMap((part) => [`taken at ${part} sin`, `taken at ${part} cos`]),
];

export const everyStep: Pipeline = { version: 1, steps: STEPS, inputs: INPUTS };

export function sampleModel(
  hidden: readonly number[],
  activation: Activation,
  seed: number,
  { pipeline = everyStep, scale = 2 }: { pipeline?: Pipeline; scale?: number } = {},
): Model {
  const network = createNetwork({ hidden: [...hidden], activation, l2: 0 }, pipeline.inputs.length);
  const random = createRng(seed);
  return {
    study: { id: 'ward-study', version: 2, title: 'A ward', label: { column: 'risk', positive: 'yes' } },
    network,
    pipeline,
    // Larger than at the start of training, biases too: scores far apart.
    weights: initializeWeights(network, seed).map((weight) => scale * (weight + 0.2 * (random.next() - 0.5))),
    metrics: { validation: { auc: 0.8 } },
    lineage: { run: 'run-1', round: 3, parent: 1, createdAt: '2025-01-01T00:00:00.000Z', sites: 3 },
  };
}

/** Raw columns as a consumer has them; null is missing. */
export interface RawColumns {
  readonly numbers: Readonly<Record<string, readonly (number | null)[]>>;
  readonly texts: Readonly<Record<string, readonly (string | null)[]>>;
  /** Milliseconds since 1970. */
  readonly times: Readonly<Record<string, readonly (number | null)[]>>;
}

export function sampleRows(rows: number, seed: number): RawColumns {
  const random = createRng(seed);
  const some = <T>(make: (row: number) => T): (T | null)[] =>
    Array.from({ length: rows }, (_, row) => (random.next() < 0.15 ? null : make(row)));
  const between = (low: number, high: number) => some(() => low + random.next() * (high - low));
  const oneOf = <T>(...values: T[]) => some(() => values[Math.floor(random.next() * values.length)] as T);
  return {
    numbers: {
      pressure: between(1013.2, 1013.3),
      'heart rate': between(0, 260),
      steps: between(-500, 70_000),
      pm25: between(-10, 120),
      constant: oneOf(4, 5),
      smoker: oneOf(0, 1, 2),
      score: oneOf(0, 1),
    },
    texts: {
      'ward "é"': oneOf('east', 'north', 'Œst', '7', 'elsewhere'),
      unit: oneOf('a', 'b', 'c'),
      empty: oneOf('x'),
    },
    times: {
      // Every month boundary of leap and common years, before and after 1970.
      'taken at': some((row) => Date.UTC(1896 + (row % 220), row % 12, row % 2, row % 24, row % 60)),
    },
  };
}

/** The same rows as the product's own preparation takes them. */
export function tableOf({ numbers, texts, times }: RawColumns): Table {
  const written = (time: number | null): CellValue =>
    time === null ? null : new Date(time).toISOString().slice(0, 19);
  return createTable('rows.csv', [
    ...Object.entries(numbers),
    ...Object.entries(texts),
    ...Object.entries(times).map(([name, cells]) => [name, cells.map(written)] as const),
  ]);
}
