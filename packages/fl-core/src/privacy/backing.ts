/** Who stands behind a hospital's figures: what the rules of disclosure count. Made where the rows live. */
import type { PreparedDataset } from '../preprocessing/index.ts';
import {
  booleanReader,
  categoryReader,
  listedCategories,
  numericReader,
  studyColumns,
} from '../quality/index.ts';
import type { Feature } from '../study/schema.ts';
import { type Column, cellText } from '../table/index.ts';
import { isAlike } from './alike.ts';
import { type FewValued, fewValued } from './few-valued.ts';
import { addTo, type Crowd, type PersonOf, peopleOf } from './people.ts';

export interface NumericBacking {
  /** People with a value, counted up to `MIN_CELL`. */
  readonly people: number;
  readonly alike: boolean;
  readonly few: FewValued | null;
  readonly range: readonly [number, number] | undefined;
}

/** People by value of a feature of choices. */
export interface ChoiceBacking {
  readonly crowds: ReadonlyMap<string, ReadonlySet<number>>;
  /** The study lists no values: what is in the column is whatever somebody typed. */
  readonly open: boolean;
}

export interface Backing {
  readonly numeric: ReadonlyMap<string, NumericBacking>;
  readonly choices: ReadonlyMap<string, ChoiceBacking>;
  /** People with and without the outcome, counted up to `MIN_CELL`. */
  readonly outcome: OutcomePeople;
  /** The most rows that one person has; 1 where rows are people. */
  readonly mostRecords: number;
}

export interface OutcomePeople {
  readonly with: number;
  readonly without: number;
}

/** Of the training rows. */
export function backingOf(file: PreparedDataset): Backing {
  const { table, study, train, labels } = file;
  const personOf = peopleOf(table, study);
  const columns = studyColumns(table, study);
  const numeric = new Map<string, NumericBacking>();
  const choices = new Map<string, ChoiceBacking>();
  study.features.forEach((feature, index) => {
    const column = columns.features[index];
    if (feature.kind === 'numeric') numeric.set(feature.name, ofNumbers(feature, column, train, personOf));
    else choices.set(feature.name, ofChoices(feature, column, train, personOf));
  });
  const outcome = outcomePeople(train, labels, personOf);
  const mostRecords = columns.subject ? mostRows(train, personOf) : 1;
  return { numeric, choices, outcome, mostRecords };
}

export function outcomePeople(rows: Uint32Array, labels: Uint8Array, personOf: PersonOf): OutcomePeople {
  const [without, having]: [Crowd, Crowd] = [new Set(), new Set()];
  for (const row of rows) addTo(labels[row] === 1 ? having : without, personOf(row));
  return { with: having.size, without: without.size };
}

function ofNumbers(
  { range }: Feature,
  column: Column | undefined,
  rows: Uint32Array,
  personOf: PersonOf,
): NumericBacking {
  const read = numericReader(column, range);
  const crowd: Crowd = new Set();
  for (const row of rows) if (!Number.isNaN(read(row))) addTo(crowd, personOf(row));
  return {
    people: crowd.size,
    alike: isAlike(rows, read, personOf),
    few: fewValued(rows, read, personOf),
    range,
  };
}

function ofChoices(
  feature: Feature,
  column: Column | undefined,
  rows: Uint32Array,
  personOf: PersonOf,
): ChoiceBacking {
  const crowds = new Map<string, Crowd>();
  const crowdOf = (value: string): Crowd => {
    const crowd: Crowd = crowds.get(value) ?? new Set();
    crowds.set(value, crowd);
    return crowd;
  };
  const listed = listedCategories(feature);
  const open = feature.kind === 'categorical' && !listed;
  if (open) {
    for (const row of column ? rows : []) {
      const text = column ? cellText(column, row) : null;
      if (text !== null) addTo(crowdOf(text), personOf(row));
    }
  } else {
    const names = feature.kind === 'boolean' ? ['0', '1'] : (listed ?? []);
    const read = feature.kind === 'boolean' ? booleanReader(column) : categoryReader(column, names);
    for (const row of rows) {
      const name = names[read(row)];
      if (name !== undefined) addTo(crowdOf(name), personOf(row));
    }
  }
  return { crowds, open };
}

function mostRows(rows: Uint32Array, personOf: PersonOf): number {
  const counts = new Map<number, number>();
  let most = 1;
  for (const row of rows) {
    const person = personOf(row);
    const count = (counts.get(person) ?? 0) + 1;
    counts.set(person, count);
    if (count > most) most = count;
  }
  return most;
}
