/** Do the hospitals' data sets fit the study, and each other? Asked before a run, from their shapes alone. */
import { countOf, listed, quoted } from '../quality/index.ts';
import type { Feature, Study } from '../study/schema.ts';
import type { ColumnShape, DatasetShape } from './dataset-shape.ts';
import { MIN_CELL } from './rules.ts';

export const DATASET_CHECKS = ['columns', 'kinds', 'values', 'range', 'outcome', 'others', 'size'] as const;
export type DatasetCheckName = (typeof DATASET_CHECKS)[number];
export type Verdict = 'pass' | 'warn' | 'block';

export interface DatasetCheck {
  readonly check: DatasetCheckName;
  readonly verdict: Verdict;
  /** Which column and why; null when it passes. */
  readonly message: string | null;
}

export interface DeclaredDataset {
  readonly id: string;
  readonly trainRows: number;
  readonly shape: DatasetShape;
}

/** More missing, or outside the plausible range, than this share is remarked on. */
const MUCH = 0.25;
/** With fewer usable values than one in ten the column is as good as not there. */
const NEARLY_ALL = 0.9;
/** A mean this many standard deviations from the other hospitals’ is far from them. */
const FAR = 3;

/** The checks of every site, in the order of `DATASET_CHECKS`. `sites` are all of one study. */
export function checkDatasets(
  sites: readonly DeclaredDataset[],
  study: Study,
): ReadonlyMap<string, DatasetCheck[]> {
  return new Map(sites.map((site) => [site.id, checksOf(site, sites, study)]));
}

/** The worst of the verdicts. */
export const worstOf = (checks: readonly DatasetCheck[]): Verdict =>
  checks.some(({ verdict }) => verdict === 'block')
    ? 'block'
    : checks.some(({ verdict }) => verdict === 'warn')
      ? 'warn'
      : 'pass';

/** What stands in the way of recruiting a site, in sentences; null when nothing does. */
export function whyBlocked(checks: readonly DatasetCheck[]): string | null {
  const reasons = checks.flatMap(({ verdict, message }) => (verdict === 'block' && message ? [message] : []));
  return reasons.length > 0 ? reasons.join(' ') : null;
}

type Remark = readonly [DatasetCheckName, Exclude<Verdict, 'pass'>, string];

function checksOf(site: DeclaredDataset, all: readonly DeclaredDataset[], study: Study): DatasetCheck[] {
  const others = all.filter(({ id }) => id !== site.id);
  const remarks: Remark[] = study.features.flatMap((feature) => {
    const column = columnOf(site.shape, feature.name);
    return [...ofColumn(feature, column), ...besideOthers(feature, column, others)];
  });
  remarks.push(...ofOutcome(site, others, study), ...ofSize(site));
  return DATASET_CHECKS.map((check) => {
    const own = remarks.filter(([name]) => name === check);
    const verdict = own.some(([, how]) => how === 'block') ? 'block' : own.length > 0 ? 'warn' : 'pass';
    return { check, verdict, message: own.length > 0 ? own.map(([, , text]) => text).join(' ') : null };
  });
}

const columnOf = (shape: DatasetShape, name: string): ColumnShape | undefined =>
  shape.columns.find((column) => column.name === name);

const percent = (share: number): string => `about ${Math.round(share * 100)} %`;

