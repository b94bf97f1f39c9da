import { createFakeTrainer } from '@fedhealth/testing/fake-trainer';
import { eventually } from '@fedhealth/testing/patiently';
import { expect, it, onTestFinished, vi } from 'vitest';
import { openHospital } from '../../testing/hospital.ts';
import { liveApp } from '../../testing/live-app.ts';

const DAYS = 86_400_000;

it.each([400, -400])('[B3] a clock that is set by %s days in a round changes no duration', async (days) => {
  vi.useFakeTimers({ toFake: ['Date'] });
  onTestFinished(() => void vi.useRealTimers());
  const app = await liveApp();
  // In the first round, while its hospitals train.
  const trainer = createFakeTrainer((fit) => {
    if (fit === 1) vi.setSystemTime(Date.now() + days * DAYS);
  });
  await openHospital(app, { name: 'A', trainer });
  await openHospital(app, { name: 'B' });
  const { id } = await app.startRun({ rounds: 2, roundTimeoutSeconds: 30 });
  // Asked of the store: the test's own HTTP client times its connections by the clock that is set here.
  await eventually('the end of the run', async () => (await app.store.runs.get(id))?.finishedAt);
  vi.useRealTimers();
  const run = await app.run(id);
  expect(run.status).toBe('completed');
  expect(run.roundList).toHaveLength(2);
  for (const { seconds, timing } of run.roundList) {
    for (const duration of [seconds, timing.fit, timing.aggregate]) {
      expect(duration).toBeGreaterThanOrEqual(0);
      expect(duration).toBeLessThan(30);
    }
  }
  const took = Date.parse(run.finishedAt ?? '') - Date.parse(run.startedAt);
  expect(took).toBeGreaterThan(0);
  expect(took).toBeLessThan(30_000);
});
