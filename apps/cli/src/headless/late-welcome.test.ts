import { openHospital } from '@fedhealth/coordinator/testing/hospital';
import { liveApp } from '@fedhealth/coordinator/testing/live-app';
import { openScriptedSite } from '@fedhealth/coordinator/testing/scripted-site';
import { createMailbox } from '@fedhealth/testing/patiently';
import { expect, it } from 'vitest';

it('[R5] a run that ends while a hospital is still being let in again is over for it too', async () => {
  const app = await liveApp();
  const others = [await openScriptedSite(app, { name: 'A' }), await openScriptedSite(app, { name: 'B' })];
  const kept = createMailbox<true>();
  const release = createMailbox<true>();
  let slow = false;
  const { until, socket } = await openHospital(app, {
    name: 'North',
    async keeping() {
      if (!slow) return;
      kept.put(true);
      await release.take('the release');
    },
  });
  const { id } = await app.startRun({ rounds: 1 });
  for (const kind of ['moments', 'histograms', 'fit'] as const) {
    await Promise.all(others.map((site) => site.do(kind)));
  }
  await until('its own evaluation', ({ ledger }) => ledger.entries.some(({ kind }) => kind === 'evaluate'));
  slow = true;
  socket.io.engine.close();
  await kept.take('the welcome');
  for (const site of others) site.takePart();
  await app.runOver(id);
  await until('the end, as it was told', ({ run }) => run?.status === 'completed');
  release.put(true);
  await until('the connection', ({ connection }) => connection === 'online');
  const { comparison, run } = await until('the model', (now) => now.comparison !== null);
  expect([comparison?.modelVersion, run?.status, run?.modelVersion]).toEqual([1, 'completed', 1]);
});
