import { gzipSync } from 'node:zlib';
import type { Locator, Page } from '@playwright/test';
import { signIn, startRun } from './support/administrator.ts';
import { expect, test } from './support/coordinator.ts';
import { openHospital } from './support/hospital.ts';
import { csv, sampleFile, type TestFile } from './support/sample-files.ts';

const HOURS = 400;
const hours = sampleFile('A', HOURS)
  .buffer.toString()
  .trimEnd()
  .split('\n')
  .slice(1)
  .map((line) => line.split(','));
const minute = (minutes: number): number => Date.UTC(2025, 0, 1) + minutes * 60_000;
const cell = (hour: number, column: number): string => hours[hour]?.[column] ?? '';
const file = (name: string, header: string, rows: readonly string[]): TestFile =>
  csv(name, `${[header, ...rows].join('\n')}\n`);
const gzipped = ({ name, buffer }: TestFile, bytes?: number): TestFile => ({
  name: `${name}.gz`,
  mimeType: 'application/gzip',
  buffer: gzipSync(buffer).subarray(0, bytes),
});

/** Every ten minutes; the outcome is known on the hour. */
const wearable = file(
  'wearable.csv',
  'timestamp,heart_rate,spo2,steps,risk',
  Array.from({ length: HOURS * 6 }, (_, step) => {
    const hour = Math.floor(step / 6);
    const pulse = Number(cell(hour, 1)) + (step % 6);
    const risk = step % 6 === 0 ? cell(hour, 8) : '';
    return `${new Date(minute(step * 10)).toISOString()},${pulse},${cell(hour, 2)},${cell(hour, 3)},${risk}`;
  }),
);
/** Every half hour, five minutes late, in epoch seconds. */
const air = file(
  'air.csv',
  'time,PM2.5,CO2 [ppm]',
  Array.from({ length: HOURS * 2 }, (_, step) => {
    const hour = Math.floor(step / 2);
    return `${minute(step * 30 + 5) / 1000},${cell(hour, 4)},${cell(hour, 5)}`;
  }),
);
/** Every third hour, in Fahrenheit and Central European Time. */
const weather = file(
  'weather.csv',
  'Date time;Temp (°F);Humidity (%)',
  Array.from({ length: Math.ceil(HOURS / 3) }, (_, step) => {
    const local = new Date(minute(step * 180 + 60)).toISOString().replace('.000Z', '+01:00');
    const fahrenheit = (Number(cell(step * 3, 6)) * 9) / 5 + 32;
    return `${local};${fahrenheit.toFixed(1)};${cell(step * 3, 7)}`;
  }),
);

async function dropTogether(page: Page, files: readonly TestFile[]): Promise<void> {
  const transfer = await page.evaluateHandle(
    (contents) => {
      const data = new DataTransfer();
      for (const { name, type, bytes } of contents)
        data.items.add(new File([new Uint8Array(bytes)], name, { type }));
      return data;
    },
    files.map(({ name, mimeType, buffer }) => ({ name, type: mimeType, bytes: [...buffer] })),
  );
  const zone = page.getByLabel('Drop a CSV file here');
  await zone.dispatchEvent('dragenter', { dataTransfer: transfer });
  await zone.dispatchEvent('drop', { dataTransfer: transfer });
}

/** The findings, with those that are folded away. */
async function allFindings(page: Page): Promise<Locator> {
  const findings = page.getByRole('region', { name: 'Findings' });
  await expect(findings).toBeVisible();
  const more = findings.getByRole('button', { name: /^Show \d+ more/ });
  while ((await more.count()) > 0) await more.first().click();
  return findings;
}

async function addFile(page: Page, added: TestFile): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Add another file' }).click();
  await (await chooser).setFiles(added);
}

