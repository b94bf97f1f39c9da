import type { RunDetailView } from '@fedhealth/fl-core/protocol';
import { createFakeTrainer } from '@fedhealth/testing/fake-trainer';
import { createMailbox, eventually } from '@fedhealth/testing/patiently';
import { tempDir } from '@fedhealth/testing/temp-dir';
import { describe, expect, it } from 'vitest';
import { type Hospital, openHospital } from '../../testing/hospital.ts';
import { type LiveApp, liveApp } from '../../testing/live-app.ts';

/** Hospitals by name; their training waits for a word where `held`. */
async function ward(app: LiveApp, names: readonly string[], held: readonly string[] = []) {
  const go = createMailbox<true>();
  const hospitals: Record<string, Hospital> = {};
  for (const name of names) {
    const trainer = createFakeTrainer(async (fit) => {
      if (fit === 1 && held.includes(name)) await go.take('the go');
    });
    hospitals[name] = await openHospital(app, { name, trainer });
  }
  const ids = (...chosen: string[]) => chosen.map((name) => hospitals[name]?.session.snapshot().siteId ?? '');
  return { hospitals, ids, go: () => void held.map(() => go.put(true)) };
}

const namesIn = ({ roundList }: RunDetailView): string[] =>
  [...new Set(roundList.flatMap(({ sites }) => sites.map(({ name }) => name)))].sort();
const start = (app: LiveApp, plan: object) =>
  app.ask('/api/runs', { json: { studyId: app.studyId, seed: 1, ...plan } });
const refusal = async (response: Response) => ({
  status: response.status,
  ...((await response.json()) as { error: { code: string; message: string } }).error,
});

describe('several runs of one study at once', () => {
  it('[R21] each trains with the hospitals it names, and each hospital sees its own', async () => {
    const app = await liveApp();
    const { hospitals, ids } = await ward(app, ['North', 'South', 'East', 'West']);
    const first = await app.startRun({ rounds: 3, sites: ids('North', 'South') });
    const second = await app.startRun({ rounds: 4, sites: ids('East', 'West') });
    const [one, other] = [await app.runOver(first.id), await app.runOver(second.id)];
    expect([one.status, other.status]).toEqual(['completed', 'completed']);
    expect([namesIn(one), namesIn(other)]).toEqual([
      ['North', 'South'],
      ['East', 'West'],
    ]);
    expect(one.plan.sites).toEqual(ids('North', 'South'));
    for (const [name, id, rounds] of [
      ['North', first.id, 3],
      ['West', second.id, 4],
    ] as const) {
      const seen = await hospitals[name]?.until('the end', ({ run }) => run?.status === 'completed');
      expect([seen?.run?.run, seen?.run?.rounds, seen?.problem]).toEqual([id, rounds, null]);
    }
    const models = await app.store.models.list();
    expect(new Set(models.map(({ runId }) => runId))).toEqual(new Set([first.id, second.id]));
    const refused = (await app.store.events.list({ limit: 1000 })).filter(
      ({ kind }) => kind === 'update-refused',
    );
    expect(refused).toEqual([]);
  });

  it('[R21] a run that names nobody has all the others, and later those whose run is over', async () => {
    const app = await liveApp();
    const { ids, go } = await ward(app, ['North', 'South', 'East', 'West'], ['East', 'West']);
    const named = await app.startRun({ rounds: 1, sites: ids('North', 'South') });
    const open = await app.startRun({ rounds: 3 });
    await app.runOver(named.id);
    await eventually('the first round', async () => (await app.run(open.id)).roundList.length === 1);
    go();
    const over = await app.runOver(open.id);
    const byRound = over.roundList.map(({ sites }) => sites.map(({ name }) => name).sort());
    expect(byRound[0]).toEqual(['East', 'West']);
    expect(byRound[2]).toEqual(['East', 'North', 'South', 'West']);
  });

  it('[R21] says who is busy, who is not known, and when all are taken', async () => {
    const app = await liveApp();
    const { ids, go } = await ward(app, ['North', 'South', 'East'], ['North', 'South']);
    const { id, number } = await app.startRun({ rounds: 1, sites: ids('North', 'South') });
    expect(await refusal(await start(app, { sites: ids('South', 'East') }))).toMatchObject({
      status: 409,
      code: 'RUN_ACTIVE',
      message: `Run ${number} is under way with "South". Leave out who is in it, stop it, or wait until it is over.`,
    });
    expect(await refusal(await start(app, { sites: ['nobody', ...ids('East')] }))).toMatchObject({
      status: 404,
      code: 'SITE_UNKNOWN',
    });
    expect(await refusal(await start(app, { sites: ids('East'), minSites: 2 }))).toMatchObject({
      status: 409,
      code: 'TOO_FEW_SITES',
    });
    expect((await start(app, { sites: [] })).status).toBe(400);
    const open = (await (await start(app, { minSites: 1 })).json()) as RunDetailView;
    expect(await refusal(await start(app, { sites: ids('East'), minSites: 1 }))).toMatchObject({
      code: 'RUN_ACTIVE',
    });
    go();
    expect((await app.runOver(id)).status).toBe('completed');
    expect((await app.runOver(open.id)).status).toBe('completed');
  });

  it('[R21] asked for twice at once, hospitals are in one of the two', async () => {
    const app = await liveApp();
    const { ids } = await ward(app, ['North', 'South']);
    const plan = { rounds: 1, sites: ids('North', 'South') };
    const answers = await Promise.all([start(app, plan), start(app, plan)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
  });

  it('[R11] [R21] all go on after a restart of the coordinator', async () => {
    const settings = { databasePath: `${await tempDir()}/kept.db` };
    const before = await liveApp(settings);
    const { ids, go } = await ward(before, ['North', 'South', 'East', 'West'], ['South', 'West']);
    const plans = [ids('North', 'South'), ids('East', 'West')];
    const runs = [];
    for (const sites of plans) runs.push(await before.startRun({ rounds: 2, sites }));
    for (const { id } of runs) {
      await eventually('the first round', async () => (await before.run(id)).roundList.length > 0);
    }
    await before.close();
    const app = await liveApp({ ...settings, port: Number(new URL(before.url).port) });
    go();
    for (const [index, { id }] of runs.entries()) {
      const over = await app.runOver(id);
      expect([over.status, over.roundList.length]).toEqual(['completed', 2]);
      expect(namesIn(over)).toEqual(
        [
          ['North', 'South'],
          ['East', 'West'],
        ][index],
      );
    }
  });
});
