/** A hospital's rows are prepared in the browser to the same bytes as in Node. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { localPipeline, matrixHash, prepareDataset, transformRows } from '@fedhealth/fl-core/preprocessing';
import { healthRiskStudy, parseStudy, type Study } from '@fedhealth/fl-core/study';
import { readCsv } from '@fedhealth/fl-core/table';
import type { Page } from '@playwright/test';
import { expect, test } from './support/coordinator.ts';
import { openHospital } from './support/hospital.ts';
import { csv } from './support/sample-files.ts';

const NAME = 'node_A_data.csv';
const TIME_ZONE = 'Europe/Paris';
const text = readFileSync(fileURLToPath(new URL(`../data/${NAME}`, import.meta.url)), 'utf8');

// Inputs from the time follow the clock of the site: both sides must keep the same.
test.use({ timezoneId: TIME_ZONE });

async function hashInNode(study: Study): Promise<string> {
  const table = await readCsv(text, { name: NAME, timeZone: TIME_ZONE });
  if (!table.ok) throw new Error(table.error.message);
  const data = prepareDataset(table.value, study);
  const hash = await matrixHash(transformRows(data, localPipeline(data), data.train).features);
  if (hash === null) throw new Error('This Node hashes nothing.');
  return hash;
}

/** What the Preparation panel says of the file's training rows. */
async function expectInBrowser(page: Page, invite: string, hash: string): Promise<void> {
  const hospital = await openHospital(page, invite, 'Careful');
  await hospital.choose(csv(NAME, text));
  await page.getByRole('button', { name: 'Show the steps' }).click();
  const prepared = page.locator('[data-matrix-sha256]');
  await expect(prepared).toHaveAttribute('data-fitted-on', 'thisFile');
  await expect(prepared).toHaveAttribute('data-matrix-sha256', hash);
}

test('[F3] the prepared training rows are the same bytes in the browser and in Node', async ({
  coordinator,
  page,
}) => {
  const hash = await hashInNode(healthRiskStudy);
  expect(hash).toMatch(/^[0-9a-f]{64}$/);
  await expectInBrowser(page, await coordinator.createInvite(), hash);
});

test('so they are with indicators, cut outliers, robust scaling and inputs from the time', async ({
  coordinator,
  page,
}) => {
  const study = parseStudy({
    ...healthRiskStudy,
    id: 'every-option',
    preprocessing: {
      missingIndicator: true,
      outliers: 'winsorize',
      scaler: 'robust',
      timestampFeatures: true,
    },
  });
  if (!study.ok) throw new Error(study.error.message);
  const hash = await hashInNode(study.value);
  expect(hash).not.toBe(await hashInNode(healthRiskStudy));
  await coordinator.api('POST', '/api/studies', study.value);
  await expectInBrowser(page, await coordinator.createInvite('every-option'), hash);
});
