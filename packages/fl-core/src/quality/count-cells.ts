import type { Feature } from '../study/schema.ts';
import { type Column, cellText, isMissing, rowNumber, type Table } from '../table/index.ts';
import { booleanReader, categoryReader, countValues, plausibleRange, UNLISTED } from './feature-values.ts';
import { createTally, type Tally } from './words.ts';

/** A column's cells by what can be done with them. */
export interface CellCounts {
  /** Values that can be used. */
  readonly present: number;
  readonly missing: Tally;
  /** Not of the feature's kind: text among numbers, neither yes nor no, a category not listed. */
  readonly wrong: Tally;
  /** A few of the wrong texts. */
  readonly samples: readonly string[];
  /** Numbers outside the plausible range. */
  readonly outside: Tally;
  /** How many values a categorical feature without listed categories has. */
  readonly distinct: number;
  /** Does more than one usable value occur? */
  readonly varies: boolean;
}

/** Wrong cells are looked at for samples so often and no longer. */
const SAMPLED = 1000;
const SAMPLES = 6;

/** Sorts every cell of a feature's column. */
export function countCells(table: Table, column: Column, feature: Feature): CellCounts {
  const missing = createTally();
  const wrong = createTally();
  const outside = createTally();
  const samples = new Set<string>();
  const [low, high] = plausibleRange(feature.range);
  const numeric = feature.kind === 'numeric';
  const open = feature.kind === 'categorical' && !feature.categories;
  const known = open ? openValues(table, column) : (feature.categories ?? []);
  const read = feature.kind === 'boolean' ? booleanReader(column) : categoryReader(column, known);
  const { values } = column;
  let present = 0;
  let first = 0;
  let varies = false;

  const setAside = (row: number, value: number): void => {
    if (numeric && !Number.isNaN(value)) {
      outside.add(() => rowNumber(table, row));
    } else if (numeric ? isMissing(column, row) : value !== UNLISTED) {
      missing.add(() => rowNumber(table, row));
    } else {
      wrong.add(() => rowNumber(table, row));
      if (wrong.count <= SAMPLED && samples.size < SAMPLES) samples.add(cellText(column, row) ?? '');
    }
  };

  for (let row = 0; row < table.rows; row++) {
    const value = numeric ? (values[row] ?? Number.NaN) : read(row);
    if (numeric ? value >= low && value <= high : value >= 0) {
      if (present === 0) first = value;
      else if (value !== first) varies = true;
      present++;
    } else {
      setAside(row, value);
    }
  }
  return {
    present,
    missing,
    wrong,
    samples: [...samples],
    outside,
    distinct: open ? known.length : 0,
    varies,
  };
}

function openValues(table: Table, column: Column): string[] {
  const everyRow = Uint32Array.from({ length: table.rows }, (_, row) => row);
  return [...countValues(column, everyRow).keys()];
}
