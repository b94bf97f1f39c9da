/** Every file of csv-spectrum, the common collection of CSV edge cases, reads as its JSON says. */
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { unwrap } from '../lib/result.ts';
import { numberOfText } from './parse-number.ts';
import { readCsv } from './read-csv.ts';
import { cellText } from './table.ts';

const folder = dirname(createRequire(import.meta.url).resolve('csv-spectrum'));
const files = readdirSync(join(folder, 'csvs')).map((file) => file.replace(/\.csv$/, ''));
const rowsSchema = z.array(z.record(z.string(), z.string()));

/** Cells are typed: numbers compare as numbers, and an empty cell is a missing one. */
const typed = (text: string): string | null => {
  const number = numberOfText(text);
  return text === '' ? null : Number.isNaN(number) ? text : String(number);
};

/** One of the JSON files is about other rows than its CSV file: papaparse says what those are. */
async function expectedRows(name: string): Promise<unknown> {
  const json: unknown = JSON.parse(readFileSync(join(folder, 'json', `${name}.json`), 'utf8'));
  if (Array.isArray(json)) return json;
  expect(name).toBe('location_coordinates');
  const text = new TextDecoder('utf-8').decode(readFileSync(join(folder, 'csvs', `${name}.csv`)));
  return Papa.parse(text, { header: true }).data;
}

describe('csv-spectrum', () => {
  it('has its twelve files', () => expect(files).toHaveLength(12));

  it.each(files)('%s', async (name) => {
    const table = unwrap(await readCsv(new Uint8Array(readFileSync(join(folder, 'csvs', `${name}.csv`)))));
    const expected = rowsSchema.parse(await expectedRows(name));
    const rows = Array.from({ length: table.rows }, (_, row) =>
      Object.fromEntries(table.columns.map((column) => [column.name, cellText(column, row)])),
    );
    expect(rows).toEqual(
      expected.map((row) => Object.fromEntries(Object.entries(row).map(([key, text]) => [key, typed(text)]))),
    );
  });
});
