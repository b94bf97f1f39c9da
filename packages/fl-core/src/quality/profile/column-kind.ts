/** What a column holds: as the study says, else as most of its cells do. */
import type { Feature } from '../../study/schema.ts';
import { type Column, TIME_CODE } from '../../table/index.ts';
import { MAX_CATEGORIES } from '../feature-values.ts';
import type { ColumnProfile } from './schema.ts';

export type ColumnKind = ColumnProfile['kind'];

export interface CellKinds {
  readonly numbers: number;
  readonly times: number;
  readonly texts: number;
}

export function countKinds({ values, codes }: Column, rows: number): CellKinds {
  let numbers = 0;
  let times = 0;
  let texts = 0;
  for (let row = 0; row < rows; row++) {
    const value = values[row] ?? Number.NaN;
    const code = codes === null ? 0 : (codes[row] ?? 0);
    if (code === TIME_CODE) times++;
    else if (code !== 0) texts++;
    else if (value - value === 0) numbers++;
  }
  return { numbers, times, texts };
}

export function kindOf(column: Column, feature: Feature | undefined, cells: CellKinds): ColumnKind {
  if (feature) return feature.kind;
  const { numbers, times, texts } = cells;
  const present = numbers + times + texts;
  if (present === 0) return 'empty';
  if (times * 2 > present) return 'time';
  if (numbers * 2 > present) return 'numeric';
  return column.texts.length <= MAX_CATEGORIES ? 'categorical' : 'text';
}
