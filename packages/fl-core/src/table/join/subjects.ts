/** One numbering of subjects over several tables. */
import { type Column, TIME_CODE } from '../table.ts';

/** Of a row without a subject. */
export const NOBODY = -1;

export interface SubjectNumbers {
  /** The subject of each row, or `NOBODY`. Equal subjects have equal numbers in every table asked about. */
  of(column: Column): Int32Array;
  readonly count: number;
}

/** Numbers are compared as numbers, texts as texts: 17 and “17” are the same, 17 and “P17” are not. */
export function createSubjectNumbers(): SubjectNumbers {
  const known = new Map<string | number, number>();
  const numberOf = (key: string | number): number => {
    const found = known.get(key);
    if (found !== undefined) return found;
    known.set(key, known.size);
    return known.size - 1;
  };
  return {
    get count() {
      return known.size;
    },
    of(column) {
      const { values, codes, texts, times } = column;
      // A text is looked up once, not once for each of its rows.
      const byCode = new Int32Array(texts.length + 1).fill(NOBODY);
      return Int32Array.from(values, (value, row) => {
        const code = codes?.[row] ?? 0;
        if (code === 0) return Number.isNaN(value) ? NOBODY : numberOf(value);
        if (code === TIME_CODE) return numberOf(`time ${times?.[row]}`);
        if (code < TIME_CODE) return numberOf(`hash ${code}`);
        if (byCode[code] === NOBODY) byCode[code] = numberOf(`text ${texts[code - 1]}`);
        return byCode[code] ?? NOBODY;
      });
    },
  };
}
