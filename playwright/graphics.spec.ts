/** Engines on the graphics card, in the product's own worker and under its content security policy. */

import { expect, test } from './support/coordinator.ts';
import { openHospital } from './support/hospital.ts';
import { sampleFile } from './support/sample-files.ts';
import { SOFTWARE_GRAPHICS } from './support/software-graphics.ts';

test.use({ launchOptions: SOFTWARE_GRAPHICS });

interface Run {
  readonly id: string;
  readonly status: string;
  readonly round: number;
}

test('[T2] [T3] WebGL and WebGPU train in the page’s worker; WebGL that is lost in a round falls back, and the round completes', async ({
  coordinator,
  page,
}) => {
  test.setTimeout(180_000);
  const hospital = await openHospital(page, await coordinator.createInvite(), 'Hospital A');
  await hospital.choose(sampleFile('A', 400));
  const [worker] = page.workers();
  if (!worker) throw new Error('The page has no worker.');
  // Keeps hold of the graphics context that the engine will make, to take it away later.
  await worker.evaluate(() => {
    const getContext = OffscreenCanvas.prototype.getContext as (...args: unknown[]) => unknown;
    Reflect.set(OffscreenCanvas.prototype, 'getContext', function (this: unknown, ...args: unknown[]) {
      const context = getContext.apply(this, args);
      if (context instanceof WebGL2RenderingContext) Reflect.set(globalThis, 'heldContext', context);
      return context;
    });
  });
  await hospital.join();
  const panel = page.getByRole('region', { name: 'Training engine' });
  const start = async (rounds: number) =>
    ((await coordinator.api('POST', '/api/runs', { studyId: 'health-risk', rounds, minSites: 1 })) as Run).id;
  const runOf = async (id: string) => (await coordinator.api('GET', `/api/runs/${id}`)) as Run;

  await panel.getByLabel('Engine on this computer').selectOption('tfjs-webgpu');
  await expect(panel.getByText('Trains with TensorFlow.js, WebGPU')).toBeVisible();
  const first = await start(1);
  await expect.poll(async () => (await runOf(first)).status, { timeout: 60_000 }).toBe('completed');

  await panel.getByLabel('Engine on this computer').selectOption('tfjs-webgl');
  await expect(panel.getByText('Trains with TensorFlow.js, WebGL')).toBeVisible();
  const second = await start(6);
  await expect
    .poll(async () => (await runOf(second)).round, { timeout: 60_000, intervals: [50] })
    .toBeGreaterThan(0);
  await worker.evaluate(() => {
    const context = Reflect.get(globalThis, 'heldContext') as WebGL2RenderingContext;
    context.getExtension('WEBGL_lose_context')?.loseContext();
  });
  await expect.poll(async () => (await runOf(second)).status, { timeout: 90_000 }).toBe('completed');
  expect((await runOf(second)).round).toBe(6);
  await expect(panel.getByText(/TensorFlow.js, WebGL broke/)).toBeVisible();
  await expect(page.locator('body')).not.toContainText('NaN');
});
