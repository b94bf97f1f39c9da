import { signIn, startRun } from './support/administrator.ts';
import { expect, test } from './support/coordinator.ts';
import { openHospital } from './support/hospital.ts';
import { sampleFile } from './support/sample-files.ts';

test('[R1] three hospitals train five rounds in their browsers, and every page shows the same model', async ({
  browser,
  coordinator,
  page,
}) => {
  test.setTimeout(180_000);
  await signIn(page, coordinator);
  const invite = await coordinator.createInvite();
  const nodes = ['A', 'B', 'C'] as const;
  const hospitals = await Promise.all(
    nodes.map(async (node, index) => {
      const context = await browser.newContext();
      const hospital = await openHospital(await context.newPage(), invite, `Hospital ${node}`);
      const file = sampleFile(node, 1500);
      await (index === 1 ? hospital.drop(file) : hospital.choose(file));
      await expect(hospital.page.getByText('Your rows stay in this browser').first()).toBeVisible();
      await hospital.join();
      return hospital;
    }),
  );

  await page.getByRole('link', { name: 'Sites' }).click();
  for (const node of nodes) await expect(page.getByText(`Hospital ${node}`).first()).toBeVisible();
  await startRun(page, 5, 3);
  await expect(page.getByRole('heading', { name: 'Run 1' })).toBeVisible();

  const versions = await Promise.all(hospitals.map((hospital) => hospital.finished()));
  expect(versions).toEqual(['Model version 1', 'Model version 1', 'Model version 1']);
  for (const hospital of hospitals) {
    const comparison = hospital.page.getByRole('table', {
      name: 'The shared model against one trained here alone',
    });
    await expect(comparison).toBeVisible({ timeout: 60_000 });
    await expect(hospital.page.locator('body')).not.toContainText('NaN');
  }
  await page.getByRole('link', { name: 'Models' }).click();
  await expect(page.getByText('Version 1').first()).toBeVisible();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download' }).first().click();
  await page.getByRole('menuitem', { name: /^FedHealth model .JSON./ }).click();
  expect((await download).suggestedFilename()).toMatch(/\.json$/);
  await expect(page.locator('body')).not.toContainText('NaN');

  const [run] = (await coordinator.api('GET', '/api/runs')) as {
    status: string;
    round: number;
    auc: number;
  }[];
  expect(run).toMatchObject({ status: 'completed', round: 5 });
  expect(run?.auc).toBeGreaterThan(0.6);
});
