import type { StudyInput } from '../study/schema.ts';
import type { Table } from '../table/index.ts';
import {
  idOf,
  namesCode,
  namesLabel,
  namesRow,
  namesSplit,
  namesSubject,
  namesTime,
  positiveOf,
  sourceOf,
  splitUnit,
} from './column-names.ts';
import { plausibleBounds } from './plausible-bounds.ts';
import { lookThrough, type SampleColumn } from './sample-column.ts';
import { listed, quoted } from './words.ts';

/** A column with more distinct texts than this is not taken for categories. */
const MOST_CATEGORIES = 20;
/** This share of a column's values decides what it holds: a few stray cells do not. */
const MOSTLY = 0.8;

type FeatureInput = StudyInput['features'][number];

/** A guess that a person should look at, or a column that was left out and why. */
export interface InferenceNote {
  readonly column: string | null;
  readonly message: string;
}

export interface InferredStudy {
  /** To be edited: it may not be complete. Without a column that could be the label, `label.column` is empty. */
  readonly study: StudyInput;
  readonly notes: readonly InferenceNote[];
  /** Columns that could be the label, the likeliest first. */
  readonly labels: readonly string[];
}

/**
 * Drafts a study from a sample file: kinds, plausible ranges, units from headers such as `temp (°F)`, and
 * which columns are the label, the time, the subject and the split. Nothing of a single row is in the draft
 * but the names of categories; ranges are rounded outwards.
 */
export function inferStudy(sample: Table): InferredStudy {
  const notes: InferenceNote[] = [];
  const note = (column: string | null, message: string) => notes.push({ column, message });
  const columns = sample.columns.map((column) => lookThrough(sample, column));
  const rest = new Set(columns);
  const take = (found: SampleColumn | undefined): SampleColumn | undefined => {
    if (found) rest.delete(found);
    return found;
  };

  const timestamp = take(columns.find(isTime));
  const subject = take(columns.find((column) => rest.has(column) && isSubject(column)));
  const split = take(columns.find((column) => rest.has(column) && testValue(column) !== undefined));
  const candidates = labelCandidates([...rest]);
  const label = take(candidates[0]);
  if (label === undefined) {
    note(null, 'No column has exactly two values, so none could be taken for the label. Choose it yourself.');
  } else if (!namesLabel(label.name)) {
    note(
      label.name,
      `${quoted(label.name)} was taken for the label because it has two values. Check that it is.`,
    );
  }
  if (subject)
    note(subject.name, `The rows of one ${quoted(subject.name)} will stay on one side of the split.`);

  const features: FeatureInput[] = [];
  for (const column of rest) {
    const feature = featureOf(column);
    if (typeof feature === 'string') note(column.name, `${quoted(column.name)} was left out: ${feature}.`);
    else features.push(feature);
  }
  const test = split && testValue(split);
  const id = idOf(sample.fileName);
  return {
    study: {
      id,
      version: 1,
      title: titleOf(id),
      label: labelOf(label),
      ...(timestamp ? { timestamp: timestamp.name } : {}),
      ...(subject ? { subject: subject.name } : {}),
      features,
      ...(split && test !== undefined ? { split: { kind: 'column', column: split.name, test } } : {}),
    },
    notes,
    labels: candidates.map(({ name }) => name),
  };
}

const mostly = (count: number, { present }: SampleColumn): boolean =>
  present > 0 && count >= MOSTLY * present;

function isTime(column: SampleColumn): boolean {
  if (mostly(column.times, column)) return true;
  // Seconds or milliseconds since 1970, between 1990 and 2100.
  const first = column.readings[0] ?? 0;
  const epoch = (first > 6.3e8 && first < 4.1e9) || (first > 6.3e11 && first < 4.1e12);
  return namesTime(column.name) && column.whole && mostly(column.numbers, column) && epoch;
}

