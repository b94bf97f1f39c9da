import { signIn } from './support/administrator.ts';
import { expect, test } from './support/coordinator.ts';
import { openHospital } from './support/hospital.ts';
import { sampleFile } from './support/sample-files.ts';

/** So many passes that a round takes seconds: long enough to be watched, paused and stopped. */
const PASSES = 1000;

test('[R20] [W8] a run is planned with another strategy, watched, paused, let go on and compared', async ({
  browser,
  coordinator,
  page,
}) => {
  test.setTimeout(420_000);
  const [{ study }] = (await coordinator.api('GET', '/api/studies')) as [
    { study: { version: number; training: object } },
  ];
  await coordinator.api('POST', '/api/studies', {
    ...study,
    version: study.version + 1,
    training: { ...study.training, localEpochs: PASSES },
  });
  await signIn(page, coordinator);
  const invite = await coordinator.createInvite();
  const hospitals = await Promise.all(
    (['A', 'B'] as const).map(async (node) => {
      const context = await browser.newContext();
      const hospital = await openHospital(await context.newPage(), invite, `Hospital ${node}`);
      await hospital.choose(sampleFile(node, 3000));
      await hospital.join();
      return hospital;
    }),
  );

  // A plan that cannot be is explained, and not sent.
  await page.getByRole('link', { name: 'Runs' }).click();
  await page.getByRole('button', { name: 'Start a run' }).click();
  await page.getByLabel('Rounds', { exact: true }).fill('2');
  await page.getByLabel('Seed').fill('5');
  await page.getByLabel('Strategy', { exact: true }).selectOption('krum');
  await expect(page.getByText(/needs the updates of at least 5 hospitals/)).toBeVisible();
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'New run' })).toBeVisible();
  await page.getByLabel('Strategy', { exact: true }).selectOption('fedMedian');
  const other = page.getByRole('table', { name: 'Other than in the study' });
  await expect(other.getByRole('row', { name: /Strategy/ })).toContainText('FedAvg');
  await expect(other.getByRole('row', { name: /Strategy/ })).toContainText('FedMedian');
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Run 1' })).toBeVisible();
  await expect(other.getByRole('row', { name: /Strategy/ })).toContainText('FedMedian');

  // It is drawn as it moves, and each hospital tells how far it is.
  const machine = page.getByRole('region', { name: 'Where the run stands' });
  await expect(machine.locator('[aria-current="step"]')).toContainText('Training', { timeout: 60_000 });
  await page.getByRole('button', { name: 'Pause the run' }).click();
  await expect(machine.locator('[aria-current="step"]')).toContainText('paused here');
  const bar = page.getByRole('progressbar', { name: 'Training of Hospital A' });
  await expect
    .poll(async () => Number(await bar.getAttribute('aria-valuenow').catch(() => 0)), { timeout: 60_000 })
    .toBeGreaterThan(0);
  await page.getByRole('button', { name: 'Go on' }).click();
  await expect(machine.getByText('the end')).toBeVisible({ timeout: 240_000 });
  await expect(page.getByText('Completed').first()).toBeVisible();

  // The hospital sees that it was told, and what.
  const hospital = hospitals[0]?.page;
  if (!hospital) throw new Error('There is no hospital.');
  await expect(hospital.getByText(/how far training is, in percent/).first()).toBeVisible();

  // A second run, stopped, beside the first.
  const { id } = (await coordinator.api('POST', '/api/runs', {
    studyId: 'health-risk',
    rounds: 2,
    seed: 5,
  })) as { id: string };
  await coordinator.api('POST', `/api/runs/${id}/pause`);
  await page.goto(`${coordinator.url}/admin/runs/${id}`);
  await expect(page.getByRole('row', { name: /Hospital A/ }).first()).toBeVisible();
  await page.getByRole('button', { name: 'Stop the run' }).click();
  await page.getByRole('button', { name: 'Stop now' }).click();
  await expect(machine.getByText('Stopped')).toBeVisible();
  await page
    .getByRole('button', { name: 'Back to the list' })
    .or(page.getByRole('link', { name: 'Back to the list' }))
    .click();
  await page.getByRole('checkbox', { name: 'Compare run 1' }).check();
  await expect(page.getByRole('button', { name: 'Compare' })).toBeDisabled();
  await page.getByRole('checkbox', { name: 'Compare run 2' }).check();
  await page.getByRole('button', { name: 'Compare' }).click();
  await expect(page.getByRole('heading', { name: 'Compare runs' })).toBeVisible();
  const settings = page.getByRole('table', { name: 'Settings' });
  await expect(settings.getByRole('row')).toHaveCount(2);
  await expect(settings.getByRole('row', { name: /Strategy/ })).toContainText('FedMedian');
  const figures = page.getByRole('table', { name: 'Last figures' });
  await expect(figures.getByRole('row', { name: /Run 1/ })).toContainText('Completed');
  await expect(figures.getByRole('row', { name: /Run 2/ })).toContainText('Stopped');
  await expect(page.getByRole('figure', { name: 'AUC by round' })).toBeVisible();
  await expect(page.locator('body')).not.toContainText('NaN');
});
