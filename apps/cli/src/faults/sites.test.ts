/**
 * What can befall one hospital of three while the other two, which the test answers for, work on: killed, frozen,
 * cut off, slow, with a wrong clock.
 */

import { openHospital } from '@fedhealth/coordinator/testing/hospital';
import { type LiveApp, liveApp } from '@fedhealth/coordinator/testing/live-app';
import { outcomes, prepare } from '@fedhealth/coordinator/testing/round-steps';
import { openScriptedSite, type ScriptedSite } from '@fedhealth/coordinator/testing/scripted-site';
import type { Study } from '@fedhealth/fl-core/study';
import { createFakeTrainer } from '@fedhealth/testing/fake-trainer';
import { eventually, PROCESS_PATIENCE_MS } from '@fedhealth/testing/patiently';
import { openProxy, type SiteProxy } from '@fedhealth/testing/proxy';
import { tempDir } from '@fedhealth/testing/temp-dir';
import { tinyCsv, tinyStudy } from '@fedhealth/testing/tiny-study';
import { expect, it } from 'vitest';
import { startSiteChild } from '../testing/site-child.ts';

const ALL = process.env.FEDHEALTH_FAULTS === 'all';
const TEST_MS = 4 * 60_000;
/** Fewer bytes than an update with its message, more than anything else a hospital says by itself. */
const AN_UPDATE = 150;

async function openFederation(changes: Partial<Study['federation']> = {}, hidden = [4]) {
  const plan = { rounds: 4, minSites: 2, roundTimeoutSeconds: 60, ...changes };
  const app = await liveApp({ study: tinyStudy({ federation: plan, model: { hidden } }) });
  const others = [
    await openScriptedSite(app, { name: 'East' }),
    await openScriptedSite(app, { name: 'North' }),
  ];
  return { app, others };
}

const answer = (others: readonly ScriptedSite[], round: number) =>
  Promise.all(others.map((site) => site.do('fit', round)));

/** The outcome of each site in a round, once `name` has this one. */
const roundWith = (app: LiveApp, id: string, round: number, name: string, outcome: string) =>
  eventually(
    `round ${round} with ${name} ${outcome}`,
    async () => {
      const found = (await app.run(id)).roundList.find((one) => one.round === round);
      const each = outcomes(found?.sites ?? []);
      return each[name] === outcome && each;
    },
    PROCESS_PATIENCE_MS,
  );

const runOver = (app: LiveApp, id: string) =>
  eventually(
    'the end of the run',
    async () => {
      const run = await app.run(id);
      return run.finishedAt !== null && run;
    },
    PROCESS_PATIENCE_MS,
  );

/** Starts a run and lets South answer round 1, and train in round 2 without its update getting through. */
async function withUpdateUnderWay(app: LiveApp, others: readonly ScriptedSite[], proxy: SiteProxy) {
  const { id } = await app.startRun();
  await prepare(...others);
  await roundWith(app, id, 1, 'South', 'done');
  proxy.hold();
  await answer(others, 1);
  await proxy.holding(AN_UPDATE);
  return id;
}

it(
  '[R3] [P8] killed with its update under way: the round goes on without it, and it comes back as itself and takes part',
  async () => {
    const { app, others } = await openFederation();
    const proxy = await openProxy(app.url);
    const south = { name: 'South', csv: await tinyCsv(200), url: proxy.url, state: await tempDir() };
    const child = await startSiteChild(app, south);
    const id = await withUpdateUnderWay(app, others, proxy);
    await child.kill();
    // Its end comes to the wire after it came to us; released before, its update would go through.
    await proxy.left();
    proxy.release();
    await answer(others, 2);
    // Round 3 is under way: the hospital that comes back joins with round 4.
    const third = await Promise.all(others.map((site) => site.task('fit', 3)));
    expect(await roundWith(app, id, 2, 'South', 'lost')).toEqual({
      East: 'done',
      North: 'done',
      South: 'lost',
    });
    await startSiteChild(app, south);
    for (const [index, site] of others.entries()) {
      const delivery = third[index];
      if (delivery) await site.send(site.honest(delivery));
      site.takePart();
    }
    const run = await runOver(app, id);
    expect([run.status, run.roundList.map(({ attempt }) => attempt)]).toEqual(['completed', [1, 1, 1, 1]]);
    expect(outcomes(run.roundList[3]?.sites ?? [])).toEqual({ East: 'done', North: 'done', South: 'done' });
    const known = (await app.store.sites.list()).map(({ name }) => name);
    expect(known.sort()).toEqual(['East', 'North', 'South']);
  },
  TEST_MS,
);

