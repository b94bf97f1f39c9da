import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Download, Page } from '@playwright/test';
import { expect, test } from './support/coordinator.ts';
import { openHospital } from './support/hospital.ts';
import { csv } from './support/sample-files.ts';

const nodeA = csv(
  'node_A_data.csv',
  readFileSync(fileURLToPath(new URL('../data/node_A_data.csv', import.meta.url)), 'utf8'),
);

async function textOf(download: Download): Promise<string> {
  return readFileSync(await download.path(), 'utf8');
}

async function downloadBy(page: Page, button: string): Promise<Download> {
  const started = page.waitForEvent('download');
  await page.getByRole('button', { name: button, exact: true }).first().click();
  return started;
}

test('shows every section of the profile and saves it whole', async ({ coordinator, page }, testInfo) => {
  const hospital = await openHospital(page, await coordinator.createInvite(), 'Careful');
  const before = Date.now();
  await hospital.choose(nodeA);
  const profile = page.getByRole('region', { name: 'Profile' });
  await expect(profile.getByRole('table', { name: 'Overview of the file' })).toContainText('8,760');
  testInfo.annotations.push({ type: 'from drop to profile', description: `${Date.now() - before} ms` });

  const open = (name: string) => profile.getByRole('tab', { name, exact: true }).click();
  await test.step('features', async () => {
    await open('Features');
    await expect(profile.getByRole('table', { name: 'Summary of heart_rate' })).toContainText('Kurtosis');
    const chart = profile.getByRole('slider', { name: /Distribution of heart_rate/ });
    await chart.focus();
    await page.keyboard.press('ArrowRight');
    await expect(chart).toHaveAttribute('aria-valuetext', /bpm: .* rows/);
    await expect(profile.getByRole('slider', { name: /Box plot of heart_rate/ })).toBeVisible();
    await profile.getByRole('button', { name: 'Show as table' }).first().click();
    await expect(profile.getByRole('table', { name: /Distribution of heart_rate/ })).toContainText(
      'risk: yes',
    );
    const png = await downloadBy(page, 'PNG');
    expect(
      readFileSync(await png.path())
        .subarray(1, 4)
        .toString(),
    ).toBe('PNG');
    expect(await textOf(await downloadBy(page, 'SVG'))).toMatch(/^<svg xmlns=/);
  });
  await test.step('missing values', async () => {
    await open('Missing values');
    for (const name of [/Missing values by column/, /Missing values over time/, /Missing together/]) {
      await expect(profile.getByRole('slider', { name })).toBeVisible();
    }
  });
  await test.step('correlations', async () => {
    await open('Correlations');
    for (const kind of ['Pearson', 'Spearman', 'Mixed']) {
      await profile.getByText(kind, { exact: true }).click();
      await expect(profile.getByRole('slider', { name: new RegExp(`${kind} correlations`) })).toBeVisible();
    }
    await expect(profile.getByRole('slider', { name: /Correlation with risk/ })).toBeVisible();
  });
  await test.step('outliers, time and class balance', async () => {
    await open('Outliers');
    await expect(profile.getByRole('table', { name: 'Outliers' })).toContainText('spo2');
    await open('Time');
    for (const part of ['hour of the day', 'day of the week', 'month']) {
      await expect(profile.getByRole('slider', { name: new RegExp(`by ${part}`) })).toBeVisible();
    }
    await open('Class balance');
    await expect(profile.getByRole('slider', { name: /Class balance/ })).toBeVisible();
  });
  await test.step('downloads', async () => {
    const html = await textOf(await downloadBy(page, 'Download as HTML'));
    expect(html).toContain('Profile of node_A_data.csv');
    expect(/https?:|\ssrc=|<script|<link|@import|url\(/.exec(html)).toBeNull();
    const json: unknown = JSON.parse(await textOf(await downloadBy(page, 'Download as JSON')));
    expect(json).toMatchObject({ version: 1, overview: { rows: 8760 } });
  });
  await expect(page.locator('body')).not.toContainText('NaN');
});

test('thirty features and an empty column fit a phone', async ({ coordinator, page }) => {
  await page.setViewportSize({ width: 390, height: 800 });
  const extra = Array.from({ length: 23 }, (_, i) => `extra_reading_${i}`);
  const wide = nodeA.buffer
    .toString('utf8')
    .trimEnd()
    .split('\n')
    .slice(0, 501)
    .map((line, row) => {
      const more = extra.map((name, i) => (row === 0 ? name : ((row * (i + 3)) % 17) + i));
      return `${line},${more.join(',')},${row === 0 ? 'nothing_here' : ''}`;
    });
  const hospital = await openHospital(page, await coordinator.createInvite(), 'Careful');
  await hospital.choose(csv('wide.csv', `${wide.join('\n')}\n`));
  const profile = page.getByRole('region', { name: 'Profile' });
  for (const section of [
    'Overview',
    'Features',
    'Missing values',
    'Correlations',
    'Outliers',
    'Time',
    'Class balance',
  ]) {
    await profile.getByRole('tab', { name: section, exact: true }).click();
    await expect(profile.getByRole('tabpanel')).toBeVisible();
    const beyond = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(beyond, `${section} is wider than the page`).toBeLessThanOrEqual(0);
  }
  await profile.getByRole('tab', { name: 'Features', exact: true }).click();
  await profile.getByRole('combobox', { name: 'Column' }).fill('nothing');
  await page.getByRole('option', { name: 'nothing_here' }).click();
  await expect(profile.getByText('No cell of this column holds a value')).toBeVisible();
  await expect(page.locator('body')).not.toContainText('NaN');
});
