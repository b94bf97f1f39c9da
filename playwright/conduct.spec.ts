/** How a hospital's computer conducts itself in a run: what it trains with, pauses, and a worker that dies. */
import { healthRiskStudy } from '@fedhealth/fl-core/study';
import type { Page } from '@playwright/test';
import { expect, test } from './support/coordinator.ts';
import type { CoordinatorProcess } from './support/coordinator-process.ts';
import { type Hospital, openHospital } from './support/hospital.ts';
import { changedFile, sampleFile } from './support/sample-files.ts';

interface Run {
  readonly id: string;
  readonly status: string;
  readonly round: number;
  readonly roundList: readonly {
    round: number;
    status: string;
    sites: readonly { name: string; outcome: string }[];
  }[];
}

const startRun = async (coordinator: CoordinatorProcess, plan: object): Promise<Run> =>
  (await coordinator.api('POST', '/api/runs', { studyId: 'health-risk', ...plan })) as Run;
const runOf = async (coordinator: CoordinatorProcess, id: string): Promise<Run> =>
  (await coordinator.api('GET', `/api/runs/${id}`)) as Run;

async function joined(
  page: Page,
  coordinator: CoordinatorProcess,
  node: 'A' | 'B',
  study = 'health-risk',
): Promise<Hospital> {
  const hospital = await openHospital(page, await coordinator.createInvite(study), `Hospital ${node}`);
  await hospital.choose(sampleFile(node, 1000));
  await hospital.join();
  return hospital;
}

test('[T1] the page shows how fast each engine is here, which one is used and why', async ({
  coordinator,
  page,
}) => {
  await joined(page, coordinator, 'A');
  const panel = page.getByRole('region', { name: 'Training engine' });
  await expect(panel.getByText('Trains with WebAssembly SIMD')).toBeVisible();
  await expect(panel.getByText(/The fastest of those measured/)).toBeVisible();
  const rows = panel.getByRole('row');
  await expect(rows).toHaveCount(6);
  await expect(rows.filter({ hasText: 'WebAssembly SIMD' })).toContainText(/[\d,]+ epochs a minute/);
  // A busy machine may leave no time for the others; then the page says so.
  for (const row of (await rows.all()).slice(1)) {
    await expect(row).toContainText(/epochs a minute|No time was left|could not be started/);
  }
  await expect(page.locator('body')).not.toContainText('NaN');
});

test('[T2] a person pins an engine; it trains the next rounds, and is remembered after a reload', async ({
  coordinator,
  page,
}) => {
  const hospital = await joined(page, coordinator, 'A');
  const panel = page.getByRole('region', { name: 'Training engine' });
  await panel.getByLabel('Engine on this computer').selectOption('tfjs-cpu');
  await expect(panel.getByText('Trains with TensorFlow.js, JavaScript')).toBeVisible();
  await expect(panel.getByText('You chose it in this browser.')).toBeVisible();
  await startRun(coordinator, { rounds: 1, minSites: 1 });
  expect(await hospital.finished()).toBe('Model version 1');
  const [site] = (await coordinator.api('GET', '/api/sites')) as { engine: string }[];
  expect(site?.engine).toBe('tfjs-cpu');

  await page.reload();
  const again = await openHospital(page, await coordinator.createInvite(), 'Hospital A');
  await again.choose(sampleFile('A', 1000));
  // Staff agreed to this version of the study's plan on this computer, and are not asked twice.
  await expect(page.getByText(/Agreed on this computer/)).toBeVisible();
  await expect(page.getByRole('checkbox', { name: 'I agree to take part in this plan' })).toBeChecked();
  await again.join();
  await expect(panel.getByText('Trains with TensorFlow.js, JavaScript')).toBeVisible();
});

test('[R18] a hospital pauses and goes on; the round does not wait past its deadline', async ({
  browser,
  coordinator,
  page,
}) => {
  test.setTimeout(150_000);
  // Fits long enough to be paused in the middle.
  const study = {
    ...healthRiskStudy,
    id: 'long',
    training: { ...healthRiskStudy.training, localEpochs: 500 },
  };
  await coordinator.api('POST', '/api/studies', study);
  const hospital = await joined(page, coordinator, 'A', 'long');
  await joined(await (await browser.newContext()).newPage(), coordinator, 'B', 'long');
  const plan = { studyId: 'long', rounds: 500, minSites: 1, roundTimeoutSeconds: 6 };
  const { id } = await startRun(coordinator, plan);
  await hospital.reached(2, 500);
  await page.getByRole('button', { name: 'Pause here' }).click();
  await expect(page.getByText('Paused here', { exact: true })).toBeVisible();
  await expect(page.getByText(/goes on without it/)).toBeVisible();
  const outcomes = async (): Promise<(string | undefined)[]> =>
    (await runOf(coordinator, id)).roundList.map(
      ({ sites }) => sites.find(({ name }) => name === 'Hospital A')?.outcome,
    );
  await expect.poll(async () => (await outcomes()).includes('late'), { timeout: 30_000 }).toBe(true);
  await page.getByRole('button', { name: 'Go on' }).click();
  await expect(page.getByRole('button', { name: 'Pause here' })).toBeVisible();
  const after = (await outcomes()).lastIndexOf('late');
  await expect.poll(async () => (await outcomes()).slice(after).includes('done')).toBe(true);

  await page.getByRole('button', { name: 'Pause here' }).click();
  await page.getByRole('button', { name: 'Leave the study' }).click();
  await expect(page.getByRole('button', { name: 'Join', exact: true })).toBeVisible();
});

test('[T4] a worker that dies in the middle of a run is started again with the same choices, and the run completes', async ({
  browser,
  coordinator,
  page,
}) => {
  test.setTimeout(150_000);
  // Every tenth row is there twice, until the remedy is applied.
  const twice = changedFile('twice.csv', 1000, (line, row) => (row % 10 === 9 ? `${line}\n${line}` : line));
  const hospital = await openHospital(page, await coordinator.createInvite(), 'Hospital A');
  await hospital.choose(twice);
  await page.getByRole('button', { name: 'Apply: Use each row once' }).click();
  await expect(page.getByRole('button', { name: 'Undo: Use each row once' })).toBeVisible();
  await hospital.join();
  const rowsOf = async () => {
    const sites = (await coordinator.api('GET', '/api/sites')) as { name: string; trainRows: number }[];
    return sites.find(({ name }) => name === 'Hospital A')?.trainRows;
  };
  const before = await rowsOf();
  const other = await joined(await (await browser.newContext()).newPage(), coordinator, 'B');
  const { id } = await startRun(coordinator, { rounds: 40, minSites: 2, roundTimeoutSeconds: 60 });
  await hospital.reached(3, 40);
  const [worker] = page.workers();
  await worker?.evaluate(() => self.close());
  await expect(page.getByText('The background worker stopped and was started again')).toBeVisible({
    timeout: 30_000,
  });
  await expect(page.getByText(/read again with the same choices/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Leave the study' })).toBeVisible();
  expect(await hospital.finished()).toBe('Model version 1');
  expect(await other.finished()).toBe('Model version 1');
  const run = await runOf(coordinator, id);
  expect(run).toMatchObject({ status: 'completed', round: 40 });
  expect(await rowsOf()).toBe(before);
  const sites = (await coordinator.api('GET', '/api/sites')) as { name: string }[];
  expect(sites.map(({ name }) => name).sort()).toEqual(['Hospital A', 'Hospital B']);
});
