/** A hospital's session and the model to predict with, against a real coordinator. */

import { openHospital } from '@fedhealth/coordinator/testing/hospital';
import { liveApp } from '@fedhealth/coordinator/testing/live-app';
import { unwrap } from '@fedhealth/fl-core/lib';
import { scoreFile } from '@fedhealth/fl-core/site';
import { expect, it } from 'vitest';

it('[V4] [V5] hears of each production model, scores its rows with it, and hears of a roll-back', async () => {
  const app = await liveApp();
  const { session, data, until } = await openHospital(app, { name: 'North' });
  await openHospital(app, { name: 'South' });
  const decide = async (path: string) => {
    const response = await app.ask(`/api/models/${path}`, { json: { reason: 'For the test', by: 'Ada' } });
    expect(response.status).toBe(200);
  };
  const inProduction = (version: number) =>
    until(`version ${version} in production`, ({ production }) => production?.model.version === version);
  expect(session.snapshot().production).toBeNull();
  for (const seed of [1, 2]) {
    const { id } = await app.startRun({ rounds: 1, seed });
    expect(await app.runOver(id)).toMatchObject({ status: 'completed', modelVersion: seed });
  }
  expect(unwrap(await session.models())).toMatchObject([
    { version: 2, stage: 'candidate', round: 1, sites: 2 },
    { version: 1, stage: 'candidate' },
  ]);

  await decide('1/promote');
  await inProduction(1);
  const first = unwrap(await scoreFile(unwrap(await session.model(1)), data));
  expect(first.length).toBe(data.file.table.rows);
  expect(first.every((score) => score > 0 && score < 1)).toBe(true);

  await decide('2/promote');
  expect((await inProduction(2)).production).toMatchObject({ former: 1, rolledBack: false });
  const second = unwrap(await scoreFile(unwrap(await session.model(2)), data));
  expect(second).not.toEqual(first);

  await decide('2/roll-back');
  expect((await inProduction(1)).production).toMatchObject({ former: 2, rolledBack: true });
  expect(await app.store.models.get(1)).toMatchObject({
    contributions: [
      { name: 'North', rounds: 1 },
      { name: 'South', rounds: 1 },
    ],
    strategy: { kind: 'fedAvg' },
  });
});
