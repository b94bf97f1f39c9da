/** A few cells of each column for a person to look at, as they are in the file and as they are used. */
import { cellText, findColumn, type Mapping, type Table } from '@fedhealth/fl-core/table';
import type { CellExamples } from '../api/columns-api.ts';

const EXAMPLES = 3;
const LOOKED_AT = 10_000;
/** Times are kept as the site's clock shows them, counted as UTC. */
const TIMES = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' });

export function cellExamples(table: Table, mapped: Table, { columns }: Mapping): CellExamples {
  const shown: [string, { before: string; after: string }[]][] = [];
  for (const { study, file } of columns) {
    const before = table.columns.find(({ name }) => name === file);
    const after = findColumn(mapped, study);
    const found: { before: string; after: string }[] = [];
    for (
      let row = 0;
      before && after && row < Math.min(table.rows, LOOKED_AT) && found.length < EXAMPLES;
      row++
    ) {
      const text = cellText(before, row);
      if (text === null) continue;
      const value = after.values[row] ?? Number.NaN;
      const time = after.times?.[row] ?? Number.NaN;
      // A time's own spelling is not kept; what it was read as tells more than the same twice.
      const read = Number.isNaN(time)
        ? Number.isNaN(value)
          ? (cellText(after, row) ?? 'missing')
          : String(Number(value.toPrecision(6)))
        : TIMES.format(time);
      const shownAs = shortened(Number.isNaN(time) ? text : read);
      if (!found.some((one) => one.before === shownAs))
        found.push({ before: shownAs, after: shortened(read) });
    }
    shown.push([study, found]);
  }
  return Object.fromEntries(shown);
}

const shortened = (text: string): string => (text.length > 30 ? `${text.slice(0, 30)}…` : text);
