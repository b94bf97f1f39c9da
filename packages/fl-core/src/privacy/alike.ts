import { addTo, type Crowd, type PersonOf } from './people.ts';
import { MIN_CELL } from './rules.ts';

/**
 * Whether the values that `read` gives for `rows` are as good as all alike: one value makes up more than half, and
 * fewer than `MIN_CELL` people have another. NaN is left out.
 */
export function isAlike(rows: Uint32Array, read: (row: number) => number, personOf: PersonOf): boolean {
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
  const others: Crowd = new Set();
  for (const row of rows) {
    const value = read(row);
    if (value === commonest) same++;
    else if (!Number.isNaN(value)) {
      different++;
      addTo(others, personOf(row));
    }
  }
  return same > different && others.size < MIN_CELL;
}
