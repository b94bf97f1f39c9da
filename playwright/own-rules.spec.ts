import { signIn, startRun } from './support/administrator.ts';
import { expect, test } from './support/coordinator.ts';
import { openHospital } from './support/hospital.ts';
import { changedFile } from './support/sample-files.ts';

const rows = (name: string, count: number) => changedFile(name, count, (line) => line);

test('[Q14] [Q15] a hospital’s page tells its own limits, what they hold back, and that too few rows send no update', async ({
  browser,
  coordinator,
  page,
}, testInfo) => {
  test.setTimeout(150_000);
  await signIn(page, coordinator);
  const invite = await coordinator.createInvite();
  const openFor = async (name: string) =>
    openHospital(await (await browser.newContext()).newPage(), invite, name);
  const [north, south, small] = [await openFor('North'), await openFor('South'), await openFor('Small')];
  const leave = small.page.getByRole('region', { name: 'What may leave' });

  await test.step('the rules in plain words, and limits that are kept in this browser', async () => {
    await small.choose(rows('small.csv', 22));
    await expect(leave).toContainText(
      'With 18 training rows no update leaves, as this hospital’s limit is 20',
    );
    await leave.getByRole('button', { name: 'Show the rules' }).click();
    for (const rule of ['Patients, not rows', 'Questions have a budget', 'Models are checked, too'])
      await expect(leave).toContainText(rule);
    const fewest = leave.getByLabel('Fewest training rows for an update');
    await fewest.fill('9');
    await fewest.blur();
    await expect(fewest).toHaveValue('10');
    await expect(leave).not.toContainText('no update leaves, as');
    await small.page.screenshot({ path: testInfo.outputPath('rules.png'), fullPage: true });
    await small.page.reload();
    await small.choose(rows('small.csv', 22));
    await leave.getByRole('button', { name: 'Show the rules' }).click();
    await expect(leave.getByLabel('Fewest training rows for an update')).toHaveValue('10');
    await leave.getByLabel('Fewest training rows for an update').fill('20');
    await leave.getByLabel('Fewest training rows for an update').blur();
  });

  await test.step('a run goes on with those who have rows enough; the small one only measures', async () => {
    await small.join();
    for (const [index, hospital] of [north, south].entries()) {
      await hospital.choose(rows('large.csv', 400 + 100 * index));
      await hospital.join();
    }
    await startRun(page, 3, 2);
    await Promise.all([north, south, small].map((hospital) => hospital.finished()));
    await expect(page.getByText('1 measured').first()).toBeVisible();
    const left = small.page.getByRole('region', { name: 'What left this browser' });
    await expect(left).toContainText(
      'Round 1: how the global model did here; no update, the training rows are too few',
    );
    await expect(left).not.toContainText('trained model weights');
  });

  await test.step('three rows more wait, after a reload too, and the page says why', async () => {
    const site = north.page;
    await site.getByRole('button', { name: 'Leave the study' }).click();
    await expect(site.getByRole('button', { name: 'Leave the study' })).toBeHidden();
    await site.reload();
    await north.choose(rows('large.csv', 403));
    await north.join();
    const notice = site.getByRole('alert').filter({ hasText: 'Some rows are not used yet' });
    await expect(notice).toContainText('3 new rows wait');
    await notice.scrollIntoViewIfNeeded();
    await site.screenshot({ path: testInfo.outputPath('held-back.png'), fullPage: true });
  });
});