/** Text or whole numbers under a name for people. */
const isSubject = (column: SampleColumn): boolean =>
  namesSubject(column.name) &&
  column.present > 0 &&
  (column.texts > 0 || column.whole) &&
  !(column.values !== null && column.values.length < 3);

/** Of a column such as `split`, the value that means “test”. */
function testValue({ name, values }: SampleColumn): string | undefined {
  if (!namesSplit(name) || values === null || values.length > 3) return undefined;
  const find = (wanted: RegExp) => values.find(([text]) => wanted.test(text.trim()))?.[0];
  return find(/^train/i) === undefined ? undefined : find(/^test|^hold/i);
}

/** Two-valued columns: named ones first, then those nearest to the end of the file. */
function labelCandidates(columns: readonly SampleColumn[]): SampleColumn[] {
  const twoValued = columns.filter(({ values, present }) => values?.length === 2 && present >= 2);
  return twoValued.reverse().sort((a, b) => Number(namesLabel(b.name)) - Number(namesLabel(a.name)));
}

function labelOf(column: SampleColumn | undefined): StudyInput['label'] {
  if (!column?.values) return { column: '', positive: '1' };
  const positive = positiveOf(column.values);
  const negative = column.values.find(([text]) => text !== positive)?.[0];
  return { column: column.name, positive, ...(negative === undefined ? {} : { negative }) };
}

/** The feature, or why the column is none. */
function featureOf(column: SampleColumn): FeatureInput | string {
  const { unit } = splitUnit(column.name);
  const { name, present, values } = column;
  const common = { name, source: sourceOf(name), ...(unit ? { unit } : {}) };
  if (present === 0) return 'it is empty in this sample';
  if (values?.length === 1) return `it has the same value in every row, ${quoted(values[0]?.[0] ?? '')}`;
  if (column.yesNo) return { ...common, kind: 'boolean' };
  if (mostly(column.times, column)) return 'it holds times, and the study has one time column';
  if (mostly(column.numbers, column) && !(namesCode(name) && values && values.length <= MOST_CATEGORIES)) {
    if (values === null && column.whole && isRowNumber(column)) return 'it numbers the rows';
    const range = plausibleBounds(column.readings, unit);
    return { ...common, kind: 'numeric', ...(range ? { range } : {}) };
  }
  const texts = values && onceEach(values.map(([text]) => text));
  if (texts === null || texts.length > MOST_CATEGORIES || texts.length > Math.max(2, present / 2))
    return 'its texts are nearly all different, as names or remarks are';
  return { ...common, kind: 'categorical', categories: texts };
}

/** Every number occurs once, under a name for such things or counted from 0 or 1. */
function isRowNumber({ name, readings, numbers }: SampleColumn): boolean {
  const different = readings.every((value, index) => index === 0 || value !== readings[index - 1]);
  const first = readings[0] ?? 0;
  const counted = (first === 0 || first === 1) && (readings.at(-1) ?? 0) === first + numbers - 1;
  return different && (namesRow(name) || counted);
}

/** Spellings that hospitals' files are read as the same, once: the most frequent one. */
function onceEach(texts: readonly string[]): string[] {
  const seen = new Map<string, string>();
  for (const text of texts) {
    const key = text.trim().toLowerCase();
    if (!seen.has(key)) seen.set(key, text.trim());
  }
  return [...seen.values()].sort((a, b) => a.localeCompare(b, 'en'));
}

const titleOf = (id: string): string => {
  const text = id.replaceAll('-', ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
};

/** What was understood of the sample, in one sentence. */
export function describeInference({ study }: InferredStudy): string {
  const kinds = (['numeric', 'boolean', 'categorical'] as const).map((kind) => {
    const count = study.features.filter((feature) => feature.kind === kind).length;
    return count > 0 ? `${count} ${kind === 'boolean' ? 'yes/no' : kind}` : '';
  });
  const label = study.label.column ? `; the label is ${listed([study.label.column])}` : '';
  return `${study.features.length} features (${kinds.filter(Boolean).join(', ') || 'none'})${label}.`;
}
