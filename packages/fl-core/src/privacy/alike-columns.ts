import type { PreparedDataset } from '../preprocessing/index.ts';
import { numericReader, studyColumns } from '../quality/index.ts';
import { MIN_CELL } from './rules.ts';

/**
 * Numeric features in which, over the training rows, one value makes up more than half and fewer than
 * `MIN_CELL` values differ from it: their mean would tell that value, or how few differ.
 */
export function alikeColumns({ table, study, train }: PreparedDataset): Set<string> {
  const columns = studyColumns(table, study);
  const alike = new Set<string>();
  study.features.forEach((feature, index) => {
    if (feature.kind !== 'numeric') return;
    if (isAlike(train, numericReader(columns.features[index], feature.range))) alike.add(feature.name);
  });
  return alike;
}

/** Whether the values that `read` gives for `rows` are as good as all alike; NaN is left out. */
export function isAlike(rows: Uint32Array, read: (row: number) => number): boolean {
  // A value that more than half share survives this count (Boyer & Moore 1981).
  let commonest = Number.NaN;
  let lead = 0;
  for (const row of rows) {
    const value = read(row);
    if (Number.isNaN(value)) continue;
    if (lead === 0) commonest = value;
    lead += value === commonest ? 1 : -1;
  }
  let same = 0;
  let different = 0;
  for (const row of rows) {
    const value = read(row);
    if (value === commonest) same++;
    else if (!Number.isNaN(value)) different++;
  }
  return same > different && different < MIN_CELL;
}
