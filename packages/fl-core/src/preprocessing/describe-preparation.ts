import { booleanReader, categoryReader, MISSING } from '../quality/index.ts';
import { type Column, findColumn } from '../table/index.ts';
import type { PreparedDataset } from './prepare-dataset.ts';
import { timePart } from './time-parts.ts';
import type { FeatureStep, Pipeline } from './types.ts';

/** What values look like at one moment of the preparation: bins of numbers, or named values. */
export type StepValues =
  | { readonly kind: 'bins'; readonly edges: readonly number[]; readonly counts: readonly number[] }
  | { readonly kind: 'names'; readonly names: readonly string[]; readonly counts: readonly number[] };

/** One thing that the preparation does to a feature, over the rows that training and testing use. */
export interface PreparationStep {
  readonly feature: string;
  readonly step: 'range' | 'impute' | 'outliers' | 'scale' | 'encode' | 'indicator' | 'time';
  readonly rowsTouched: number;
  /** The numbers that the step works with, such as the value filled in. */
  readonly settings: Readonly<Record<string, number | string>>;
  readonly before: StepValues;
  readonly after: StepValues;
}

export interface PreparationEffects {
  /** Rows that training and testing use. */
  readonly rows: number;
  /** The network's inputs, in order. */
  readonly inputs: readonly string[];
  /** By feature in the pipeline's order, and within it in the order of doing. */
  readonly steps: readonly PreparationStep[];
}

type StepOf<K extends FeatureStep['kind']> = Extract<FeatureStep, { kind: K }>;
const BINS = 24;
const MOST_NAMES = 12;

/**
 * What a pipeline does to this file: for each feature its steps, the rows each touches and the values before
 * and after. For the hospital's own page: histograms here are not disclosure-checked and must not leave.
 */
export function describePreparation(data: PreparedDataset, pipeline: Pipeline): PreparationEffects {
  const steps = pipeline.steps.flatMap((step): PreparationStep[] => {
    const column = findColumn(data.table, step.name);
    if (step.kind === 'numeric') return numberSteps(data.usable, column, step);
    if (step.kind === 'time') return timeSteps(data.usable, column, step);
    return choiceSteps(data.usable, column, step);
  });
  return { rows: data.usable.length, inputs: pipeline.inputs, steps };
}

function numberSteps(
  rows: Uint32Array,
  column: Column | undefined,
  step: StepOf<'numeric'>,
): PreparationStep[] {
  const { name: feature, range, outliers, impute, centre, spread, indicator } = step;
  const steps: PreparationStep[] = [];
  const values = Float64Array.from(rows, (row) => column?.values[row] ?? Number.NaN);
  /** Changes the values that `change` answers a number for, and counts them. */
  const touch = (change: (value: number) => number | null): number => {
    let touched = 0;
    for (let i = 0; i < values.length; i++) {
      const next = change(values[i] ?? Number.NaN);
      if (next === null) continue;
      values[i] = next;
      touched++;
    }
    return touched;
  };

  const raw = binned(values);
  const [low, high] = range ?? [-1e30, 1e30];
  const beyond = touch((value) => (value < low || value > high ? Number.NaN : null));
  let shown = beyond > 0 ? binned(values) : raw;
  if (range) {
    steps.push({
      feature,
      step: 'range',
      rowsTouched: beyond,
      settings: { low, high },
      before: raw,
      after: shown,
    });
  }
  let absent = 0;
  const filled = touch((value) => (Number.isNaN(value) ? impute : null));
  absent += filled;
  const afterFill = filled > 0 ? binned(values, shown.edges) : shown;
  steps.push({
    feature,
    step: 'impute',
    rowsTouched: filled,
    settings: { value: impute },
    before: shown,
    after: afterFill,
  });
  shown = afterFill;
  if (outliers) {
    const drops = outliers.treat === 'missing';
    const touched = touch((value) => {
      // A filled value stays as it was filled, as in training.
      if (value === impute || (value >= outliers.low && value <= outliers.high)) return null;
      if (drops) return impute;
      return value < outliers.low ? outliers.low : outliers.high;
    });
    if (drops) absent += touched;
    const after = touched > 0 ? binned(values, shown.edges) : shown;
    const { low: least, high: most, treat } = outliers;
    steps.push({
      feature,
      step: 'outliers',
      rowsTouched: touched,
      settings: { treat, low: least, high: most },
      before: shown,
      after,
    });
    shown = after;
  }
  if (indicator) steps.push(indicatorStep(feature, absent, rows.length));
  if (centre !== 0 || spread !== 1) {
    const edges = shown.edges.map((edge) => (edge - centre) / spread);
    const after = { ...shown, edges };
    const settings = { centre, spread };
    steps.push({ feature, step: 'scale', rowsTouched: rows.length, settings, before: shown, after });
  }
  return steps;
}

