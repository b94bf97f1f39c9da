/** Once a column is complete: which of its texts stand for nothing. */
import { MAX_TEXTS, unkeptCodeOf } from './dictionary.ts';
import { isKnownMarker, MARKER_SPELLINGS, markerKey, standsForNothing } from './missing-markers.ts';
import { TIME_CODE } from './table.ts';

export interface TextChoices {
  /** Keys (`markerKey`) of texts that count as missing, or never do, because a person said so. */
  readonly missing: ReadonlySet<string>;
  readonly notMissing: ReadonlySet<string>;
}

export interface MarkerCount {
  readonly marker: string;
  readonly count: number;
  readonly missing: boolean;
}

interface Cells {
  readonly values: Float64Array;
  readonly codes: Int32Array | null;
  readonly texts: readonly string[];
}

interface Decided {
  readonly cells: Cells;
  readonly markers: readonly MarkerCount[];
}

export function decideTexts(given: Cells, choices: TextChoices): Decided {
  const { texts } = given;
  const mayMark = (text: string): boolean => isKnownMarker(text) || choices.missing.has(markerKey(text));
  const marks = texts.map(mayMark);
  if (given.codes === null || (!marks.includes(true) && texts.length < MAX_TEXTS))
    return { cells: given, markers: [] };

  const { counts, plain } = count(given);
  const others = counts.reduce((sum, n, i) => sum + (marks[i] ? 0 : n), 0);
  const among = plain > 0 && plain >= others ? 'numbers' : 'texts';
  const gone = texts.map((text, index) => {
    const key = markerKey(text);
    if (choices.notMissing.has(key)) return false;
    return choices.missing.has(key) || (marks[index] === true && standsForNothing(text, among));
  });
  const markers = texts.flatMap((marker, index) =>
    marks[index] ? [{ marker, count: counts[index] ?? 0, missing: gone[index] ?? false }] : [],
  );
  return { cells: rewrite(given, gone, unkeptMarkers(texts.length, choices)), markers };
}

/** Codes of markers that a column with too many texts no longer kept. */
function unkeptMarkers(texts: number, { missing, notMissing }: TextChoices): ReadonlySet<number> {
  if (texts < MAX_TEXTS) return new Set();
  const words = [...MARKER_SPELLINGS, ...missing].filter((word) => !notMissing.has(markerKey(word)));
  return new Set(words.map(unkeptCodeOf));
}

/** How often each text occurs, and how many cells are numbers or times. */
function count({ values, codes, texts }: Cells): { counts: Float64Array; plain: number } {
  const counts = new Float64Array(texts.length);
  let plain = 0;
  for (let row = 0; row < values.length; row++) {
    const code = codes?.[row] ?? 0;
    if (code > 0) counts[code - 1] = (counts[code - 1] ?? 0) + 1;
    else if (code === TIME_CODE || (code === 0 && !Number.isNaN(values[row] ?? Number.NaN))) plain++;
  }
  return { counts, plain };
}

/** The cells with the texts that are gone taken out. */
function rewrite(given: Cells, gone: readonly boolean[], unkept: ReadonlySet<number>): Cells {
  const codes = given.codes ?? new Int32Array(0);
  const kept = given.texts.filter((_, index) => !gone[index]);
  const next = new Int32Array(given.texts.length);
  let code = 0;
  given.texts.forEach((_, index) => {
    next[index] = gone[index] ? 0 : ++code;
  });
  let left = false;
  for (let row = 0; row < codes.length; row++) {
    const before = codes[row] ?? 0;
    if (before === 0) continue;
    if (before > 0) codes[row] = next[before - 1] ?? 0;
    else if (unkept.size > 0 && unkept.has(before)) codes[row] = 0;
    left ||= codes[row] !== 0;
  }
  return { values: given.values, codes: left ? codes : null, texts: kept };
}
