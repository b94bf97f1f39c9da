import { tinyStudy } from '@fedhealth/testing/tiny-study';
import { expect, it } from 'vitest';
import { openHospital } from '../../testing/hospital.ts';
import { type LiveApp, liveApp } from '../../testing/live-app.ts';

it('runs of two studies go on at once, each with the hospitals that its invites brought', async () => {
  const app = await liveApp();
  const other: LiveApp = { ...app, studyId: 'second', invite: `invite-${crypto.randomUUID()}` };
  await app.store.studies.save(tinyStudy({ id: other.studyId, model: { hidden: [3] } }));
  await app.store.invites.create({ studyId: other.studyId, token: other.invite, label: null });
  for (const name of ['North', 'South']) await openHospital(app, { name });
  for (const name of ['East', 'West']) await openHospital(other, { name });
  const first = await app.startRun({ rounds: 3 });
  const second = await app.startRun({ rounds: 3, studyId: other.studyId });
  const over = await Promise.all([app.runOver(first.id), app.runOver(second.id)]);
  const sites = over.map(({ roundList }) =>
    roundList.flatMap((round) => round.sites.map(({ name }) => name)),
  );
  expect(over.map(({ status }) => status)).toEqual(['completed', 'completed']);
  expect(new Set(sites[0])).toEqual(new Set(['North', 'South']));
  expect(new Set(sites[1])).toEqual(new Set(['East', 'West']));
  expect(sites.map(({ length }) => length)).toEqual([6, 6]);
});
