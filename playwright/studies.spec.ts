import { signIn } from './support/administrator.ts';
import { expect, test } from './support/coordinator.ts';
import { openHospital } from './support/hospital.ts';
import { csv } from './support/sample-files.ts';

/** A ward's records: numbers, categories, yes/no, an outcome in words. `from` makes each hospital's rows its own. */
const wardFile = (name: string, from: number, rows: number) =>
  csv(
    name,
    [
      'patient_id,measured_at,age,temp (°F),ward,smoker,outcome',
      ...Array.from({ length: rows }, (_, row) => {
        const i = from + row;
        const age = 20 + ((i * 37) % 70);
        const ill = age + ((i * 13) % 30) > 75;
        const time = `2024-0${1 + (i % 9)}-${10 + (i % 18)} 0${i % 10}:00`;
        const temperature = (97 + ((i * 7) % 40) / 10 + (ill ? 1.5 : 0)).toFixed(1);
        return `P${i % 60},${time},${age},${temperature},${['east', 'north', 'west'][i % 3]},${i % 4 ? 'no' : 'yes'},${ill ? 'ill' : 'well'}`;
      }),
    ].join('\n'),
  );

test('[S1] a study made from a sample file in the page runs at a hospital', async ({
  browser,
  coordinator,
  page,
}) => {
  test.setTimeout(150_000);
  await signIn(page, coordinator);
  await page.getByRole('link', { name: 'Studies' }).click();
  await page.getByRole('link', { name: 'New study' }).click();
  const sent: string[] = [];
  page.on('request', (request) => sent.push(request.postData() ?? ''));
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose a CSV file' }).click();
  await (await chooser).setFiles(wardFile('Ward sample.csv', 0, 300));

  await expect(page.getByRole('heading', { name: 'Guessed from Ward sample.csv' })).toBeVisible();
  await expect(page.getByText(/rows were read in this browser and are forgotten/)).toBeVisible();
  await expect(page.getByLabel('Id', { exact: true })).toHaveValue('ward-sample');
  await expect(page.getByRole('combobox', { name: 'Label column' })).toHaveValue('outcome');
  await expect(page.getByLabel('Value that means “yes”')).toHaveValue('ill');
  await expect(page.getByRole('combobox', { name: 'Time column' })).toHaveValue('measured_at');
  await expect(page.getByRole('combobox', { name: 'Subject column' })).toHaveValue('patient_id');
  await expect(page.getByLabel('Kind of ward')).toHaveValue('categorical');
  await expect(page.getByLabel('Categories of ward')).toHaveValue('east, north, west');
  await expect(page.getByLabel('Kind of smoker')).toHaveValue('boolean');
  await expect(page.getByLabel('Unit of temp (°F)')).toHaveValue('°F');

  // What does not fit is told at its field while it is typed, and the button leads there.
  await page.getByLabel('Share for testing').fill('7');
  await expect(page.getByText('Give less than 1.').first()).toBeVisible();
  await page.getByRole('button', { name: 'Save version 1' }).click();
  await expect(page.getByLabel('Share for testing')).toBeFocused();
  await page.getByLabel('Share for testing').fill('0.25');
  await page.getByLabel('Units of the hidden layers').fill('8, 4');
  await page.getByLabel('Fewest hospitals').fill('1');
  await page.getByRole('button', { name: 'Save version 1' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Ward sample' })).toBeVisible();
  expect(sent.join('\n')).toContain('ward-sample');
  expect(sent.join('\n')).not.toMatch(/P\d+,2024/);

  await page.getByRole('button', { name: 'New invite link' }).click();
  const link = (await page.getByTestId('invite-link').textContent()) ?? '';
  expect(link).toContain('/site?invite=');
  const hospital = await openHospital(await (await browser.newContext()).newPage(), link, 'Ward 7');
  await expect(hospital.page.getByText('Ward sample').first()).toBeVisible();
  await hospital.choose(wardFile('ours.csv', 1000, 240));
  await hospital.join();

  await page.getByRole('button', { name: 'Start a run' }).click();
  await expect(page.getByLabel('Study', { exact: true })).toHaveValue('ward-sample');
  await page.getByLabel('Rounds', { exact: true }).fill('2');
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  expect(await hospital.finished()).toBe('Model version 1');
  await expect(hospital.page.locator('body')).not.toContainText('NaN');

  // [S4] The version has been used: the page says so, saves the next, and the hospital is asked to reload.
  await page.getByRole('link', { name: 'Studies' }).click();
  await page.getByRole('link', { name: 'Ward sample' }).click();
  await expect(page.getByText(/Version 1 has been used by a run and cannot change/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Save as version 2' })).toBeDisabled();
  await page.getByLabel('Title').fill('Ward sample, second try');
  await page.getByRole('button', { name: 'Save as version 2' }).click();
  await expect(page.getByText('Version 2 was saved.')).toBeVisible();
  await expect(page.getByLabel('Version', { exact: true })).toHaveValue('2');
  await expect(hospital.page.getByText(/The study has changed since this page was opened/)).toBeVisible();
  await hospital.page.getByRole('button', { name: 'Reload the page' }).click();
  await expect(hospital.page.getByText('Ward sample, second try').first()).toBeVisible();
  expect(await coordinator.api('GET', '/api/studies/ward-sample')).toMatchObject({
    study: { version: 2, split: { testShare: 0.25 }, model: { hidden: [8, 4] } },
    versions: [{ version: 2 }, { version: 1, runs: 1, locked: 'run' }],
  });
});

test('[S1] a study from a JSON file that does not fit is mended in the form', async ({
  coordinator,
  page,
}) => {
  await signIn(page, coordinator);
  await page.goto(`${coordinator.url}/admin/studies/new`);
  const open = async (name: string, text: string) => {
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Choose a JSON file' }).click();
    await (await chooser).setFiles({ name, mimeType: 'application/json', buffer: Buffer.from(text) });
  };
  await open('broken.json', '{"id":');
  await expect(page.getByRole('alert')).toContainText('broken.json could not be used');
  const features = [
    { name: 'age', range: [90, 10] },
    { name: 'sex', kind: 'categorical' },
  ];
  await open(
    'study.json',
    JSON.stringify({ id: 'health-risk', label: {}, features, split: { kind: 'timeOrdered' } }),
  );

  await expect(page.getByText('There is a study with this id').first()).toBeVisible();
  await page.getByLabel('Id', { exact: true }).fill('mine');
  await page.getByRole('combobox', { name: 'Label column' }).fill('ill');
  await page.getByLabel('Lowest plausible age').fill('1');
  // The schema is satisfied; what no file could satisfy is told next.
  await expect(page.getByText('A split by time needs the column that holds the time.').first()).toBeVisible();
  await page.getByRole('combobox', { name: 'Time column' }).fill('at');
  await page.getByRole('button', { name: 'Add a feature' }).click();
  await page.getByLabel('Name of feature 3').fill('dose');
  await page.getByRole('button', { name: 'Move dose up' }).click();
  await page.getByRole('button', { name: 'Remove sex' }).click();
  await page.getByRole('link', { name: 'Runs' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Stay' }).click();
  await expect(page.getByRole('dialog')).toBeHidden();
  // [S6] Everything that the schema knows can be said in the form.
  await page.getByRole('button', { name: 'More of age' }).click();
  await page.getByLabel('Other names of age').fill('years, leeftijd');
  await page.getByLabel('Outliers', { exact: true }).selectOption('winsorize');
  await page.getByLabel('Low outliers: up to the share').fill('0.05');
  await page.getByLabel('Weight of the rows').selectOption('own');
  await page.getByLabel('Weight of a “yes” row').fill('0');
  await expect(page.getByText('Give more than 0.').first()).toBeVisible();
  await page.getByLabel('Weight of a “yes” row').fill('3');
  await page.getByLabel('Asked beyond that share').fill('0.5');
  await page.getByLabel('Ends early').selectOption('yes');
  await page.getByLabel('Rounds without progress').fill('3');
  await page.getByLabel('Each hospital’s own version').selectOption('yes');
  await page.getByLabel('Passes for its own version').fill('8');
  await page.getByLabel('Strategy', { exact: true }).selectOption('ditto');
  await page.getByLabel('Updates to the coordinator').selectOption('int8');
  await page.getByLabel('Global model to the hospitals').selectOption('float16');
  await page.getByLabel('Longest update').fill('4.5');
  await page.getByLabel('A longer one is').selectOption('clip');
  await page.getByRole('button', { name: 'Save version 1' }).click();
  await expect(page.getByLabel('Version', { exact: true })).toBeVisible();
  expect(await coordinator.api('GET', '/api/studies/mine')).toMatchObject({
    study: {
      label: { column: 'ill', positive: '1' },
      timestamp: 'at',
      features: [
        { name: 'age', range: [1, 10], aliases: ['years', 'leeftijd'] },
        { name: 'dose', kind: 'numeric' },
      ],
      preprocessing: { outliers: 'winsorize', outlierQuantiles: [0.05, 0.99] },
      training: { classWeights: [1, 3] },
      federation: {
        strategy: { kind: 'ditto' },
        overSelection: 0.5,
        earlyStopping: { metric: 'auc', patience: 3, minDelta: 0 },
        personalization: { epochs: 8 },
        compression: { upload: 'int8', download: 'float16' },
        gate: { maxUpdateNorm: 4.5, onExceed: 'clip' },
      },
    },
  });
});
