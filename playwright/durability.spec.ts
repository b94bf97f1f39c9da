import { expect, test } from './support/coordinator.ts';
import { openHospital } from './support/hospital.ts';
import { sampleFile } from './support/sample-files.ts';

interface Run {
  readonly id: string;
  readonly status: string;
  readonly round: number;
  readonly roundList: readonly { readonly round: number; readonly status: string }[];
}

const ROUNDS = 60;

test('[R8] [R11] [V1] a run is paused, the coordinator killed and a laptop asleep; it is resumed and finished, its model promoted and rolled back', async ({
  browser,
  coordinator,
}) => {
  test.setTimeout(180_000);
  const invite = await coordinator.createInvite();
  const join = async (node: 'A' | 'B') => {
    const context = await browser.newContext();
    const hospital = await openHospital(await context.newPage(), invite, `Hospital ${node}`);
    await hospital.choose(sampleFile(node, 1000));
    await hospital.join();
    return { context, ...hospital };
  };
  const [awake, asleep] = await Promise.all([join('A'), join('B')]);
  const plan = { studyId: 'health-risk', minSites: 2 };
  const runOf = async (id: string) => (await coordinator.api('GET', `/api/runs/${id}`)) as Run;
  const start = async (rounds: number) =>
    ((await coordinator.api('POST', '/api/runs', { ...plan, rounds, roundTimeoutSeconds: 60 })) as Run).id;
  const reaches = (id: string, status: string) =>
    expect.poll(async () => (await runOf(id)).status, { timeout: 90_000 }).toBe(status);
  const promote = (version: number) =>
    coordinator.api('POST', `/api/models/${version}/promote`, { reason: 'Good enough', by: 'Dr Lovelace' });

  await reaches(await start(1), 'completed');
  await promote(1);

  const id = await start(ROUNDS);
  await expect
    .poll(async () => (await runOf(id)).round, { timeout: 60_000, intervals: [50] })
    .toBeGreaterThan(2);
  await coordinator.api('POST', `/api/runs/${id}/pause`);
  await reaches(id, 'paused');
  const before = (await runOf(id)).round;
  expect(before).toBeLessThan(ROUNDS);

  await asleep.context.setOffline(true);
  await coordinator.kill();
  await coordinator.restart();
  const after = await runOf(id);
  expect(after.status).toBe('paused');
  expect(after.round).toBeGreaterThanOrEqual(before);
  await expect(awake.page.getByText('Connected', { exact: true })).toBeVisible({ timeout: 60_000 });

  await asleep.context.setOffline(false);
  await coordinator.api('POST', `/api/runs/${id}/resume`);
  await reaches(id, 'completed');
  const finished = await runOf(id);
  expect(finished.round).toBe(ROUNDS);
  const completed = finished.roundList.filter(({ status }) => status === 'completed');
  expect(completed.map(({ round }) => round)).toEqual(Array.from({ length: ROUNDS }, (_, i) => i + 1));
  for (const hospital of [awake, asleep]) expect(await hospital.finished()).toBe('Model version 2');

  await promote(2);
  await expect(asleep.page.getByRole('status', { name: 'News about the model' })).toContainText(
    'Version 2 of the study’s model is in production now',
  );
  const reason = { reason: 'Too many false alarms', by: 'Dr Lovelace' };
  await coordinator.api('POST', '/api/models/2/roll-back', reason);
  const models = (await coordinator.api('GET', '/api/models')) as { version: number; stage: string }[];
  expect(models.find(({ stage }) => stage === 'production')?.version).toBe(1);
});
