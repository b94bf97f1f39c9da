import { expect, test } from './support/coordinator.ts';
import { openHospital } from './support/hospital.ts';
import { sampleFile } from './support/sample-files.ts';

/** The code that draws the curves of a run. */
const CHART = '**/round-chart-*.js';

test('[R5] a part of the page that does not come costs its own place only, and comes when the server can give it', async ({
  browser,
  coordinator,
}) => {
  const invite = await coordinator.createInvite();
  const context = await browser.newContext();
  const hospital = await openHospital(await context.newPage(), invite, 'Hospital A');
  const { page } = hospital;
  let asked = 0;
  await page.route(CHART, (route) => {
    asked++;
    return route.abort('connectionrefused');
  });
  await hospital.choose(sampleFile('A', 1000));
  await hospital.join();
  const plan = { studyId: 'health-risk', minSites: 1, rounds: 2, roundTimeoutSeconds: 60 };
  await coordinator.api('POST', '/api/runs', plan);
  expect(await hospital.finished()).toBe('Model version 1');
  expect(asked).toBeGreaterThan(0);
  const curves = page.getByRole('figure', { name: 'AUC by round' });
  await expect(curves).toBeVisible();
  await expect(curves.locator('svg.recharts-surface')).toHaveCount(0);
  await page.unroute(CHART);
  await expect(curves.locator('svg.recharts-surface').first()).toBeVisible({ timeout: 40_000 });
});
