import type { Study } from '../../study/schema.ts';
import { createSiteClock } from '../site-clock.ts';
import { type Column, type Table, TIME_CODE } from '../table.ts';
import { conversionOf, convert } from './conversions.ts';
import type { ColumnMatch, Mapping } from './mapping.ts';

/**
 * The table as the study names it: each matched column under the study's name and in its unit, numbers that
 * stand for nothing taken out, epoch seconds or milliseconds as times. The file's other columns stay as they
 * are. Nothing is changed in place; columns without a change are shared with `table`.
 */
export function applyMapping(table: Table, mapping: Mapping, study: Study): Table {
  const byFile = new Map(
    mapping.columns.flatMap((match) => (match.file === null ? [] : [[match.file, match] as const])),
  );
  const named = new Set([...byFile.values()].map(({ study: name }) => name));
  // A name that a person gave away must not be found by the name alone.
  const given = new Set(mapping.columns.map(({ study: name }) => name.toLowerCase()));
  const renamed = new Map<string, string>();
  const taken = new Set([...named, ...table.columns.map(({ name }) => name)]);
  const clock =
    table.reading?.timeZone === undefined || table.reading.timeZone === null
      ? null
      : createSiteClock(table.reading.timeZone);
  const columns = table.columns.map((column) => {
    const match = byFile.get(column.name);
    if (match) {
      renamed.set(column.name, match.study);
      return changed(column, match, mapping, study, clock);
    }
    if (!given.has(column.name.toLowerCase())) return column;
    let name = `${column.name} (not used)`;
    for (let n = 2; taken.has(name); n++) name = `${column.name} (not used ${n})`;
    taken.add(name);
    renamed.set(column.name, name);
    return { ...column, name };
  });
  if (columns.every((column, index) => column === table.columns[index])) return table;
  return {
    ...table,
    columns,
    notes: table.notes.map((note) =>
      note.column === null ? note : { ...note, column: renamed.get(note.column) ?? note.column },
    ),
  };
}

function changed(
  column: Column,
  match: ColumnMatch,
  mapping: Mapping,
  study: Study,
  clock: ((instant: number) => number) | null,
): Column {
  const feature = study.features.find(({ name }) => name === match.study);
  let read = column;
  if (feature?.kind === 'numeric') {
    const gone = new Set(
      mapping.sentinels
        .filter(({ study: name, missing }) => missing && name === match.study)
        .map(({ value }) => value),
    );
    const conversion = match.conversion === null ? null : conversionOf(match.conversion);
    if (gone.size > 0 || conversion) {
      read = {
        ...column,
        values: column.values.map((value) =>
          gone.has(value) ? Number.NaN : conversion ? convert(conversion, value) : value,
        ),
      };
    }
  }
  if (match.role === 'timestamp') read = epochTimes(column, clock) ?? read;
  return read.name === match.study ? read : { ...read, name: match.study };
}

/** Seconds from 2001 to 2099, and the same in milliseconds. */
const SECONDS: readonly [number, number] = [978_307_200, 4_102_444_800];

/** What a column of epoch numbers counts in; null when it holds none. */
export function epochUnit(column: Column): 'seconds' | 'milliseconds' | null {
  if (column.times !== null) return null;
  const { values } = column;
  let unit: 'seconds' | 'milliseconds' | null = null;
  let looked = 0;
  for (let row = 0; row < values.length && looked < 1000; row++) {
    const value = values[row] ?? Number.NaN;
    if (Number.isNaN(value)) continue;
    looked++;
    const scale = value >= SECONDS[0] * 1000 ? 1000 : 1;
    if (value < SECONDS[0] * scale || value > SECONDS[1] * scale) return null;
    const own = scale === 1 ? 'seconds' : 'milliseconds';
    if (unit !== null && unit !== own) return null;
    unit = own;
  }
  return unit;
}

/** Epoch numbers as times on the site's clock; null when the column holds none. */
function epochTimes(column: Column, clock: ((instant: number) => number) | null): Column | null {
  const unit = epochUnit(column);
  if (unit === null) return null;
  const { values } = column;
  const codes = column.codes ? column.codes.slice() : new Int32Array(values.length);
  const times = values.map((value, row) => {
    if (Number.isNaN(value)) return value;
    codes[row] = TIME_CODE;
    const instant = unit === 'seconds' ? value * 1000 : value;
    return clock ? clock(instant) : instant;
  });
  return { ...column, values: new Float64Array(values.length).fill(Number.NaN), codes, times };
}
