/**
 * Which rows a hospital has told of, by hashes on its own computer, and how far another set of rows is from them. A
 * coordinator that is told of two sets could subtract them: the difference has to be of as many people as a count has.
 */
import type { PreparedDataset } from '../../preprocessing/index.ts';
import { studyColumns } from '../../quality/index.ts';
import { type Column, TIME_CODE } from '../../table/index.ts';

/** Rows as hashes of their cells, ascending. */
export interface RowSet {
  readonly hashes: Uint32Array;
  /** Who is behind each, as a hash; null where rows are people. */
  readonly people: Uint32Array | null;
}

/** A row set beside the table's rows it is of: `rows[i]` hashes to `set.hashes[i]`. */
export interface HashedRows {
  readonly set: RowSet;
  readonly rows: Uint32Array;
}

const PRIME = 0x01000193;
const mix = (hash: number, word: number): number => Math.imul(hash ^ word, PRIME);
const finish = (hash: number): number => {
  let h = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
};

function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = mix(hash, text.charCodeAt(i));
  return finish(hash);
}

/** A number for each cell of a column that is the same in every file with that content. */
function cellHasher(column: Column): (row: number) => number {
  const { values, codes, times } = column;
  const texts = Uint32Array.from(column.texts, hashText);
  const number = new Float64Array(1);
  const words = new Uint32Array(number.buffer);
  const ofNumber = (value: number): number => {
    number[0] = value;
    return finish(mix(mix(0x811c9dc5, words[0] ?? 0), words[1] ?? 0));
  };
  return (row) => {
    const code = codes?.[row] ?? 0;
    if (code > 0) return texts[code - 1] ?? 0;
    if (code === TIME_CODE) return ofNumber(times?.[row] ?? 0);
    const value = values[row] ?? Number.NaN;
    return code < 0 || Number.isNaN(value) ? code : ofNumber(value);
  };
}

/**
 * What makes two rows the same: every column of the file, so that another study makes no other rows of them, or the study's
 * columns, so that a file with a further column does not either.
 */
export const HASHED_BY = ['file', 'study'] as const;
export type HashedBy = (typeof HASHED_BY)[number];

/** The rows of the file as it was read, however readings are cleaned and in whatever order its columns are. */
export function hashRows(file: PreparedDataset, rows: Uint32Array, by: HashedBy = 'file'): HashedRows {
  const { source, study } = file;
  const { features, label, subject, timestamp, split } = studyColumns(source, study);
  const used = new Set([...features, label, subject, timestamp, split].map((column) => column?.name));
  const cells = source.columns
    .filter(({ name }) => by === 'file' || used.has(name))
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .map(cellHasher);
  const person = subject && cellHasher(subject);
  const hashOf = (row: number): number => {
    let hash = 0x811c9dc5;
    for (const cell of cells) hash = mix(hash, cell(row));
    return finish(hash);
  };
  const { hashes, order } = sortHashes(Uint32Array.from(rows, hashOf));
  const sorted = Uint32Array.from(order, (place) => rows[place] ?? 0);
  return { rows: sorted, set: { hashes, people: person ? Uint32Array.from(sorted, person) : null } };
}

/** So many places fit beside a hash into the 53 bits of a double. */
const PLACES = 2 ** 21;

/** Ascending hashes, and where each was. One native sort of plain numbers where they fit. */
function sortHashes(unsorted: Uint32Array): { hashes: Uint32Array; order: Uint32Array } {
  if (unsorted.length > PLACES) {
    const order = Uint32Array.from(unsorted.keys()).sort((a, b) => (unsorted[a] ?? 0) - (unsorted[b] ?? 0));
    return { hashes: Uint32Array.from(order, (place) => unsorted[place] ?? 0), order };
  }
  const keyed = Float64Array.from(unsorted, (hash, place) => hash * PLACES + place).sort();
  return {
    hashes: Uint32Array.from(keyed, (key) => Math.floor(key / PLACES)),
    order: Uint32Array.from(keyed, (key) => key % PLACES),
  };
}

export const isSameSet = (one: RowSet, other: RowSet): boolean =>
  one.hashes.length === other.hashes.length &&
  one.hashes.every((hash, place) => hash === other.hashes[place]);

export interface Difference {
  /** Places in the current set of rows that the earlier one has not. */
  readonly added: readonly number[];
  /** How many rows of the earlier one are gone. */
  readonly removed: number;
  /** How many people all these are of. */
  readonly people: number;
}

/** How two sets differ; null when that is in `enough` people or more. */
export function differenceOf(current: RowSet, earlier: RowSet, enough: number): Difference | null {
  const added: number[] = [];
  let removed = 0;
  let rows = 0;
  const people = new Set<number>();
  const countOf = (set: RowSet, place: number): number => {
    if (set.people === null) return ++rows;
    people.add(set.people[place] ?? 0);
    return people.size + rows;
  };
  let [here, there] = [0, 0];
  while (here < current.hashes.length || there < earlier.hashes.length) {
    const mine = current.hashes[here] ?? Number.POSITIVE_INFINITY;
    const theirs = earlier.hashes[there] ?? Number.POSITIVE_INFINITY;
    let apart = 0;
    if (mine === theirs) {
      here++;
      there++;
    } else if (mine < theirs) {
      added.push(here);
      apart = countOf(current, here++);
    } else {
      removed++;
      apart = countOf(earlier, there++);
    }
    if (apart >= enough) return null;
  }
  return { added, removed, people: people.size + rows };
}

/** Both sets together. */
export function unionOf(one: RowSet, other: RowSet): RowSet {
  const length = one.hashes.length + other.hashes.length;
  const hashes = new Uint32Array(length);
  const people = one.people && other.people ? new Uint32Array(length) : null;
  let [a, b] = [0, 0];
  for (let place = 0; place < length; place++) {
    const first = one.hashes[a] ?? Number.POSITIVE_INFINITY;
    const isFirst = first <= (other.hashes[b] ?? Number.POSITIVE_INFINITY);
    const [set, at] = isFirst ? [one, a++] : [other, b++];
    hashes[place] = set.hashes[at] ?? 0;
    if (people) people[place] = set.people?.[at] ?? 0;
  }
  return { hashes, people };
}

/** `part` of a set of rows, by place; `gone` counts what it has beyond them. Rows taken before are not taken again. */
export function placesOf(
  current: RowSet,
  part: RowSet,
  taken: Uint8Array,
): { places: number[]; gone: number } {
  const places: number[] = [];
  let at = 0;
  let gone = 0;
  current.hashes.forEach((hash, place) => {
    for (; (part.hashes[at] ?? Number.POSITIVE_INFINITY) < hash; at++) gone++;
    if (part.hashes[at] !== hash || taken[place] === 1) return;
    taken[place] = 1;
    places.push(place);
    at++;
  });
  return { places, gone: gone + part.hashes.length - at };
}