function ofColumn(feature: Feature, column: ColumnShape | undefined): Remark[] {
  const name = quoted(feature.name);
  if (!column || column.found === 'absent') {
    return [['columns', 'block', `The file has no column ${name}, which the study learns from.`]];
  }
  if (column.found === 'empty') return [['values', 'block', `The column ${name} holds no value at all.`]];
  if (feature.kind === 'numeric' && column.found === 'text') {
    return [
      ['kinds', 'block', `The column ${name} holds text; the study expects numbers${inUnit(feature)}.`],
    ];
  }
  if (feature.unit !== undefined && column.unit !== feature.unit) {
    const unit = column.unit === null ? 'has no unit' : `is in ${column.unit}`;
    return [['kinds', 'block', `The column ${name} ${unit}; the study expects ${feature.unit}.`]];
  }
  if (!column.usable || (column.outside ?? 0) >= NEARLY_ALL) return [notUsable(feature, name, column.usable)];
  const remarks: Remark[] = [];
  if ((column.missing ?? 0) > MUCH)
    remarks.push([
      'values',
      'warn',
      `The column ${name} lacks ${percent(column.missing ?? 0)} of its values.`,
    ]);
  if ((column.outside ?? 0) > MUCH) {
    const what = feature.kind === 'numeric' ? 'outside the plausible range' : 'not among those of the study';
    const counted = `they count as missing${feature.unit ? `. Is it in ${feature.unit}` : ''}`;
    remarks.push([
      'range',
      'warn',
      `In the column ${name} ${percent(column.outside ?? 0)} of the values are ${what}; ${counted}${feature.unit ? '?' : '.'}`,
    ]);
  }
  return remarks;
}

function notUsable({ kind, range, unit, categories }: Feature, name: string, some: boolean): Remark {
  const how = some ? 'Hardly any' : 'No';
  if (kind === 'numeric' && range) {
    const within = `${range[0]} to ${range[1]}${unit ? ` ${unit}` : ''}`;
    return [
      'range',
      'block',
      `${how} value of the column ${name} lies in the plausible range (${within}). Is it in another unit?`,
    ];
  }
  const expected = kind === 'boolean' ? 'yes or no' : listed(categories ?? [], 6);
  return ['kinds', 'block', `${how} value of the column ${name} is one that the study knows: ${expected}.`];
}

const inUnit = ({ unit }: Feature): string => (unit ? ` in ${unit}` : '');

/** Is the mean so far from the other hospitals’ that another unit or another thing was measured? */
function besideOthers(
  feature: Feature,
  column: ColumnShape | undefined,
  others: readonly DeclaredDataset[],
): Remark[] {
  if (column?.mean == null || column.sd === null) return [];
  const known = others.flatMap(({ shape }) => {
    const other = columnOf(shape, feature.name);
    return other?.mean == null || other.sd === null ? [] : [{ mean: other.mean, sd: other.sd }];
  });
  if (known.length === 0) return [];
  // From three hospitals on the middle one is typical, whichever is asked about; of two it is the other.
  const means = known.map(({ mean }) => mean);
  const typical = medianOf(known.length > 1 ? [...means, column.mean] : means);
  const spread = medianOf([column.sd, ...known.map(({ sd }) => sd)]);
  if (!(Math.abs(column.mean - typical) > FAR * spread)) return [];
  const figures = `${column.mean} here, ${Number(typical.toPrecision(3))} at ${countOf(known.length, 'other hospital')}`;
  return [
    [
      'others',
      'warn',
      `The mean of ${quoted(feature.name)} is far from the others’: ${figures}. Was it measured${inUnit(feature)}?`,
    ],
  ];
}

function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle)] ?? 0)) / 2;
}

function ofOutcome(site: DeclaredDataset, others: readonly DeclaredDataset[], { label }: Study): Remark[] {
  const { labels } = site.shape;
  const remarks: Remark[] = [];
  if (labels.length < 2 && site.trainRows >= MIN_CELL) {
    const text = `Fewer than ${MIN_CELL} training rows have one of the outcomes, so it can train, but its scores are not told.`;
    remarks.push(['outcome', 'warn', text]);
  }
  const known = new Set(others.flatMap(({ shape }) => shape.labels.map((text) => text.toLowerCase())));
  const strange = labels.filter((text) => !known.has(text.toLowerCase()));
  if (
    label.negative === undefined &&
    others.some(({ shape }) => shape.labels.length === 2) &&
    strange.length > 0
  ) {
    const text = `No other hospital writes ${quoted(label.column)} as ${listed(strange, 2)}.`;
    remarks.push(['outcome', 'warn', text]);
  }
  return remarks;
}

function ofSize({ trainRows }: DeclaredDataset): Remark[] {
  if (trainRows >= MIN_CELL) return [];
  const text = `With ${countOf(trainRows, 'training row')} it can train; its statistics stay there and the scales come from the others.`;
  return [['size', 'warn', text]];
}
