/**
 * Reads a whole store as a coordinator would. Run it in a process of its own (`check-store.ts`): of a text that is
 * no UTF-8 the driver says nothing, it ends the process.
 */
import { statSync } from 'node:fs';
import Libsql from 'libsql';
import { sealOf } from './seal.ts';

/** Columns that hold JSON. */
const JSON_COLUMNS: Readonly<Record<string, readonly string[]>> = {
  studies: ['json'],
  sites: ['dataset'],
  runs: ['plan', 'recruited', 'pipeline', 'final_combined', 'federation'],
  rounds: ['timing', 'validation', 'combined'],
  round_sites: ['metrics'],
  final_sites: ['metrics'],
  model_versions: ['artifact', 'metrics', 'contributions'],
};
/** Columns with a seal over them, and the column that holds it. */
const SEALED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  rounds: { weights: 'weights_seal' },
  runs: { strategy_state: 'strategy_state_seal' },
  model_versions: { artifact: 'artifact_seal' },
};

/** The first damage found, as the end of "it is damaged: …"; null when all of it can be read. */
export function checkContents(path: string): string | null {
  const journal = statSync(`${path}-wal`, { throwIfNoEntry: false });
  const raw = new Libsql(path);
  raw.pragma('busy_timeout = 10000');
  const said =
    structure(raw) ??
    tables(raw)
      .map((table) => inTable(raw, table))
      .find((found) => found !== null);
  // To close it would write the journal back: what is damaged stays as it is.
  if (!journal?.size) raw.close();
  return said ?? null;
}

function structure(raw: Libsql.Database): string | null {
  const found = raw.prepare('pragma integrity_check(1)').raw().all([]);
  const [first] = found;
  const said = Array.isArray(first) ? String(first[0]) : '';
  return said === 'ok' ? null : said.replace('*** in database main ***\n', '').replaceAll('\n', '; ');
}

function tables(raw: Libsql.Database): string[] {
  const rows = raw.prepare("select name from sqlite_master where type = 'table'").raw().all([]);
  return rows
    .map((row) => (Array.isArray(row) ? String(row[0]) : ''))
    .filter((name) => !/^sqlite_/.test(name));
}

function inTable(raw: Libsql.Database, table: string): string | null {
  for (const row of raw.prepare(`select * from "${table}"`).iterate([])) {
    if (typeof row !== 'object' || row === null) continue;
    const cells = row as Readonly<Record<string, unknown>>;
    for (const [column, cell] of Object.entries(cells)) {
      const wrong = inCell(table, column, cell, cells);
      if (wrong !== null) return `${wrong} in the column ${column} of the table ${table}`;
    }
  }
  return null;
}

function inCell(
  table: string,
  column: string,
  cell: unknown,
  row: Readonly<Record<string, unknown>>,
): string | null {
  const seal = row[SEALED[table]?.[column] ?? ''];
  if (typeof cell === 'string') {
    if (cell.includes('\0')) return 'a text with zeros in it';
    if (JSON_COLUMNS[table]?.includes(column) && !isJson(cell)) return 'a text that cannot be read';
    return typeof seal === 'number' && seal !== sealOf(Buffer.from(cell)) ? 'a text that was changed' : null;
  }
  if (cell instanceof ArrayBuffer || cell instanceof Uint8Array)
    return typeof seal === 'number' && seal !== sealOf(new Uint8Array(cell))
      ? 'numbers that were changed'
      : null;
  return null;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