test('three files of different cadence, one gzipped, one in °F, become one table that trains', async ({
  browser,
  coordinator,
  page,
}) => {
  test.setTimeout(150_000);
  await signIn(page, coordinator);
  const context = await browser.newContext({ timezoneId: 'Europe/Berlin' });
  const hospital = await openHospital(await context.newPage(), await coordinator.createInvite(), 'North');
  const site = hospital.page;
  await dropTogether(site, [gzipped(air), weather, wearable]);
  const sources = site.getByRole('region', { name: 'Sources' });
  const files = sources.getByRole('list', { name: 'Files' }).getByRole('listitem');
  await expect(files).toHaveCount(3);
  const [airCard, weatherCard, wearableCard] = [files.nth(0), files.nth(1), files.nth(2)];
  await expect(wearableCard).toContainText('Its rows are kept');
  await expect(wearableCard).toContainText('2,400 rows, a reading every 10 minutes');
  await expect(wearableCard).toContainText('Comma-separated, UTF-8, decimal point');
  await expect(airCard).toContainText('a reading every 30 minutes');
  await expect(airCard).toContainText('unpacked from gzip');
  await expect(weatherCard).toContainText('a reading every 3 hours');
  await expect(airCard).toContainText('pm25 from “PM2.5”');
  await expect(airCard).toContainText('2,399 of 2,400 rows found a reading');
  await expect(weatherCard).toContainText('temp from “Temp (°F)”, converted from °F to °C');
  await expect(weatherCard).toContainText('All 2,400 rows found a reading');

  await test.step('each file is looked through: what is not in the study’s own words is confirmed', async () => {
    const join = site.getByRole('button', { name: 'Join', exact: true });
    await expect(await allFindings(site)).toContainText(/Problem in weather\.csv: Not every column/);
    await expect(join).toBeHidden();
    await expect(wearableCard.getByRole('button', { name: 'Looks right' })).toBeHidden();
    await expect(site.getByRole('alert')).toContainText('First look through the columns');
    const table = weatherCard.getByRole('table', { name: 'Which column is which in weather.csv' });
    // What the file has, and no more until it is asked for.
    await expect(table.getByRole('combobox', { name: /^Your column for/ })).toHaveCount(3);
    await expect(table.getByLabel('Your column for temp')).toHaveValue('Temp (°F)');
    await expect(table).toContainText('°F → °C: (x − 32) × 5/9');
    const unit = table.getByLabel('Unit of Temp (°F), used for temp');
    await expect(unit).toHaveValue('°F→°C');
    const temp = table.getByRole('row', { name: /^temp / });
    await expect(temp).toContainText(/\d → -?\d/);
    await unit.selectOption({ label: 'In °C already' });
    await expect(weatherCard).toContainText('temp from “Temp (°F)”; humidity');
    await expect(temp).not.toContainText('→');
    await unit.selectOption({ label: 'In °F' });
    await expect(weatherCard).toContainText('converted from °F to °C');
    await weatherCard.getByRole('button', { name: 'Looks right' }).click();
    await expect(weatherCard.getByRole('button', { name: /^Change/ })).toBeVisible();
    await expect(table).toBeHidden();
    await expect(join).toBeHidden();
    await airCard.getByRole('button', { name: 'Looks right' }).click();
    await expect(join).toBeVisible();
  });

  await expect(await allFindings(site)).toContainText('2,399 of 2,400 rows found a reading');
  const tolerance = sources.getByLabel('Tolerance for weather.csv', { exact: true });
  await expect(tolerance).toHaveValue('4.5');
  await tolerance.fill('1');
  await tolerance.press('Enter');
  // Of 18 rows in three hours, 7 are at most an hour after the reading.
  await expect(weatherCard).toContainText(/had none in the 1 hour before, first at row 9\b/);
  await tolerance.fill('4.5');
  await tolerance.press('Enter');
  await expect(weatherCard).toContainText('All 2,400 rows found a reading');

  const columns = site.getByRole('table', { name: 'Columns in your file' });
  await expect(columns.getByRole('row', { name: /^temp °C Used to learn 2,400 none/ })).toBeVisible();
  // 23 of the hours used have no reading, and the first row comes before them all.
  await expect(columns.getByRole('row', { name: /^pm25 .* Used to learn 2,261 139 / })).toBeVisible();
  await expect(site.locator('body')).not.toContainText('NaN');

  await hospital.join();
  await startRun(page, 2, 1);
  expect(await hospital.finished()).toBe('Model version 1');
  const [run] = (await coordinator.api('GET', '/api/runs')) as { status: string; round: number }[];
  expect(run).toMatchObject({ status: 'completed', round: 2 });

  // A worker that dies reads all of them again, and the hospital is back for the next run.
  const [worker] = site.workers();
  await worker?.evaluate(() => self.close());
  await expect(site.getByText(/read again with the same choices/)).toBeVisible({ timeout: 30_000 });
  await expect(site.getByText('Connected', { exact: true })).toBeVisible();
  await startRun(page, 1, 1);
  await expect(site.getByText('Model version 2')).toBeVisible({ timeout: 60_000 });
});