it(
  '[G5] frozen past the deadline: its late update is refused in plain words, and it takes part in the next round',
  async () => {
    const { app, others } = await openFederation({ rounds: 3, roundTimeoutSeconds: 6 });
    const proxy = await openProxy(app.url);
    const child = await startSiteChild(app, { name: 'South', csv: await tinyCsv(200), url: proxy.url });
    const id = await withUpdateUnderWay(app, others, proxy);
    child.freeze();
    await answer(others, 2);
    expect(await roundWith(app, id, 2, 'South', 'late')).toEqual({
      East: 'done',
      North: 'done',
      South: 'late',
    });
    proxy.release();
    child.thaw();
    const refused = await app.event('the refusal', ({ kind }) => kind === 'update-refused');
    expect(refused).toMatchObject({ code: 'ROUND_CLOSED', round: 2 });
    await child.says(/The round closed before the update came. The next round goes on as usual/);
    await roundWith(app, id, 3, 'South', 'done');
    for (const site of others) site.takePart();
    const run = await runOver(app, id);
    expect([run.status, run.roundList.length]).toEqual(['completed', 3]);
  },
  TEST_MS,
);

it(
  '[R5] cut off with its update under way until it counts as lost: it sends the update again, and trains no second time',
  async () => {
    const { app, others } = await openFederation({ rounds: 3 });
    const proxy = await openProxy(app.url);
    const { trainer, until } = await openHospital(app, { name: 'South', url: proxy.url });
    const id = await withUpdateUnderWay(app, others, proxy);
    proxy.cut();
    await app.event('the loss', ({ kind, message }) => kind === 'site-lost' && message.includes('South'));
    await proxy.tried(3);
    proxy.release();
    proxy.mend();
    await roundWith(app, id, 2, 'South', 'done');
    expect(trainer.fits).toHaveLength(2);
    for (const site of others) site.takePart();
    const run = await runOver(app, id);
    expect([run.status, trainer.fits.length]).toEqual(['completed', 3]);
    const { ledger } = await until('its updates', ({ activity }) => activity.kind === 'idle');
    const sent = ledger.entries.filter(({ kind }) => kind === 'fit').map(({ content }) => content);
    expect([sent.length, sent[1]]).toEqual([4, sent[2]]);
    expect(run.roundList.map(({ attempt, sites }) => [attempt, Object.values(outcomes(sites))])).toEqual(
      [1, 2, 3].map(() => [1, ['done', 'done', 'done']]),
    );
  },
  TEST_MS,
);

it(
  '[R3] slowed to 50 kbit/s: every round waits for it and has its update, and it never counts as lost',
  async () => {
    const { app, others } = await openFederation({ rounds: 2 }, ALL ? [64, 32] : [16]);
    const proxy = await openProxy(app.url, { bitsPerSecond: 50_000, delayMs: 100 });
    const trainer = createFakeTrainer();
    await openHospital(app, { name: 'South', url: proxy.url, trainer });
    for (const site of others) site.takePart();
    const { id } = await app.startRun();
    const run = await runOver(app, id);
    expect(run.status).toBe('completed');
    expect(run.roundList.map(({ attempt, sites }) => [attempt, outcomes(sites)])).toEqual(
      [1, 2].map(() => [1, { East: 'done', North: 'done', South: 'done' }]),
    );
    const trouble = (await app.store.events.list({ limit: 1000 })).filter(({ level }) => level !== 'info');
    expect([trouble, trainer.fits.length]).toEqual([[], 2]);
  },
  TEST_MS,
);

it.each(ALL ? [400, -4000] : [400])(
  '[R3] with a clock that is %d days off: nothing depends on it',
  async (clockOffDays) => {
    const { app, others } = await openFederation({ rounds: 2 });
    const begun = new Date().toISOString();
    const child = await startSiteChild(app, { name: 'South', csv: await tinyCsv(200), clockOffDays });
    const shown = Date.parse((await child.says(/^clock /)).slice('clock '.length));
    expect(Math.round((shown - Date.parse(begun)) / 86_400_000)).toBe(clockOffDays);
    for (const site of others) site.takePart();
    const { id } = await app.startRun();
    const run = await runOver(app, id);
    expect([run.status, run.roundList.map(({ sites }) => outcomes(sites))]).toEqual([
      'completed',
      [1, 2].map(() => ({ East: 'done', North: 'done', South: 'done' })),
    ]);
    const ended = new Date().toISOString();
    const south = (await app.store.sites.list()).find(({ name }) => name === 'South');
    for (const at of [
      south?.lastSeenAt,
      run.finishedAt,
      ...run.roundList.map(({ startedAt }) => startedAt),
    ]) {
      expect([at && begun <= at, at && at <= ended]).toEqual([true, true]);
    }
    const seconds = run.roundList.flatMap(({ sites }) => sites.map((site) => site.seconds ?? 0));
    expect(seconds.every((value) => value >= 0 && value < TEST_MS / 1000)).toBe(true);
  },
  TEST_MS,
);