function choiceSteps(
  rows: Uint32Array,
  column: Column | undefined,
  step: StepOf<'categorical'> | StepOf<'boolean'>,
): PreparationStep[] {
  const { name: feature } = step;
  const names = step.kind === 'boolean' ? ['no', 'yes'] : step.categories;
  const read = step.kind === 'boolean' ? booleanReader(column) : categoryReader(column, names);
  const before = new Array<number>(names.length).fill(0);
  let missing = 0;
  let unknown = 0;
  for (const row of rows) {
    const value = read(row);
    if (value >= 0) before[value] = (before[value] ?? 0) + 1;
    else if (value === MISSING || step.kind === 'boolean') missing++;
    else unknown++;
  }
  const filler = step.kind === 'boolean' ? step.impute : step.categories.indexOf(step.impute);
  const after = before.map((count, index) => count + (index === filler ? missing : 0));
  const fill = step.kind === 'boolean' ? (names[step.impute] ?? '') : step.impute;
  const filled = named(names, after);
  const steps: PreparationStep[] = [
    {
      feature,
      step: 'impute',
      rowsTouched: missing,
      settings: { value: fill },
      before: named(names, before),
      after: filled,
    },
    {
      feature,
      step: 'encode',
      rowsTouched: rows.length - unknown,
      settings: { inputs: step.kind === 'boolean' ? 1 : names.length },
      before: filled,
      after: filled,
    },
  ];
  if (step.indicator) steps.push(indicatorStep(feature, missing, rows.length));
  return steps;
}

function timeSteps(
  rows: Uint32Array,
  column: Column | undefined,
  { name: feature, parts }: StepOf<'time'>,
): PreparationStep[] {
  return parts.map((part) => {
    const periods = { hour: 24, weekday: 7, month: 12 };
    const counts = new Array<number>(periods[part]).fill(0);
    let touched = 0;
    for (const row of rows) {
      const time = column?.times?.[row] ?? Number.NaN;
      const value = Number.isNaN(time) ? Number.NaN : timePart(part, time);
      if (Number.isNaN(value)) continue;
      counts[value] = (counts[value] ?? 0) + 1;
      touched++;
    }
    const names = counts.map((_, value) => `${part} ${part === 'hour' ? value : value + 1}`);
    const values = { kind: 'names', names, counts } as const;
    return {
      feature,
      step: 'time',
      rowsTouched: touched,
      settings: { part, inputs: 2 },
      before: values,
      after: values,
    };
  });
}

function indicatorStep(feature: string, missing: number, rows: number): PreparationStep {
  const names = ['present', 'missing'];
  const values = { kind: 'names', names, counts: [rows - missing, missing] } as const;
  return {
    feature,
    step: 'indicator',
    rowsTouched: missing,
    settings: { inputs: 1 },
    before: values,
    after: values,
  };
}

type Bins = Extract<StepValues, { kind: 'bins' }>;

/** Even bins between the least and the greatest value, or between given edges; NaN counts nowhere. */
function binned(values: Float64Array, given?: readonly number[]): Bins {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (given && given.length > 1) {
    low = Math.min(low, given[0] ?? low);
    high = Math.max(high, given.at(-1) ?? high);
  }
  if (!(low <= high)) return { kind: 'bins', edges: [], counts: [] };
  if (low === high) {
    low -= 0.5;
    high += 0.5;
  }
  const counts = new Array<number>(BINS).fill(0);
  const scale = BINS / (high - low);
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    const bin = Math.max(0, Math.min(BINS - 1, Math.floor((value - low) * scale)));
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  const edges = Array.from({ length: BINS + 1 }, (_, bin) => low + ((high - low) * bin) / BINS);
  return { kind: 'bins', edges, counts };
}

/** The values by their order; what is beyond the first dozen is summed up. */
function named(names: readonly string[], counts: readonly number[]): StepValues {
  if (names.length <= MOST_NAMES) return { kind: 'names', names: [...names], counts: [...counts] };
  const rest = counts.slice(MOST_NAMES - 1).reduce((sum, count) => sum + count, 0);
  return {
    kind: 'names',
    names: [...names.slice(0, MOST_NAMES - 1), `${names.length - MOST_NAMES + 1} more`],
    counts: [...counts.slice(0, MOST_NAMES - 1), rest],
  };
}