test('files are added and removed one by one; one that cannot be read or joined is told, and the rest stays', async ({
  coordinator,
  page,
}) => {
  const hospital = await openHospital(page, await coordinator.createInvite(), 'South');
  await hospital.choose(wearable);
  const sources = page.getByRole('region', { name: 'Sources' });
  const files = sources.getByRole('list', { name: 'Files' }).getByRole('listitem');
  await expect(sources).toBeHidden();

  await addFile(page, gzipped(air, 900));
  await expect(files).toHaveCount(2);
  await expect(files.nth(1)).toContainText('Not read');
  await expect(files.nth(1)).toContainText(/air\.csv\.gz/);
  await addFile(page, weather);
  await expect(files.nth(2)).toContainText('All 2,400 rows found a reading');
  await files.nth(2).getByRole('button', { name: 'Looks right' }).click();
  await expect(files.nth(2)).not.toContainText('Please look through');
  await page.getByRole('button', { name: 'Remove air.csv.gz' }).click();
  await expect(files).toHaveCount(2);

  await addFile(
    page,
    file('later.csv', 'timestamp,pm25,co2', ['2031-05-01 10:00,20,600', '2031-05-01 11:00,21,610']),
  );
  await expect(page.getByRole('alert').filter({ hasText: 'could not be joined' })).toContainText(
    /“later\.csv” and “wearable\.csv” do not overlap in time/,
  );
  await expect(page.getByRole('button', { name: 'Join', exact: true })).toBeHidden();
  await page.getByRole('button', { name: 'Remove later.csv' }).click();
  await expect(sources.getByRole('alert')).toBeHidden();

  const twice = file('air2.csv', 'timestamp,pm25,co2', [
    '2025-01-01T00:00:00Z,20,600',
    '2025-01-01T00:00:00Z,21,610',
    '2025-01-01T00:20:00+00:00,22,620',
  ]);
  await addFile(page, twice);
  await expect(files).toHaveCount(3);
  await expect(await allFindings(page)).toContainText('the last one counts');
  await page.getByRole('button', { name: 'Remove air2.csv' }).click();
  await page.getByRole('button', { name: 'Remove weather.csv' }).click();
  await expect(sources).toBeHidden();
  await expect(page.getByRole('heading', { name: 'What was found' })).toBeVisible();
  await expect(page.getByText(/^wearable\.csv, /)).toBeVisible();
  await expect(page.locator('body')).not.toContainText('NaN');
});

test('of several files each is asked what only a person knows, and remembered', async ({
  coordinator,
  page,
}) => {
  await openHospital(page, await coordinator.createInvite(), 'East');
  const doubtful = (name: string) =>
    file(
      name,
      'When;Outside temperature;Moisture;Note',
      Array.from({ length: 12 * 24 }, (_, hour) => {
        const day = String(1 + Math.floor(hour / 24)).padStart(2, '0');
        const temp = hour % 40 === 7 ? 'k.A.' : String(hour % 25);
        return `${day}/01/2025 ${String(hour % 24).padStart(2, '0')}:00;${temp};${hour % 50 === 3 ? '999' : 40 + (hour % 30)};x`;
      }),
    );
  await dropTogether(page, [wearable, doubtful('station.csv')]);
  const sources = page.getByRole('region', { name: 'Sources' });
  const card = sources.getByRole('listitem', { name: 'station.csv' });
  await expect(card).toContainText('Please look through');
  const table = card.getByRole('table', { name: 'Which column is which in station.csv' });
  const right = card.getByRole('button', { name: 'Looks right' });

  await test.step('the time column is named, and then its dates are asked', async () => {
    await table.getByLabel('Your column for timestamp').selectOption('When');
    await expect(card).toContainText('First say what comes first in the dates of “When”.');
    await expect(right).toBeDisabled();
    await expect(sources).toContainText('as soon as their dates are clear');
    await card.getByRole('radio', { name: /^The day/ }).check();
    await expect(right).toBeEnabled();
    await expect(card).toContainText(/1 Jan 2025 to 12 Jan 2025/);
  });
  await test.step('a column that no name tells is found among the study’s others', async () => {
    await card.getByRole('button', { name: /^Show the study’s other/ }).click();
    await table.getByLabel('Your column for humidity').selectOption('Moisture');
    await expect(card).toContainText('humidity from “Moisture”');
  });
  await test.step('missing markers are shown and switched', async () => {
    const marker = card.getByRole('switch', { name: /^999: \d+ cells in humidity/ });
    await expect(marker).toBeChecked();
    await marker.click({ force: true });
    await expect(marker).not.toBeChecked();
  });
  await right.click();
  await expect(card.getByRole('button', { name: /^Change/ })).toBeVisible();
  await expect(card).not.toContainText('Please look through');

  await test.step('the next file of the shape is recognised', async () => {
    await page.getByRole('button', { name: 'Remove station.csv' }).click();
    await expect(sources).toBeHidden();
    await addFile(page, doubtful('february.csv'));
    const next = sources.getByRole('listitem', { name: 'february.csv' });
    await expect(next).toContainText('As you confirmed for an earlier file of this shape.');
    await expect(next).toContainText('humidity from “Moisture”');
    await expect(next).toContainText('1 Jan 2025 to 12 Jan 2025');
  });
  await expect(page.locator('body')).not.toContainText('NaN');
});
