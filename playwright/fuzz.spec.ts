/** Files that nobody would send on purpose: the page reads what it can, says what it cannot, and stays usable. */
import { gzipSync } from 'node:zlib';
import { createRng } from '@fedhealth/fl-core/lib';
import { expect, test } from './support/coordinator.ts';
import { openHospital } from './support/hospital.ts';
import { csv, HEADER, sampleFile, type TestFile } from './support/sample-files.ts';

const random = createRng(20_261_126);
const below = (limit: number): number => random.int(limit);
const bytes = (length: number): Buffer => Buffer.from(Array.from({ length }, () => below(256)));
const binary = (name: string, buffer: Buffer): TestFile => ({
  name,
  mimeType: 'application/octet-stream',
  buffer,
});

const valid = sampleFile('A', 400).buffer;
/** A good file with some of its bytes changed, cut out or written twice. */
function mutated(name: string): TestFile {
  const file = Buffer.from(valid);
  const pieces: Buffer[] = [];
  for (let hit = 0; hit < 30; hit++) file[below(file.length)] = below(256);
  const [from, to] = [below(file.length), below(file.length)].sort((a, b) => a - b) as [number, number];
  pieces.push(file.subarray(0, to), file.subarray(from));
  return csv(name, Buffer.concat(pieces).toString('latin1'));
}
const rows = (count: number, row: (index: number) => string): string =>
  `${HEADER}\n${Array.from({ length: count }, (_, index) => row(index)).join('\n')}\n`;

const FILES: readonly TestFile[] = [
  binary('random.csv', bytes(20_000)),
  binary('random.csv.gz', gzipSync(bytes(20_000))),
  binary('truncated.csv.gz', gzipSync(valid).subarray(0, 4_000)),
  binary('trailing.csv.gz', Buffer.concat([gzipSync(valid), bytes(500)])),
  binary('half-utf16.csv', Buffer.concat([Buffer.from([0xff, 0xfe]), valid.subarray(0, 9_999)])),
  csv('nuls.csv', valid.toString().replaceAll('.', '\u0000')),
  csv('quotes.csv', '"'.repeat(100_000)),
  csv('open-quote.csv', `${HEADER}\n"${valid.toString()}`),
  csv('commas.csv', ','.repeat(200_000)),
  csv('one-line.csv', valid.toString().replaceAll('\n', ' ')),
  csv(
    'columns.csv',
    `${Array.from({ length: 10_000 }, (_, index) => `c${index}`).join(',')}\n${Array.from({ length: 50 }, () => `${'1,'.repeat(9_999)}2`).join('\n')}\n`,
  ),
  csv(
    'long-field.csv',
    rows(50, (index) =>
      index === 20 ? 'x'.repeat(1_000_000) : '2025-01-01T00:00:00Z,70,97,1,2,400,20,40,0',
    ),
  ),
  csv(
    'ragged.csv',
    rows(1_000_000, (index) => '1,'.repeat(index % 13)),
  ),
  csv(
    'formulas.csv',
    rows(100, (index) => `=cmd|'/c calc'!A${index},@SUM(1),+1+1,-2+3,"=HYPERLINK(""x"")",1,2,3,1`),
  ),
  ...Array.from({ length: 6 }, (_, index) => mutated(`mutated-${index}.csv`)),
];

test('[D6] no file crashes or hangs the page', async ({ coordinator, page }) => {
  test.setTimeout(240_000);
  const errors: string[] = [];
  page.on('pageerror', ({ message }) => errors.push(message));
  const hospital = await openHospital(page, await coordinator.createInvite(), 'Careful');
  const picker = page.locator('input[type=file]').first();
  for (const file of FILES) {
    await test.step(file.name, async () => {
      await picker.setInputFiles(file);
      await expect(page.getByText(file.name).first()).toBeVisible({ timeout: 30_000 });
      const ended = page
        .getByRole('alert')
        .or(page.getByRole('heading', { name: 'What was found' }))
        .first();
      await expect(ended).toBeVisible({ timeout: 60_000 });
      await expect(page.locator('body')).not.toContainText(/NaN|undefined|\[object/);
      await expect(page.getByText('was started again')).toBeHidden();
      await expect(page.getByRole('heading', { name: 'could not be drawn' })).toBeHidden();
    });
  }
  expect(errors).toEqual([]);
  await picker.setInputFiles(sampleFile('A', 300));
  await expect(page.getByText('node_A.csv').first()).toBeVisible();
  await hospital.join();
});
