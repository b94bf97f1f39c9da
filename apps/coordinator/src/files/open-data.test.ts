import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { studySchema } from '@fedhealth/fl-core/study';
import { tempDir } from '@fedhealth/testing/temp-dir';
import { describe, expect, it } from 'vitest';
import { openData } from './open-data.ts';

const study = studySchema.parse({
  id: 'small',
  label: { column: 'risk' },
  timestamp: 'timestamp',
  features: [
    { name: 'pulse', range: [30, 220] },
    { name: 'temp', unit: '°C', range: [-30, 50] },
  ],
});
const HOURS = 48;
const at = (minutes: number): string => new Date(Date.UTC(2025, 0, 1) + minutes * 60_000).toISOString();
const lines = (header: string, count: number, row: (index: number) => string): string =>
  `${[header, ...Array.from({ length: count }, (_, index) => row(index))].join('\n')}\n`;
const ward = lines('timestamp,pulse,risk', HOURS, (hour) => `${at(hour * 60)},${60 + hour},${hour % 2}`);
const weather = lines('time;Temp (°F)', HOURS / 3, (index) => `${at(index * 180)};${32 + 9 * (index % 4)}`);

async function files(contents: Record<string, string | Uint8Array>): Promise<string[]> {
  const folder = await tempDir();
  return Promise.all(
    Object.entries(contents).map(async ([name, content]) => {
      const path = join(folder, name);
      await writeFile(path, content);
      return path;
    }),
  );
}

describe('openData', () => {
  it('joins several files, gzipped and in other units, into one table', async () => {
    const paths = await files({ 'weather.csv.gz': gzipSync(weather), 'ward.csv': ward });
    const opened = await openData(paths, study, { timeZone: 'UTC' });
    if (!opened.ok) throw new Error(opened.error.message);
    const { table, join: report, summary } = opened.value;
    expect(report?.sources[0]?.sentence).toBe(
      `weather.csv.gz: all ${HOURS} hours found a reading, typically 1 hour old.`,
    );
    const temp = table.columns.find(({ name }) => name === 'temp');
    expect(Array.from(temp?.values.slice(0, 9) ?? [])).toEqual([0, 0, 0, 5, 5, 5, 10, 10, 10]);
    expect(summary).toMatchObject({ rows: HOURS, usable: true });
  });

  it('names the file that is truncated, and joins nothing', async () => {
    const cut = gzipSync(weather).subarray(0, 60);
    const paths = await files({ 'ward.csv': ward, 'weather.csv.gz': cut });
    const opened = await openData(paths, study, { timeZone: 'UTC' });
    expect(opened).toMatchObject({ ok: false, error: { code: 'CSV_GZIP_DAMAGED' } });
    expect(opened.ok ? '' : opened.error.message).toMatch(/weather\.csv\.gz/);
  });

  it('[D8] takes the columns that a person names, and names those that are in no file or not in the study', async () => {
    const own = ward.replace('pulse', 'Puls am Bett');
    const paths = await files({ 'ward.csv': own, 'weather.csv': weather });
    const columns = [{ study: 'pulse', file: 'Puls am Bett' }];
    const opened = await openData(paths, study, { timeZone: 'UTC', columns });
    if (!opened.ok) throw new Error(opened.error.message);
    const pulse = opened.value.table.columns.find(({ name }) => name === 'pulse');
    expect(Array.from(pulse?.values.slice(0, 3) ?? [])).toEqual([60, 61, 62]);
    for (const [slip, named] of [
      [{ study: 'pulse', file: 'Plus' }, /No file has a column “Plus”.*“Puls am Bett”/],
      [{ study: 'puls', file: 'Puls am Bett' }, /The study has no column “puls”; it has “pulse”, “temp”/],
    ] as const) {
      const refused = await openData(paths, study, { timeZone: 'UTC', columns: [slip] });
      expect(refused).toMatchObject({ ok: false, error: { code: 'COLUMNS_UNKNOWN' } });
      expect(refused.ok ? '' : refused.error.message).toMatch(named);
      expect(refused.ok ? '' : refused.error.message).toMatch(/Correct --column\./);
    }
  });

  it('says why files cannot be used together', async () => {
    const later = lines('timestamp,temp', 3, (index) => `2031-01-0${index + 1},5`);
    const opened = await openData(await files({ 'ward.csv': ward, 'later.csv': later }), study);
    expect(opened.ok ? '' : opened.error.message).toMatch(
      /ward.csv, later.csv cannot be used: .*do not overlap/,
    );
  });
});
