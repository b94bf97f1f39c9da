/** How a file was read, in words. */
import { formatCount, formatMany } from '../../../lib/format.ts';
import type { ColumnsView, ColumnView } from '../../../worker/api/columns-api.ts';

type Reading = NonNullable<ColumnsView['reading']>;

const SEPARATED: Readonly<Record<Reading['delimiter'], string>> = {
  ',': 'Comma-separated',
  ';': 'Semicolon-separated',
  '\t': 'Tab-separated',
  '|': 'Bar-separated',
};
const ENCODED: Readonly<Record<Reading['encoding'], string>> = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16',
  'utf-16be': 'UTF-16',
  'windows-1252': 'Windows-1252',
};

/** “Semicolon-separated, Windows-1252, decimal comma, unpacked from gzip”. */
export const readingFacts = ({ delimiter, encoding, decimal, otherDecimal, compressed }: Reading): string =>
  [
    SEPARATED[delimiter],
    ENCODED[encoding],
    `decimal ${decimal}${otherDecimal.length > 0 ? ` (a ${decimal === 'comma' ? 'point' : 'comma'} in ${formatMany(otherDecimal.length, 'column')})` : ''}`,
    ...(compressed ? [`unpacked from ${compressed}`] : []),
  ].join(', ');

const HOW: Readonly<Record<ColumnView['how'], string>> = {
  exact: 'Same name',
  name: 'Same name, written differently',
  alias: 'Another name for it',
  unit: 'The only column in that unit',
  chosen: 'Chosen by you',
  none: 'Not found',
};

/** Said of a column that has another decimal mark than the rest of its file; null of any other. */
export function decimalWords(file: string | null, reading: Reading | null): string | null {
  if (file === null || !reading?.otherDecimal.includes(file)) return null;
  return reading.decimal === 'comma'
    ? 'Its numbers have a decimal point, unlike the rest of the file.'
    : 'Its numbers have a decimal comma, unlike the rest of the file.';
}

export const howWords = ({ how, file }: Pick<ColumnView, 'how' | 'file'>): string =>
  file === null ? 'Not used' : HOW[how];

/** “°F → °C: (x − 32) × 5/9”. */
export const conversionWords = ({ from, to, formula }: NonNullable<ColumnView['converted']>): string =>
  `${from} → ${to}: ${formula}`;

/** “All 9 columns found by their own names.”, “9 of 9 columns found, 2 converted.” */
export function mappingWords(columns: readonly ColumnView[]): string {
  const found = columns.filter(({ file }) => file !== null);
  const converted = found.filter((column) => column.converted !== null).length;
  if (found.length === columns.length && converted === 0 && found.every(({ how }) => how === 'exact')) {
    return `All ${formatMany(columns.length, 'column')} found by their own names.`;
  }
  const units = converted > 0 ? `, ${formatCount(converted)} converted to the study’s unit` : '';
  return `${formatCount(found.length)} of ${formatMany(columns.length, 'column')} found${units}.`;
}
