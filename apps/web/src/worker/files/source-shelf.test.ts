import { unwrap } from '@fedhealth/fl-core/lib';
import { studySchema } from '@fedhealth/fl-core/study';
import { noDecisions } from '@fedhealth/fl-core/table';
import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS, type SourceFile } from '../api/sources-api.ts';
import { createSourceShelf } from './source-shelf.ts';

const study = studySchema.parse({
  id: 'small',
  label: { column: 'risk' },
  timestamp: 'timestamp',
  features: [
    { name: 'pulse', range: [30, 220] },
    { name: 'temp', unit: '°C', range: [-30, 50] },
  ],
});
const at = (hour: number): string => `2025-04-${String(3 + Math.floor(hour / 24)).padStart(2, '0')}`;
const clock = (hour: number): string => `${String(hour % 24).padStart(2, '0')}:00`;
const rows = (count: number, row: (hour: number) => string): string[] =>
  Array.from({ length: count }, (_, hour) => row(hour));
const file = (id: string, name: string, lines: readonly string[]): SourceFile => ({
  id,
  source: new File([`${lines.join('\n')}\n`], name, { type: 'text/csv' }),
});
const ward = file('a', 'ward.csv', [
  'timestamp,pulse,risk',
  ...rows(48, (hour) => `${at(hour)} ${clock(hour)},${60 + hour},${hour % 2}`),
]);
/** 3 and 4 April, or 4 March and 4 April. */
const weather = file('b', 'weather.csv', [
  'Zeit;Temp (°F)',
  ...rows(48, (hour) => `0${3 + Math.floor(hour / 24)}/04/2025 ${clock(hour)};${50 + (hour % 9)}`),
]);

function desk(remembered: string | null = null) {
  const shelf = createSourceShelf();
  const read: string[] = [];
  const open = async (files: readonly SourceFile[]) => {
    read.length = 0;
    const { opened, data } = unwrap(
      await shelf.open({
        files,
        settings: DEFAULT_SETTINGS,
        study,
        remembered,
        signal: new AbortController().signal,
        onProgress: ({ fileName, done }) => done === 1 && fileName && read.push(fileName),
      }),
    );
    return { ...opened, data, summary: data.summary, read: [...new Set(read)] };
  };
  return { open, shelf };
}

describe('files open together', () => {
  it('are asked about one by one, and remembered by their shapes', async () => {
    const { open, shelf } = desk();
    const first = await open([ward, weather]);
    expect(first.sources.files.map(({ columns }) => columns?.confirmed)).toEqual(['plain', null]);
    expect(first.sources.files[1]?.columns?.ambiguousDates).toBe('Zeit');
    expect(first.sources.report).toBeNull();
    expect(first.summary).toMatchObject({ fileName: 'ward.csv', usable: false });
    expect(first.remember).toBeNull();

    const decided = { ...weather, decisions: { ...noDecisions, dateOrder: 'dayFirst' } as const };
    const answered = await open([ward, decided]);
    expect(answered.read).toEqual(['weather.csv']);
    expect(answered.sources.report?.sources[1]?.sentence).toMatch(/^weather\.csv: all 48 hours found/);
    expect(answered.summary.usable).toBe(false);
    const asked = answered.summary.findings.filter(({ code }) => code === 'COLUMNS_UNCONFIRMED');
    expect(asked).toMatchObject([{ severity: 'error', column: 'weather.csv' }]);

    const confirmed = await open([ward, { ...decided, confirmed: 'person' }]);
    expect(confirmed.read).toEqual([]);
    expect(confirmed.summary.usable).toBe(true);
    expect(confirmed.remember).toContain('Temp (°F)');
    expect(confirmed.remember).not.toContain('2025');
    expect(shelf.examples('b').temp?.[0]).toEqual({ before: '50', after: '10' });

    const next = await desk(confirmed.remember).open([ward, { ...weather, id: 'c' }]);
    expect(next.sources.files[1]?.columns?.confirmed).toBe('remembered');
    expect(next.summary.usable).toBe(true);
    expect(next.remember).toBeNull();
  });

  it('are looked through when the study knows nothing of them, though no name is in doubt', async () => {
    const { open } = desk();
    const notes = file('n', 'notes.csv', ['When,Remark', '2025-04-03 10:00,x', '2025-04-03 11:00,y']);
    const { sources, summary } = await open([ward, notes]);
    expect(sources.files.map(({ columns }) => columns?.confirmed)).toEqual(['plain', null]);
    expect(summary.usable).toBe(false);
  });

  it('can be told which column is which, and in which unit it is', async () => {
    const { open } = desk();
    const celsius = { ...noDecisions, dateOrder: 'dayFirst' } as const;
    const temp = async (conversion: string | null) => {
      const columns = [{ study: 'temp', file: 'Temp (°F)', conversion }];
      const { data, summary } = await open([
        ward,
        { ...weather, decisions: { ...celsius, columns }, confirmed: 'person' },
      ]);
      expect(summary.usable).toBe(true);
      return data.file.table.columns.find(({ name }) => name === 'temp')?.values[0];
    };
    expect(await temp('°F→°C')).toBe(10);
    expect(await temp(null)).toBe(50);
    const dropped = await open([
      ward,
      { ...weather, decisions: { ...celsius, columns: [{ study: 'temp', file: null }] } },
    ]);
    expect(dropped.data.file.table.columns.some(({ name }) => name === 'temp')).toBe(false);
  });
});
