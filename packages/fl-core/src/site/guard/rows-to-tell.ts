/** Of a file's rows, those that may be told of beside what was told before. */
import { MIN_CELL } from '../../privacy/index.ts';
import { differenceOf, type HashedRows, placesOf, type RowSet, unionOf } from './row-set.ts';

export interface RowsToTell {
  /** Table rows, ascending. */
  readonly rows: Uint32Array;
  /** Which earlier set they are too near to be told of as another; null for none. */
  readonly near: number | null;
  /** New rows that wait until there are ten people's. */
  readonly heldBack: number;
  /** Further rows left out, because fewer than ten people's are gone from the earlier set. */
  readonly leftOut: number;
}

/**
 * A set that differs from an earlier one in fewer than ten people is not used as it is, or the difference of two sums
 * would be of those few. New rows are held back, which leaves the earlier set; where rows are gone, rows of further people
 * are left out, chosen by `salt` that only this hospital knows, until ten people's are.
 * @param earlier oldest first
 */
function rowsToTell(current: HashedRows, earlier: readonly RowSet[], salt: number): RowsToTell {
  const nearest = nearestTo(current.set, earlier);
  if (!nearest) return { rows: current.rows.slice().sort(), near: null, heldBack: 0, leftOut: 0 };
  const drop = new Uint8Array(current.rows.length);
  for (const place of nearest.added) drop[place] = 1;
  const leftOut = nearest.removed === 0 ? 0 : leaveOut(current, drop, salt);
  const rows = current.rows.filter((_, place) => drop[place] === 0).sort();
  return { rows, near: nearest.index, heldBack: nearest.added.length, leftOut };
}

/**
 * Rows to tell of, narrowed until they are one of the earlier sets or differ from every one in ten people: what was left out
 * for the sake of one set may have brought them near to another.
 * @param hash rows of the table, in each way that makes two rows the same
 */
export function farFromAll(
  hash: (rows: Uint32Array) => readonly HashedRows[],
  first: RowsToTell,
  earlier: readonly RowSet[],
  salt: number,
): RowsToTell {
  let told = first;
  for (;;) {
    const ways = hash(told.rows).map((hashed) => rowsToTell(hashed, earlier, salt));
    const near = told.near ?? ways.find((way) => way.near !== null)?.near ?? null;
    const next = ways.find(({ heldBack, leftOut }) => heldBack + leftOut > 0);
    if (!next || told.rows.length === 0) return { ...told, near };
    told = {
      rows: next.rows,
      near,
      heldBack: told.heldBack + next.heldBack,
      leftOut: told.leftOut + next.leftOut,
    };
  }
}

/** Training and test rows of a file that was told of. */
export interface ToldParts {
  readonly train: RowSet;
  readonly test: RowSet;
}

/**
 * The same for a whole file: one that differs from an earlier file in fewer than ten people keeps the earlier division into
 * training and test rows as well. Null when it is near to none.
 */
export function partsToTell(
  all: HashedRows,
  earlier: readonly ToldParts[],
  salt: number,
): { readonly train: RowsToTell; readonly test: RowsToTell } | null {
  const nearest = nearestTo(
    all.set,
    earlier.map(({ train, test }) => unionOf(train, test)),
  );
  const before = nearest && earlier[nearest.index];
  if (!before) return null;
  const taken = new Uint8Array(all.rows.length);
  const part = (set: RowSet, heldBack: number): RowsToTell => {
    const { places, gone } = placesOf(all.set, set, taken);
    const drop = new Uint8Array(all.rows.length).fill(1);
    for (const place of places) drop[place] = 0;
    const leftOut = gone === 0 ? 0 : leaveOut(all, drop, salt);
    const rows = all.rows.filter((_, place) => drop[place] === 0).sort();
    return { rows, near: nearest.index, heldBack, leftOut };
  };
  return { train: part(before.train, nearest.added.length), test: part(before.test, 0) };
}

/** The earlier set that differs in the fewest people, if in fewer than ten. */
function nearestTo(current: RowSet, earlier: readonly RowSet[]) {
  const near = earlier.flatMap((set, index) => {
    const difference = differenceOf(current, set, MIN_CELL);
    return difference ? [{ index, ...difference }] : [];
  });
  const [nearest = null] = near.sort((a, b) => a.people - b.people);
  return nearest;
}

/** Drops the rows of ten more people; returns how many rows that are. */
function leaveOut({ set }: HashedRows, drop: Uint8Array, salt: number): number {
  const order = (place: number): number =>
    Math.imul((set.people?.[place] ?? set.hashes[place] ?? 0) ^ salt, 0x9e3779b1) >>> 0;
  const candidates = Array.from(set.hashes.keys())
    .filter((place) => drop[place] === 0)
    .sort((a, b) => order(a) - order(b));
  const chosen = new Set<number>();
  let dropped = 0;
  for (const place of candidates) {
    const person = set.people?.[place] ?? place;
    if (!chosen.has(person) && chosen.size >= MIN_CELL) continue;
    chosen.add(person);
    drop[place] = 1;
    dropped++;
  }
  return dropped;
}
