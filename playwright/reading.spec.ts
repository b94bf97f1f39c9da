import { gzipSync } from 'node:zlib';
import { expect, test } from './support/coordinator.ts';
import { openHospital } from './support/hospital.ts';
import { sampleFile, type TestFile } from './support/sample-files.ts';

const comma = (value: number, digits: number): string => value.toFixed(digits).replace('.', ',');

/** Node A as a German spreadsheet exports it: other names and units, packed. Days up to the 12th only, when asked. */
function exported(name: string, { ambiguous }: { ambiguous: boolean }): TestFile {
  const [, ...lines] = sampleFile('A', 600).buffer.toString('utf8').trimEnd().split('\n');
  const header = 'Zeit;HR;SpO2 [fraction];Steps;PM2.5 (µg/m³);CO2;Temp (°F);Humidity;Risk';
  const rows = lines
    .filter((line) => !ambiguous || Number(line.slice(8, 10)) <= 12)
    .map((line, index) => {
      const [time = '', hr, spo2, steps, pm25, co2, temp, humidity, risk] = line.split(',');
      const [year, month, day] = time.slice(0, 10).split('-');
      const fahrenheit = temp ? comma((Number(temp) * 9) / 5 + 32, 2) : '-';
      return [
        `${day}/${month}/${year} ${time.slice(11, 16)}`,
        index % 50 === 7 ? '9999' : hr,
        spo2 ? comma(Number(spo2) / 100, 4) : '-',
        steps,
        pm25?.replace('.', ','),
        co2,
        fahrenheit,
        humidity?.replace('.', ','),
        risk,
      ].join(';');
    });
  // Latin-1 holds all letters that are used here, and is the same as Windows-1252 for them.
  const bytes = Buffer.from(`${[header, ...rows].join('\r\n')}\r\n`, 'latin1');
  return { name, mimeType: 'application/gzip', buffer: gzipSync(bytes) };
}

test('a hospital’s own export is read, its columns looked through once, and used in the study’s units', async ({
  coordinator,
  page,
}) => {
  test.setTimeout(120_000);
  const hospital = await openHospital(page, await coordinator.createInvite(), 'Klinik');
  await hospital.choose(exported('ward.csv.gz', { ambiguous: true }));

  const panel = page.getByRole('region', { name: 'Columns of your file' });
  await expect(panel).toContainText('Semicolon-separated, Windows-1252, decimal comma, unpacked from gzip');
  await expect(panel).toContainText('°F → °C: (x − 32) × 5/9');
  await expect(panel).toContainText('fraction → %: x × 100');
  await expect(panel.getByLabel('Your column for heart_rate')).toHaveValue('HR');
  await expect(panel.getByRole('switch', { name: /^9999: \d+ cells in heart_rate/ })).toBeChecked();
  const join = page.getByRole('button', { name: 'Join', exact: true });
  const right = panel.getByRole('button', { name: 'Looks right' });
  await expect(join).toBeHidden();
  await expect(right).toBeDisabled();
  await panel.getByRole('radio', { name: /^The day/ }).check();
  await expect(right).toBeEnabled();
  await right.click();
  await expect(panel.getByRole('button', { name: 'Change' })).toBeVisible();
  await expect(panel).toContainText('9 of 9 columns found, 2 converted');

  await test.step('the next file of the shape is recognised', async () => {
    await hospital.choose(exported('next.csv.gz', { ambiguous: false }));
    await expect(page.getByText('next.csv.gz').first()).toBeVisible();
    await expect(panel).toContainText('As you confirmed for an earlier file of this shape.');
    await expect(panel.getByRole('button', { name: 'Looks right' })).toBeHidden();
    const kept = await page.evaluate(() => JSON.stringify({ ...window.localStorage }));
    expect(kept).toContain('Temp (°F)');
    expect(kept).not.toMatch(/2025|9[0-9]\.\d/);
  });
  await hospital.join();
});

test('a file with the study’s own names needs no look', async ({ coordinator, page }) => {
  const hospital = await openHospital(page, await coordinator.createInvite(), 'Plain');
  await hospital.choose(sampleFile('A', 300));
  const panel = page.getByRole('region', { name: 'Columns of your file' });
  await expect(panel).toContainText('All 9 columns found by their own names.');
  await expect(panel.getByRole('button', { name: 'Change' })).toBeVisible();
  await hospital.join();
});
