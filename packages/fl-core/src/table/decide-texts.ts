/** Once a column is complete: which of its texts stand for nothing, and which are numbers after all. */
import { MAX_TEXTS, unkeptCodeOf } from './dictionary.ts';
import { parseGroupedNumber } from './grouped-number.ts';
import { isKnownMarker, MARKER_SPELLINGS, markerKey, standsForNothing } from './missing-markers.ts';
import { parseNumber } from './parse-number.ts';
import { TIME_CODE } from './table.ts';

export interface TextChoices {
  /** Keys (`markerKey`) of texts that count as missing, or never do, because a person said so. */
  readonly missing: ReadonlySet<string>;
  readonly notMissing: ReadonlySet<string>;
  /** No cell of the file's beginning told the decimal mark: texts such as 36,6 may be numbers. */
  readonly commasToo: boolean;
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
  readonly commas: boolean;
}

const COMMA = 44;
const DECIMAL_COMMA = /^[-+]?\d[\d.\s]*,\d+$/;

/** `empty` is the all-NaN array that columns without numbers share; it is never written to. */
export function decideTexts(given: Cells, empty: Float64Array, choices: TextChoices): Decided {
  const { texts } = given;
  const mayMark = (text: string): boolean => isKnownMarker(text) || choices.missing.has(markerKey(text));
  const suspects = texts.some((text) => mayMark(text) || (choices.commasToo && DECIMAL_COMMA.test(text)));
  if (given.codes === null || (!suspects && texts.length < MAX_TEXTS))
    return { cells: given, markers: [], commas: false };

  const commas = choices.commasToo && onlyWhole(given.values);
  const numbers = texts.map((text) => (commas && DECIMAL_COMMA.test(text) ? commaNumber(text) : Number.NaN));
  const { counts, plain } = count(given);
  const marks = texts.map(mayMark);
  const others = counts.reduce((sum, n, i) => sum + (marks[i] || !Number.isNaN(numbers[i]) ? 0 : n), 0);
  const asNumbers = counts.reduce((sum, n, i) => sum + (Number.isNaN(numbers[i]) ? 0 : n), plain);
  const among = asNumbers > 0 && asNumbers >= others ? 'numbers' : 'texts';
  const gone = texts.map((text, index) => {
    const key = markerKey(text);
    if (choices.notMissing.has(key)) return false;
    return choices.missing.has(key) || (marks[index] === true && standsForNothing(text, among));
  });
  const markers = texts.flatMap((marker, index) =>
    marks[index] ? [{ marker, count: counts[index] ?? 0, missing: gone[index] ?? false }] : [],
  );
  return {
    cells: rewrite(given, empty, gone, numbers, unkeptMarkers(texts.length, choices)),
    markers,
    commas: numbers.some((number) => !Number.isNaN(number)),
  };
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

/** The cells with the texts that are gone taken out, and those that are numbers turned into them. */
function rewrite(
  given: Cells,
  empty: Float64Array,
  gone: readonly boolean[],
  numbers: readonly number[],
  unkept: ReadonlySet<number>,
): Cells {
  const codes = given.codes ?? new Int32Array(0);
  const isNumber = (index: number): boolean => !Number.isNaN(numbers[index] ?? Number.NaN);
  const kept = given.texts.filter((_, index) => !gone[index] && !isNumber(index));
  const next = new Int32Array(given.texts.length);
  let code = 0;
  given.texts.forEach((_, index) => {
    next[index] = gone[index] || isNumber(index) ? 0 : ++code;
  });
  const values =
    given.values === empty && numbers.some((number) => !Number.isNaN(number))
      ? new Float64Array(empty)
      : given.values;
  let left = false;
  for (let row = 0; row < codes.length; row++) {
    const before = codes[row] ?? 0;
    if (before === 0) continue;
    if (before > 0) {
      if (isNumber(before - 1)) values[row] = numbers[before - 1] ?? Number.NaN;
      codes[row] = next[before - 1] ?? 0;
    } else if (unkept.size > 0 && unkept.has(before)) {
      codes[row] = 0;
    }
    left ||= codes[row] !== 0;
  }
  return { values, codes: left ? codes : null, texts: kept };
}

function onlyWhole(values: Float64Array): boolean {
  for (let row = 0; row < values.length; row++) {
    const value = values[row] ?? 0;
    if (!Number.isNaN(value) && !Number.isInteger(value)) return false;
  }
  return true;
}

const encoder = new TextEncoder();

function commaNumber(text: string): number {
  const bytes = encoder.encode(text);
  const number = parseNumber(bytes, 0, bytes.length, COMMA);
  return Number.isNaN(number) ? parseGroupedNumber(bytes, 0, bytes.length, COMMA) : number;
}
