import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { signIn, startRun } from './support/administrator.ts';
import { expect, test } from './support/coordinator.ts';
import { openHospital } from './support/hospital.ts';
import { sampleFile } from './support/sample-files.ts';

const ROWS = 300;

/** Promotes or rolls back a version on the page of models. */
async function decide(page: Page, what: 'Promote' | 'Roll back', version: number, reason: string) {
  await page.getByRole('button', { name: `${what} version ${version}` }).click();
  const dialog = page.getByRole('dialog');
  const button = dialog.getByRole('button', { name: what, exact: true });
  await expect(button).toBeDisabled();
  await dialog.getByLabel('Reason').fill(reason);
  await dialog.getByLabel('Decided by').fill('Dr Lovelace');
  await button.click();
  await expect(dialog).toBeHidden();
}

test('[V1] [V4] [V5] a model is promoted, a hospital predicts with it, another is promoted, the hospital is told, it is rolled back', async ({
  browser,
  coordinator,
  page,
}) => {
  test.setTimeout(180_000);
  await signIn(page, coordinator);
  await page.getByRole('link', { name: 'Models' }).click();
  await expect(page.getByText('There is no model yet')).toBeVisible();
  const invite = await coordinator.createInvite();
  const hospitals = await Promise.all(
    (['A', 'B'] as const).map(async (node) => {
      const hospital = await openHospital(
        await (await browser.newContext()).newPage(),
        invite,
        `Hospital ${node}`,
      );
      await hospital.choose(sampleFile(node, ROWS));
      await hospital.join();
      return hospital;
    }),
  );
  const site = hospitals[0]?.page as Page;
  const prediction = site.locator('#prediction');
  await expect(prediction.getByText('No model is in production yet')).toBeVisible();

  for (const run of [1, 2]) {
    await startRun(page, 2, 2);
    await expect(page.getByRole('heading', { name: `Run ${run}` })).toBeVisible();
    await expect
      .poll(async () => ((await coordinator.api('GET', '/api/models')) as unknown[]).length, {
        timeout: 60_000,
      })
      .toBe(run);
  }
  await page.getByRole('link', { name: 'Models' }).click();
  await decide(page, 'Promote', 1, 'The first that is good enough');
  await expect(page.getByText(/Version 1 is in production/)).toBeVisible();

  const news = site.getByRole('status', { name: 'News about the model' });
  await expect(news).toContainText('Version 1 of the study’s model is in production now');
  await prediction.getByRole('button', { name: 'Predict for my file' }).click();
  await expect(prediction.getByText(`Scores of ${ROWS} rows`)).toBeVisible();
  await expect(prediction.getByText(/^By version 1, on/)).toBeVisible();
  const above = prediction.getByTestId('above');
  await expect(above).toContainText(`of ${ROWS}`);
  const said = Number(/^([\d,]+) row/.exec((await above.textContent()) ?? '')?.[1]?.replace(',', ''));

  // The comparison after the second run asks for that run's model: from here on nothing is asked but the scores.
  await expect(site.getByText('Model version 2', { exact: true })).toBeVisible();
  await expect(
    site.getByRole('table', { name: 'The shared model against one trained here alone' }),
  ).toBeVisible({ timeout: 60_000 });
  const sent = await site.locator('[data-ledger-kind]').count();
  const download = site.waitForEvent('download');
  await prediction.getByRole('button', { name: 'Download the scores' }).click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/-scores-v1\.csv$/);
  const lines = (await readFile(await file.path(), 'utf8')).trimEnd().split('\r\n');
  expect(lines[0]).toMatch(/^row,.*,score,above_threshold,model_version$/);
  expect(lines).toHaveLength(ROWS + 1);
  expect(lines.filter((line) => line.endsWith(',1,1'))).toHaveLength(said);
  expect(await site.locator('[data-ledger-kind]').count()).toBe(sent);

  await decide(page, 'Promote', 2, 'Better on the validation rows');
  await expect(news).toContainText('Version 2 of the study’s model is in production now');
  await expect(prediction.getByText('These scores are by version 1')).toBeVisible();
  await prediction.getByRole('button', { name: 'Predict with version 2' }).click();
  await expect(prediction.getByText(/^By version 2, on/)).toBeVisible();

  await decide(page, 'Roll back', 2, 'Too many false alarms on the ward');
  await expect(news).toContainText('Version 2 was withdrawn');
  await expect(prediction.getByText('These scores are by version 2')).toBeVisible();
  const trail = page.getByRole('table', { name: 'Promotions and roll-backs' });
  await expect(trail.getByRole('row')).toHaveCount(4);
  await expect(trail).toContainText('Version 2 rolled back to version 1');
  await expect(trail).toContainText('Too many false alarms on the ward');
  await expect(trail).toContainText('Dr Lovelace');

  for (const version of [1, 2]) await page.getByRole('checkbox', { name: `Version ${version}` }).check();
  await page.getByRole('link', { name: 'Compare versions 1 and 2' }).click();
  await expect(page.getByRole('heading', { name: 'Version 1 and version 2' })).toBeVisible();
  await expect(page.getByRole('table', { name: 'Settings that differ' })).toContainText('run.seed');
  await expect(page.getByRole('table', { name: 'Distance of the weights' })).toContainText('All weights');
  await expect(page.getByRole('table', { name: 'Where they come from' })).toContainText(
    'Hospital A, Hospital B',
  );
  await expect(page.locator('body')).not.toContainText('NaN');
});
