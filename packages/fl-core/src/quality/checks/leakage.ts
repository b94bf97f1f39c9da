/** A feature that alone tells the outcome is often the outcome written down twice. */
import type { Feature, Study } from '../../study/schema.ts';
import type { Column, Table } from '../../table/index.ts';
import {
  booleanReader,
  categoryReader,
  countValues,
  listedCategories,
  numericReader,
} from '../feature-values.ts';
import type { Finding } from '../types.ts';
import { finding, quoted } from '../words.ts';

/** From this area under the ROC curve on, one feature alone is too good to be true. */
const TOO_GOOD = 0.97;
/** Rows looked at, evenly over the file. */
const SAMPLED = 20_000;
const ENOUGH_ROWS = 30;
/** Of each outcome; and of a category, before it says anything. */
const ENOUGH_OF_ONE = 10;

export interface LabelledRows {
  readonly usable: Uint32Array;
  readonly labels: Uint8Array;
}

/** Suspicions only: the network cannot know whether a column was filled in after the outcome was known. */
export function checkLeakage(
  table: Table,
  study: Study,
  columns: readonly (Column | undefined)[],
  { usable, labels }: LabelledRows,
): Finding[] {
  const stride = Math.max(1, Math.ceil(usable.length / SAMPLED));
  const rows = usable.filter((_, index) => index % stride === 0);
  return study.features.flatMap((feature, index) => {
    const column = columns[index];
    if (!column) return [];
    const area = areaAlone(scoresOf(feature, column, rows, labels), rows, labels);
    if (area === null || area < TOO_GOOD) return [];
    const message = `${quoted(column.name)} alone tells ${quoted(study.label.column)} almost without fail (AUC ${area.toFixed(3)}). It may have been filled in after the outcome was known, or be the outcome in other words. Tell the study’s administrator: a column can be left out for all hospitals only.`;
    return [finding('warning', 'LEAKAGE_SUSPECTED', column.name, { count: table.rows, rows: [] }, message)];
  });
}

/** A number for each row: the reading itself, or how often its category has the outcome. NaN: not known. */
function scoresOf(feature: Feature, column: Column, rows: Uint32Array, labels: Uint8Array): Float64Array {
  if (feature.kind === 'numeric') return Float64Array.from(rows, numericReader(column, feature.range));
  const names = listedCategories(feature) ?? [...countValues(column, rows).keys()];
  const read = feature.kind === 'boolean' ? booleanReader(column) : categoryReader(column, names);
  const kinds = Int32Array.from(rows, read);
  const counts = new Map<number, { all: number; positive: number }>();
  kinds.forEach((kind, index) => {
    const count = counts.get(kind) ?? { all: 0, positive: 0 };
    counts.set(kind, count);
    count.all++;
    count.positive += labels[rows[index] ?? 0] ?? 0;
  });
  return Float64Array.from(kinds, (kind) => {
    const count = counts.get(kind);
    return kind < 0 || !count || count.all < ENOUGH_OF_ONE ? Number.NaN : count.positive / count.all;
  });
}

/** Area under the ROC curve, whichever way round (Mann & Whitney 1947, ties count half); null when too little is known. */
function areaAlone(scores: Float64Array, rows: Uint32Array, labels: Uint8Array): number | null {
  const positives: number[] = [];
  const negatives: number[] = [];
  scores.forEach((score, index) => {
    if (!Number.isNaN(score)) ((labels[rows[index] ?? 0] ?? 0) === 1 ? positives : negatives).push(score);
  });
  if (positives.length + negatives.length < ENOUGH_ROWS) return null;
  if (Math.min(positives.length, negatives.length) < ENOUGH_OF_ONE) return null;
  const high = Float64Array.from(positives).sort();
  const low = Float64Array.from(negatives).sort();
  let below = 0;
  let upTo = 0;
  let wins = 0;
  for (const score of high) {
    while (below < low.length && (low[below] ?? 0) < score) below++;
    if (upTo < below) upTo = below;
    while (upTo < low.length && (low[upTo] ?? 0) <= score) upTo++;
    wins += (below + upTo) / 2;
  }
  const area = wins / (high.length * low.length);
  return Math.max(area, 1 - area);
}
