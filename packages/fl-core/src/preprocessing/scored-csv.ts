/** The rows of a file with a model's score beside each, as a file. */
import { type Column, rowNumber, type Table } from '../table/index.ts';
import { plainCell, textCell } from './cleaned-csv.ts';

const ROWS_PER_CHUNK = 5000;

export interface Scored {
  readonly table: Table;
  /** One for each row of the table. */
  readonly scores: Float32Array;
  /** A score of at least this is a "yes". */
  readonly threshold: number;
  readonly modelVersion: number;
}

/**
 * CSV text (RFC 4180) chunk by chunk: the row's number as the file's spreadsheet shows it, every column of the
 * table, then `score` (every digit of its 32-bit number), `above_threshold` (1 or 0) and `model_version`. A name that the table has
 * already becomes `score (2)`. Text that a spreadsheet would take for a formula gets an apostrophe before it.
 */
export function* scoredCsv({ table, scores, threshold, modelVersion }: Scored): Generator<string> {
  const taken = new Set(table.columns.map(({ name }) => name));
  const free = (name: string): string => {
    let own = name;
    for (let n = 2; taken.has(own); n++) own = `${name} (${n})`;
    taken.add(own);
    return own;
  };
  const added = ['row', 'score', 'above_threshold', 'model_version'].map(free);
  const [row = 'row', ...ours] = added;
  const names = [row, ...table.columns.map(({ name }: Column) => name), ...ours];
  const cells = table.columns.map(plainCell);
  let chunk = `${names.map(textCell).join(',')}\r\n`;
  for (let at = 0; at < table.rows; at++) {
    const score = scores[at] ?? Number.NaN;
    chunk += `${rowNumber(table, at)},`;
    for (const cell of cells) chunk += `${cell(at)},`;
    chunk += `${Number(score.toPrecision(9))},${score >= threshold ? 1 : 0},${modelVersion}\r\n`;
    if ((at + 1) % ROWS_PER_CHUNK !== 0) continue;
    yield chunk;
    chunk = '';
  }
  if (chunk !== '') yield chunk;
}
