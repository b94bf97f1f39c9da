import { signIn, startRun } from './support/administrator.ts';
import { expect, test } from './support/coordinator.ts';
import { openHospital } from './support/hospital.ts';
import { changedFile, sampleFile } from './support/sample-files.ts';

const CO2 = 5;
const ROWS = 600;
/** Node A without the column, as from a hospital that has no CO₂ sensor. */
const lacking = changedFile('north.csv', ROWS, (line) => line.split(',').toSpliced(CO2, 1).join(','));
/** The column is there, and nothing in it: the sensor is not connected. */
const empty = changedFile('south.csv', ROWS, (line, index) =>
  index === 0 ? line : line.split(',').with(CO2, '').join(','),
);

test('[C4] hospitals whose files lack a column read why on their page, the administrator on theirs; corrected files are let in', async ({
  browser,
  coordinator,
  page,
}) => {
  test.setTimeout(150_000);
  await signIn(page, coordinator);
  const invite = await coordinator.createInvite();
  const openFor = async (name: string) =>
    openHospital(await (await browser.newContext()).newPage(), invite, name);
  const north = await openFor('North');
  const south = await openFor('South');
  const checks = page.getByRole('region', { name: /^Checks/ });
  const table = checks.getByRole('table');

  await test.step('a column that is not there: the file cannot be used, and the administrator is told if the hospital likes', async () => {
    const site = north.page;
    await north.choose(lacking);
    await expect(site.getByRole('region', { name: 'Findings' })).toContainText(
      'Problem in co2: The file has no column “co2”, which the study learns from.',
    );
    await expect(site.getByRole('button', { name: 'Join', exact: true })).toBeHidden();
    await page.getByRole('link', { name: 'Sites' }).click();
    await expect(page.getByText('No hospital has joined yet')).toBeVisible();
    await site.getByRole('button', { name: 'Tell the administrator' }).click();
    await expect(
      site.locator('p', { hasText: /^The administrator has been told: .* The file has no column “co2”/ }),
    ).toBeFocused();
    await expect(site.getByRole('button', { name: 'Leave the study' })).toBeHidden();
    await expect(checks).toContainText('North: The file has no column “co2”, which the study learns from.');
  });

  await test.step('a column with nothing in it: joining is refused, on both pages with the reason', async () => {
    const site = south.page;
    await south.choose(empty);
    await site.getByRole('checkbox', { name: 'I agree to take part in this plan' }).check();
    await site.getByRole('button', { name: 'Join', exact: true }).click();
    const refused = site.getByRole('alert').filter({ hasText: 'does not fit the study' });
    await expect(refused).toContainText('The column “co2” holds no value at all.');
    await expect(site.getByRole('region', { name: 'Checked by the coordinator' })).toContainText(
      'In the way: The column “co2” holds no value at all.',
    );
    await expect(checks).toContainText('South: The column “co2” holds no value at all.');
    await expect(page.getByRole('row', { name: /^South Offline Blocked/ })).toBeVisible();
    await expect(table.getByRole('row', { name: /^North Blocked Blocked Pass/ })).toBeVisible();
    await expect(table.getByRole('row', { name: /^South Blocked Pass Pass Blocked/ })).toBeVisible();
  });

  await test.step('neither is recruited', async () => {
    await expect(
      page.getByText('0 of 2 hospitals connected, 0 ready to train', { exact: true }),
    ).toBeVisible();
  });

  await test.step('corrected files are checked anew and train', async () => {
    for (const hospital of [north, south]) {
      await hospital.choose(sampleFile('A', ROWS));
      await expect(hospital.page.getByText('does not fit the study')).toBeHidden();
      await hospital.join();
    }
    await expect(page.getByText('2 of 2 hospitals connected, 2 ready to train')).toBeVisible();
    await expect(table.getByText('Blocked')).toHaveCount(0);
    await startRun(page, 1, 2);
    for (const hospital of [north, south]) expect(await hospital.finished()).toBe('Model version 1');
  });
});
