/** Counts and names that are told of a run are of now. */
import { runViewSchema } from '@fedhealth/fl-core/protocol';
import { eventually } from '@fedhealth/testing/patiently';
import { describe, expect, it } from 'vitest';
import { liveApp } from '../../testing/live-app.ts';
import { prepare } from '../../testing/round-steps.ts';
import { openScriptedSite, type ScriptedSite } from '../../testing/scripted-site.ts';

/** How many hospitals the site was told are in the run, the newest last. */
function toldSites(site: ScriptedSite): number[] {
  const told: number[] = [];
  site.socket.on('run', (view: unknown) => told.push(runViewSchema.parse(view).sites));
  return told;
}

describe('[U2] what is told of a run', () => {
  it('counts a hospital that came in the middle of a round among those in it', async () => {
    const app = await liveApp();
    const [a, b] = [await openScriptedSite(app, { name: 'A' }), await openScriptedSite(app, { name: 'B' })];
    await app.startRun({ rounds: 2 });
    await prepare(a, b);
    await Promise.all([a.task('fit', 1), b.task('fit', 1)]);
    const c = await openScriptedSite(app, { name: 'C' });
    const told = toldSites(c);
    // The round that it came into is still open, and stays so.
    await eventually('the newcomer to be told of three', () => expect(told.at(-1)).toBe(3));
  });

  it('says of one that leaves whether an update of it is in a model', async () => {
    const app = await liveApp();
    const sites = [await openScriptedSite(app, { name: 'A' }), await openScriptedSite(app, { name: 'B' })];
    const idle = await openScriptedSite(app, { name: 'Idle' });
    expect(await idle.say('leave', {})).toMatchObject({ ok: true });
    for (const site of sites) site.takePart();
    await app.runOver((await app.startRun({ rounds: 1 })).id);
    expect(await sites[0]?.say('leave', {})).toMatchObject({ ok: true });
    const left = (await app.store.events.list()).filter(({ kind }) => kind === 'site-left');
    expect(left.map(({ message }) => message).sort()).toEqual([
      'A left. Its earlier updates stay part of the model.',
      'Idle left. It had sent no update that is part of a model.',
    ]);
  });

  it('a hospital that is connected was seen now, whenever it came', async () => {
    const app = await liveApp();
    const site = await openScriptedSite(app, { name: 'A' });
    await app.store.sites.patch(site.id, { lastSeenAt: '2020-01-01T00:00:00.000Z' });
    const seen = async () => {
      const [view] = (await (await app.ask('/api/sites')).json()) as {
        lastSeenAt: string;
        connected: boolean;
      }[];
      return view;
    };
    expect(await seen()).toMatchObject({ connected: true });
    expect(Date.now() - Date.parse((await seen())?.lastSeenAt ?? '')).toBeLessThan(60_000);
  });
});
