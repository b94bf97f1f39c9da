/** A column as a set of distinct values, whatever they are. */
import { type Column, cellText } from '../../table/index.ts';
import type { Distribution } from './distribution.ts';
import type { TopValue } from './schema.ts';

export interface Categories {
  readonly texts: readonly string[];
  readonly counts: Uint32Array;
  /** By row, the index of its value; `texts.length` where the cell is missing. */
  readonly codes: Int32Array;
  readonly count: number;
}

const SHOWN = 10;
const LONGEST = 80;

export function categoriesOf(column: Column, rows: number): Categories {
  const { values, codes } = column;
  const ofText = new Int32Array(column.texts.length).fill(-1);
  const ofOther = new Map<number | string, number>();
  const texts: string[] = [];
  const counts: number[] = [];
  const found = new Int32Array(rows);
  let count = 0;
  const add = (text: string): number => texts.push(text) - 1;
  for (let row = 0; row < rows; row++) {
    const code = codes?.[row] ?? 0;
    const value = values[row] ?? Number.NaN;
    let at = -1;
    if (code > 0) {
      at = ofText[code - 1] ?? -1;
      if (at < 0) {
        at = add(column.texts[code - 1] ?? '');
        ofText[code - 1] = at;
      }
    } else if (code < 0 || !Number.isNaN(value)) {
      const key = code === 0 ? value : code < -1 ? `#${code}` : (cellText(column, row) ?? '');
      at = ofOther.get(key) ?? -1;
      if (at < 0) {
        at = add(cellText(column, row) ?? '');
        ofOther.set(key, at);
      }
    }
    found[row] = at;
    if (at < 0) continue;
    counts[at] = (counts[at] ?? 0) + 1;
    count++;
  }
  for (let row = 0; row < rows; row++) if (found[row] === -1) found[row] = texts.length;
  return { texts, counts: Uint32Array.from(counts), codes: found, count };
}

export const categoriesOfNumbers = ({ values, counts, codes, count }: Distribution): Categories => ({
  texts: Array.from(values, String),
  counts,
  codes,
  count,
});

/** The ten most frequent values, with how often the label is positive among them. */
export function topValuesOf({ texts, counts, codes, count }: Categories, labels: Uint8Array): TopValue[] {
  const order = Array.from(texts.keys())
    .sort((a, b) => (counts[b] ?? 0) - (counts[a] ?? 0) || ((texts[a] ?? '') < (texts[b] ?? '') ? -1 : 1))
    .slice(0, SHOWN);
  const place = new Int32Array(texts.length + 1).fill(-1);
  order.forEach((code, index) => {
    place[code] = index;
  });
  const labelled = new Uint32Array(SHOWN);
  const positives = new Uint32Array(SHOWN);
  for (let row = 0; row < codes.length; row++) {
    const at = place[codes[row] ?? 0] ?? -1;
    const label = labels[row] ?? 2;
    if (at < 0 || label > 1) continue;
    labelled[at] = (labelled[at] ?? 0) + 1;
    positives[at] = (positives[at] ?? 0) + label;
  }
  return order.map((code, index) => {
    const text = texts[code] ?? '';
    return {
      value: text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text,
      count: counts[code] ?? 0,
      share: (counts[code] ?? 0) / count,
      positives: positives[index] ?? 0,
      labelled: labelled[index] ?? 0,
    };
  });
}
