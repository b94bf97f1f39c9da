import { signIn } from './support/administrator.ts';
import { expect, test } from './support/coordinator.ts';
import { openHospital } from './support/hospital.ts';
import { sampleFile } from './support/sample-files.ts';

test('[R21] [R22] two runs of one study go on side by side, each with the hospitals that the administrator chose', async ({
  browser,
  coordinator,
  page,
}) => {
  const invite = await coordinator.createInvite();
  const hospitals = await Promise.all(
    (['A', 'B'] as const).map(async (node) => {
      const context = await browser.newContext();
      const hospital = await openHospital(await context.newPage(), invite, `Hospital ${node}`);
      await hospital.choose(sampleFile(node, 600));
      await hospital.join();
      return hospital;
    }),
  );
  await signIn(page, coordinator);
  const plan = async (name: string) => {
    await page.goto(`${coordinator.url}/admin/runs/new`);
    await page.getByLabel('Rounds', { exact: true }).fill('3');
    await page.getByLabel('Fewest hospitals').fill('1');
    await page.getByRole('radio', { name: /Only hospitals chosen here/ }).check();
    await expect(page.getByText('Choose the hospitals of this run.')).toBeVisible();
    await page.getByRole('checkbox', { name }).check();
    await expect(page.getByText('1 of 2 hospitals chosen')).toBeVisible();
    await expect(page.getByText('1 hospital is ready: the run begins at once.')).toBeVisible();
  };
  const start = async (run: number) => {
    await page.getByRole('button', { name: 'Start', exact: true }).click();
    await expect(page.getByRole('heading', { name: `Run ${run}` })).toBeVisible();
  };

  const [waiting, working] = hospitals;
  if (!waiting || !working) throw new Error('There are no hospitals.');

  // The first run waits for its hospital, so that both are under way at once.
  await waiting.page.getByRole('button', { name: 'Pause here' }).click();
  await plan('Hospital A');
  await start(1);
  await plan('Hospital B');
  await expect(page.getByRole('checkbox', { name: 'Hospital A' })).toBeDisabled();
  await expect(page.getByText('in run 1')).toBeVisible();
  await start(2);
  expect(await working.finished()).toBe('Model version 1');
  await page.goto(`${coordinator.url}/admin`);
  const region = page.getByRole('region', { name: 'Run 1' });
  await region.getByRole('link', { name: 'Open run 1' }).click();
  await expect(page.getByText(/1 chosen; needs at least 1/)).toBeVisible();
  await waiting.page.getByRole('button', { name: 'Go on' }).click();
  expect(await waiting.finished()).toBe('Model version 2');

  // A third trains one of the versions on, with both.
  await page.goto(`${coordinator.url}/admin/runs/new`);
  await page.getByLabel('Rounds', { exact: true }).fill('1');
  await page.getByLabel('Begins with').selectOption('1');
  await start(3);
  // Hospital A has not seen that version made: a person there decides, and the round waits.
  const unseen = waiting.page.getByRole('alert').filter({ hasText: 'has not seen made' });
  await expect(unseen).toContainText('model version 1');
  await unseen.getByRole('button', { name: 'Trust this model and go on' }).click();
  await expect(unseen).toBeHidden();
  const other = page.getByRole('table', { name: 'Other than in the study' });
  await expect(other.getByRole('row', { name: /Begins with/ })).toContainText('model version 1');
  await expect
    .poll(async () => (await coordinator.api('GET', '/api/models')) as object[], { timeout: 60_000 })
    .toMatchObject([{ version: 3, parent: { version: 1, relation: 'startedFrom' } }, {}, {}]);
});
