import { runViewSchema } from '@fedhealth/fl-core/protocol';
import { createMailbox } from '@fedhealth/testing/patiently';
import { tinyStudy } from '@fedhealth/testing/tiny-study';
import { describe, expect, it } from 'vitest';
import { liveApp } from '../../testing/live-app.ts';
import { outcomes } from '../../testing/round-steps.ts';
import { openScriptedSite, type ScriptedSite } from '../../testing/scripted-site.ts';

const ROUNDS = 20;
const DEADLINE_SECONDS = 2;

/** Three hospitals that do their part, and one that does what the test says from its first training on. */
async function federation() {
  const app = await liveApp({ study: tinyStudy() });
  const first = await openScriptedSite(app, { name: 'A' });
  const others = [await openScriptedSite(app, { name: 'B' }), await openScriptedSite(app, { name: 'C' })];
  const bad = await openScriptedSite(app, { name: 'Z' });
  const views = createMailbox<ReturnType<typeof runViewSchema.parse>>();
  bad.socket.on('run', (raw: unknown) => views.put(runViewSchema.parse(raw)));
  for (const site of others) site.takePart();
  const plan = { rounds: ROUNDS, minSites: 3, roundTimeoutSeconds: DEADLINE_SECONDS };
  const { id } = await app.startRun(plan);
  for (const work of ['moments', 'histograms'] as const) await Promise.all([bad.do(work), first.do(work)]);
  return { app, bad, views, id, first };
}
const slow = (seconds: number | null): boolean => (seconds ?? 0) > DEADLINE_SECONDS * 0.9;

describe('a hospital that takes part in a run of 20 rounds', () => {
  it('[R30] [R31] and hangs costs two of them their deadline; both sides are told, and an answer brings it back', async () => {
    const { app, bad, first, views, id } = await federation();
    for (const round of [1, 2]) await first.do('fit', round);
    const told = await views.take('the notice', (view) => view.aside === true);
    expect(told.message).toMatch(/goes on without this hospital.*answer brings it back/);
    const event = await app.event('the event', ({ kind }) => kind === 'site-set-aside');
    expect(event).toMatchObject({ level: 'warning', siteId: bad.id, round: 2, message: /^Z: / });
    // It comes to in the fourth round, while another one is at work still.
    await first.do('fit', 3);
    expect(await bad.do('fit', 4)).toMatchObject({ ok: true });
    expect(await app.event('the other event', ({ kind }) => kind === 'site-taken-back')).toMatchObject({
      round: 4,
    });
    bad.takePart();
    first.takePart();
    const run = await app.runOver(id);
    expect(run.status).toBe('completed');
    expect(run.roundList).toHaveLength(ROUNDS);
    const waited = run.roundList.filter(({ seconds }) => slow(seconds)).map(({ round }) => round);
    expect(waited).toEqual([1, 2]);
    for (const { sites } of run.roundList)
      expect(outcomes(sites)).toMatchObject({ A: 'done', B: 'done', C: 'done' });
    expect(run.roundList.slice(3).every(({ sites }) => outcomes(sites).Z === 'done')).toBe(true);
    expect(run.finalSites).toHaveLength(4);
  });

  it.each<[string, (site: ScriptedSite, task: { run: string; round: number }) => Promise<unknown>]>([
    [
      'a message that fits no schema',
      (site, task) => site.say('result', { kind: 'fit', ...task, examples: -1 }),
    ],
    ['a message that is none', (site) => site.say('result', 'garbage')],
    [
      'bytes that are no weights',
      (site, task) => site.say('result', { ...report(task) }, new Uint8Array(99)),
    ],
  ])('[R30] and answers with %s costs none its deadline', async (_, answer) => {
    const { app, bad, first, id } = await federation();
    first.takePart();
    for (const round of [1, 2]) {
      const { task } = await bad.task('fit', round);
      expect(await answer(bad, { run: task.run, round })).toMatchObject({ ok: false });
    }
    await app.event('the event', ({ kind, siteId }) => kind === 'site-set-aside' && siteId === bad.id);
    const run = await app.runOver(id);
    expect(run.status).toBe('completed');
    expect(run.roundList.filter(({ seconds }) => slow(seconds))).toEqual([]);
    expect(run.roundList.slice(0, 2).map(({ sites }) => outcomes(sites).Z)).toEqual(['refused', 'refused']);
  });
});

const report = (task: { run: string; round: number }) => ({
  kind: 'fit',
  ...task,
  examples: 10,
  steps: 1,
  loss: 0.5,
  seconds: 0.1,
  evaluation: { n: 0, tp: 0, fp: 0, tn: 0, fn: 0, logLoss: null, brier: null, auc: null },
});
