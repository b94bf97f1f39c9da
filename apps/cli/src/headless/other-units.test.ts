import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { type HeadlessReading, openData, readForStudy } from '@fedhealth/coordinator/files';
import { createSiteData, type SiteData, trainAlone } from '@fedhealth/fl-core/site';
import { healthRiskStudy as study } from '@fedhealth/fl-core/study';
import { tempDir } from '@fedhealth/testing/temp-dir';
import { describe, expect, it } from 'vitest';
import { openHeadlessTrainer } from './open-trainer.ts';

const SAMPLE = fileURLToPath(new URL('../../../../data/node_B_data.csv', import.meta.url));
const ROWS = 1500;

const lines = async (): Promise<string[]> => (await readFile(SAMPLE, 'utf8')).split('\n').slice(0, ROWS + 1);

async function file(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(await tempDir(), name);
  await writeFile(path, content);
  return path;
}

async function open(path: string, reading: HeadlessReading = {}): Promise<SiteData> {
  const opened = await openData(path, study, reading);
  if (!opened.ok) throw new Error(opened.error.message);
  return createSiteData(opened.value);
}

/** The same readings as a hospital abroad has them: Fahrenheit, fractions, mg/m³, ppb, decimal commas, packed. */
async function abroad(): Promise<string> {
  const change = (text: string | undefined, convert: (value: number) => number): string =>
    text ? String(convert(Number(text))).replace('.', ',') : '-';
  const [, ...rows] = await lines();
  const converted = rows.filter(Boolean).map((line) => {
    const [time, hr, spo2, steps, pm25, co2, temp, humidity, risk] = line.split(',');
    return [
      time,
      change(hr, (value) => value),
      change(spo2, (value) => value / 100),
      change(steps, (value) => value / 60),
      change(pm25, (value) => value / 1000),
      change(co2, (value) => value * 1000),
      change(temp, (value) => (value * 9) / 5 + 32),
      change(humidity, (value) => value),
      risk,
    ].join(';');
  });
  const header =
    'time;pulse;SpO2 [fraction];steps (steps/min);PM2.5 (mg/m³);CO2 (ppb);temperature, °F;RH (%);risk';
  return file('abroad.csv.gz', gzipSync(Buffer.from([header, ...converted].join('\n'), 'latin1')));
}

describe('the same data in other units', () => {
  it('teaches the same model', async () => {
    const plain = await open(await file('plain.csv', `${(await lines()).join('\n')}\n`));
    const other = await open(await abroad());
    expect(other.trainRows).toBe(plain.trainRows);
    const trainer = await openHeadlessTrainer();
    if (!trainer.ok) throw new Error(trainer.error.message);
    const aucOf = async (data: SiteData): Promise<number> => {
      const trained = await trainAlone({ data, trainer: trainer.value, rounds: 4, seed: 3 });
      if (!trained.ok || trained.value.auc === null) throw new Error('It was not trained.');
      return trained.value.auc;
    };
    const expected = await aucOf(plain);
    expect(expected).toBeGreaterThan(0.6);
    expect(Math.abs((await aucOf(other)) - expected)).toBeLessThan(0.002);
    trainer.value.dispose();
  }, 120_000);

  it('says what was converted', async () => {
    const data = await open(await abroad());
    const told = data.summary.findings.filter(({ code }) => code === 'COLUMN_MAPPED');
    expect(told.find(({ column }) => column === 'temp')?.message).toBe(
      'The column “temperature, °F” is used as “temp” and was converted from °F to °C ((x − 32) × 5/9), by its header.',
    );
  });
});

describe('what only a person can tell', () => {
  const dated = 'timestamp,heart_rate,risk\n03/04/2024 10:00,70,1\n04/04/2024 11:00,71,0\n';

  it('[D8] [D9] is a problem that names the option', async () => {
    const path = await file('dated.csv', dated);
    expect(await readForStudy(path, study)).toMatchObject({
      ok: false,
      error: { code: 'DATE_ORDER_UNKNOWN', message: expect.stringContaining('--date-order dmy') },
    });
    expect(await readForStudy(path, study, { timeZone: 'Mars/Base' })).toMatchObject({
      error: { code: 'TIME_ZONE_UNKNOWN' },
    });
    const told = await readForStudy(path, study, { dateOrder: 'monthFirst' });
    const time = told.ok ? told.value.table.columns[0]?.times?.[0] : null;
    expect(time).toBe(Date.UTC(2024, 2, 4, 10));
  });

  it('is not guessed where two columns could be meant', async () => {
    const path = await file('two.csv', 'HR,pulse,risk\n70,71,1\n');
    expect(await readForStudy(path, study)).toMatchObject({
      error: { code: 'COLUMNS_UNCLEAR', message: expect.stringContaining('--column') },
    });
  });
});
