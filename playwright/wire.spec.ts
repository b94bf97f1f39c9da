import { expect, test } from './support/coordinator.ts';
import { openHospital } from './support/hospital.ts';
import { csv, HEADER } from './support/sample-files.ts';

/** Values that cannot occur by chance: if one is seen on the wire, a row has left. */
const ROWS = 400;
const secretRow = (row: number): string[] => {
  const risk = row % 3 === 0 ? 1 : 0;
  return [
    `2031-${String((row % 12) + 1).padStart(2, '0')}-17T0${row % 10}:11:13Z`,
    `${(61 + (row % 83) + risk * 20).toString()}.${731000 + row}`,
    `${90 + (row % 9)}.${842000 + row}`,
    `${100 + row}.${953000 + row}`,
    `${(row % 90) + 5}.${164000 + row}`,
    `${500 + row}.${275000 + row}`,
    `${(row % 35) + 1}.${386000 + row}`,
    `${(row % 80) + 10}.${497000 + row}`,
    String(risk),
  ];
};

test('[W7] no row value leaves the browser, and the page lists every message with its size', async ({
  browser,
  coordinator,
  recorder,
}) => {
  test.setTimeout(120_000);
  const rows = Array.from({ length: ROWS }, (_, row) => secretRow(row));
  const file = csv('secret.csv', [HEADER, ...rows.map((row) => row.join(','))].join('\n'));
  const context = await browser.newContext();
  const hospital = await openHospital(
    await context.newPage(),
    await coordinator.createInvite(),
    'Watched',
    recorder.url,
  );
  await hospital.choose(file);
  expect(recorder.sent.filter((one) => one.kind === 'message')).toEqual([]);
  await hospital.join();
  await coordinator.api('POST', '/api/runs', { studyId: 'health-risk', rounds: 3, minSites: 1 });
  await hospital.finished();
  await expect(
    hospital.page.getByRole('table', { name: 'The shared model against one trained here alone' }),
  ).toBeVisible({
    timeout: 60_000,
  });

  const { page } = hospital;
  const more = page.getByRole('button', { name: /Show (more|older|all)/i });
  while (await more.isVisible()) await more.click();
  const listed = await page.locator('[data-ledger-bytes]').evaluateAll((cells) =>
    cells.map((cell) => ({
      kind: cell.getAttribute('data-ledger-kind') ?? '',
      bytes: Number(cell.getAttribute('data-ledger-bytes')),
    })),
  );
  const messages = recorder.sent
    .filter((one) => one.kind === 'message')
    .filter((one) => one.type === 'text' || one.type === 'binary');
  await context.close();

  const everything = recorder.everything().toString('latin1');
  for (const row of rows) {
    for (const cell of row.slice(0, -1)) {
      expect(everything.includes(cell), `the value ${cell} is on the wire`).toBe(false);
      const bits = Buffer.alloc(4);
      bits.writeFloatLE(Number(cell) || Number.MAX_VALUE);
      if (!Number.isNaN(Number(cell))) {
        expect(
          everything.includes(bits.toString('latin1')),
          `the value ${cell} is on the wire as a number`,
        ).toBe(false);
      }
    }
  }

  // A sign of life is one character; it may pass between the two looks.
  const onWire = messages.reduce(
    (sum, one) => sum + (one.payload.toString() === '3' ? 0 : one.payload.length),
    0,
  );
  const listedBytes = listed.reduce((sum, entry) => sum + (entry.kind === 'keep-alive' ? 0 : entry.bytes), 0);
  expect(listedBytes).toBe(onWire);

  const sizes = (kind: string) => listed.filter((entry) => entry.kind === kind).map((entry) => entry.bytes);
  expect(sizes('fit')).toHaveLength(3);
  for (const bytes of sizes('fit')) expect(bytes).toBeLessThanOrEqual(4 * 2625 + 512);
  for (const kind of ['hello', 'ready', 'moments', 'histograms', 'evaluate', 'model']) {
    expect(sizes(kind), kind).toHaveLength(1);
  }
  const bodies = recorder.sent.filter((one) => one.kind === 'request' && one.body.length > 0);
  expect(bodies).toEqual([]);
});
