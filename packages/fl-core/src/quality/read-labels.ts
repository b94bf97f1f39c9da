import type { Study } from '../study/schema.ts';
import { type Column, cellText, numberOfText, rowNumber, type Table, TIME_CODE } from '../table/index.ts';
import type { Finding } from './types.ts';
import { countOf, createTally, finding, listed, pronoun, quoted, type Tally } from './words.ts';

/** The rows that have a readable label, and what they say. */
export interface Labels {
  /** Table row indices, ascending. */
  readonly usable: Uint32Array;
  /** 0 or 1 by table row; means something for usable rows only. */
  readonly labels: Uint8Array;
  readonly positives: number;
  readonly findings: readonly Finding[];
}

const NEGATIVE = 0;
const POSITIVE = 1;
const OTHER = 2;
const MISSING = 3;
/** Enough to say that there are too many. */
const MOST_VALUES = 100;

/** Values that a label may be written in: equal keys mean the same value. */
type KeyOf = (text: string) => string;

/** Trimmed and ignoring case; numbers as numbers; true and false as 1 and 0 where the study's values are such. */
function keysFor(label: Study['label']): KeyOf {
  const plain = (text: string): string => {
    const number = numberOfText(text);
    return Number.isNaN(number) ? text.trim().toLowerCase() : String(number);
  };
  const truths = new Map([
    ['true', '1'],
    ['false', '0'],
  ]);
  const truth = (key: string): string => truths.get(key) ?? key;
  const wanted = [label.positive, ...(label.negative === undefined ? [] : [label.negative])].map(plain);
  const asTruths = wanted.every((key) => ['0', '1'].includes(truth(key)));
  return asTruths ? (text) => truth(plain(text)) : plain;
}

/** Reads the label column; what cannot be read becomes findings. */
export function readLabels(table: Table, column: Column, label: Study['label']): Labels {
  const keyOf = keysFor(label);
  const positive = keyOf(label.positive);
  const negative = label.negative === undefined ? undefined : keyOf(label.negative);
  const kindOf = (key: string): number => (key === positive ? POSITIVE : key === negative ? NEGATIVE : OTHER);
  const keys = column.texts.map(keyOf);
  const others = new Map<string, string>();
  const other = createTally();
  const missing = createTally();
  const kinds = new Uint8Array(table.rows);
  let lastNumber = Number.NaN;
  let lastKind = OTHER;

  for (let row = 0; row < table.rows; row++) {
    const value = column.values[row] ?? Number.NaN;
    const code = column.codes === null ? 0 : (column.codes[row] ?? 0);
    let key: string | undefined;
    if (code > 0) {
      key = keys[code - 1] ?? '';
      kinds[row] = kindOf(key);
    } else if (code < 0) {
      // A text that was not kept: its code tells it from others.
      key = code === TIME_CODE ? (cellText(column, row) ?? '') : `#${code}`;
      kinds[row] = OTHER;
    } else if (!Number.isNaN(value)) {
      if (value !== lastNumber) lastKind = kindOf(String(value));
      if (value !== lastNumber && lastKind === OTHER) key = String(value);
      lastNumber = value;
      kinds[row] = lastKind;
    } else {
      kinds[row] = MISSING;
      missing.add(() => rowNumber(table, row));
    }
    if (kinds[row] !== OTHER) continue;
    other.add(() => rowNumber(table, row));
    if (key !== undefined && others.size < MOST_VALUES && !others.has(key))
      others.set(key, cellText(column, row) ?? key);
  }

  const findings: Finding[] = [];
  const values = [...others.values()];
  if (negative === undefined && others.size > 1) {
    findings.push(tooManyValues(column.name, label, values, other));
    return { usable: new Uint32Array(0), labels: new Uint8Array(table.rows), positives: 0, findings };
  }
  const otherIsNegative = negative === undefined;
  if (!otherIsNegative && other.count > 0) findings.push(unknownValues(column.name, label, values, other));
  if (missing.count > 0) {
    const message = `${countOf(missing.count, 'row has', 'rows have')} no ${quoted(column.name)} and will be left out: only rows with an outcome can be learnt from.`;
    findings.push(finding('warning', 'LABEL_MISSING', column.name, missing, message));
  }

  const usable = new Uint32Array(table.rows);
  const labels = new Uint8Array(table.rows);
  let count = 0;
  let positives = 0;
  for (let row = 0; row < table.rows; row++) {
    const kind = kinds[row] ?? MISSING;
    if (kind === MISSING || (kind === OTHER && !otherIsNegative)) continue;
    usable[count++] = row;
    if (kind === POSITIVE) {
      labels[row] = 1;
      positives++;
    }
  }
  return { usable: usable.slice(0, count), labels, positives, findings };
}

function tooManyValues(column: string, label: Study['label'], values: string[], other: Tally): Finding {
  const message =
    `Besides ${quoted(label.positive)} the column ${quoted(column)} has more than one other value: ` +
    `${listed(values)}. It may have one only, which then means “no”; correct the others.`;
  return finding('error', 'LABEL_VALUES', column, other, message);
}

function unknownValues(column: string, label: Study['label'], values: string[], other: Tally): Finding {
  const message =
    `${countOf(other.count, 'row has', 'rows have')} another ${quoted(column)} than ${quoted(label.positive)} or ` +
    `${quoted(label.negative ?? '')}: ${listed(values)}. ${pronoun(other.count)} will be left out.`;
  return finding('warning', 'LABEL_UNKNOWN', column, other, message);
}
