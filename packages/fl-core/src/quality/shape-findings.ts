import type { Table, TableNote } from '../table/index.ts';
import type { Finding } from './types.ts';
import { countOf, finding, quoted } from './words.ts';

/** The reader's notes on a file's shape, in words. */
export function shapeFindings(table: Table): Finding[] {
  return table.notes.map((note) =>
    finding(
      note.code === 'HEADER_WITHOUT_NAME' ? 'info' : 'warning',
      note.code,
      note.column,
      note,
      inWords(note),
    ),
  );
}

function inWords({ code, column, count }: TableNote): string {
  const rows = countOf(count, 'row has', 'rows have');
  switch (code) {
    case 'DUPLICATE_HEADER': {
      const name = quoted(column ?? '');
      return `Two columns have the same name. The first is used under it; this one is called ${name} here.`;
    }
    case 'HEADER_WITHOUT_NAME':
      return `A column has no name in the header row. It is called ${quoted(column ?? '')} here.`;
    case 'ROW_TOO_SHORT':
      return `${rows} fewer cells than the header. The cells that are not there count as missing.`;
    case 'ROW_TOO_LONG':
      return `${rows} more cells than the header, so their values may have slipped into the wrong columns. The cells beyond the header are left out; check these rows.`;
    case 'QUOTE_NOT_CLOSED':
      return `${countOf(count, 'cell begins', 'cells begin')} with a quotation mark that nothing closes. The mark was read as text; check these rows.`;
  }
}
