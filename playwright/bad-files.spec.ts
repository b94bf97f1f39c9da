import { expect, test } from './support/coordinator.ts';
import { openHospital } from './support/hospital.ts';
import { changedFile, csv, HEADER, sampleFile, type TestFile } from './support/sample-files.ts';

const png = Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489', 'hex');
const lastCell = (line: string, value: string): string => line.replace(/[^,]*$/, value);

/** Each file, what the page must say of it, and whether the hospital can still take part. */
const FILES: readonly { file: TestFile; says: RegExp; usable: boolean }[] = [
  { file: csv('empty.csv', ''), says: /empty/i, usable: false },
  {
    file: { name: 'picture.csv', mimeType: 'text/csv', buffer: png },
    says: /picture|image|PNG/i,
    usable: false,
  },
  { file: csv('header.csv', `${HEADER}\n`), says: /no rows|header/i, usable: false },
  {
    file: changedFile('no-spo2.csv', 200, (line) => line.split(',').toSpliced(2, 1).join(',')),
    says: /spo2/,
    usable: false,
  },
  {
    file: changedFile('labels.csv', 200, (line, index) => (index === 7 ? lastCell(line, 'maybe') : line)),
    says: /maybe/,
    usable: true,
  },
  {
    file: changedFile('one-class.csv', 200, (line, index) => (index === 0 ? line : lastCell(line, '0'))),
    says: /risk/,
    usable: true,
  },
  {
    file: changedFile('text.csv', 200, (line, index) =>
      index === 11 ? line.replace(/^([^,]*),[^,]*/, '$1,fast') : line,
    ),
    says: /row 12/i,
    usable: true,
  },
  {
    file: changedFile('three.csv', 200, (line, index) => (index > 3 ? lastCell(line, '') : line)),
    says: /\b3\b/,
    usable: false,
  },
];

test('[D6] a file that cannot be used is named with what and where, and the page stays usable', async ({
  coordinator,
  page,
}) => {
  test.setTimeout(120_000);
  const hospital = await openHospital(page, await coordinator.createInvite(), 'Careful');
  const picker = page.locator('input[type=file]').first();
  const join = page.getByRole('button', { name: 'Join', exact: true });
  for (const { file, says, usable } of FILES) {
    await test.step(file.name, async () => {
      await picker.setInputFiles(file);
      await expect(page.getByText(file.name).first()).toBeVisible();
      await expect(page.locator('main')).toContainText(says);
      await expect(page.locator('body')).not.toContainText('NaN');
      if (!usable) return expect(join).toBeHidden();
      await page.getByRole('checkbox', { name: 'I agree to take part in this plan' }).check();
      await expect(join).toBeEnabled();
    });
  }
  await picker.setInputFiles(sampleFile('A', 300));
  await expect(page.getByText('node_A.csv').first()).toBeVisible();
  await hospital.join();
});
