/** [P9] A page of an older build would train without what a strategy asks: it is left out, and both sides read why. */
import { SITE_ABILITIES } from '@fedhealth/fl-core/protocol';
import { createMailbox } from '@fedhealth/testing/patiently';
import { tinyStudy } from '@fedhealth/testing/tiny-study';
import { describe, expect, it } from 'vitest';
import { liveApp } from '../../testing/live-app.ts';
import { openScriptedSite } from '../../testing/scripted-site.ts';
import { abilitiesNeeded } from './abilities.ts';

const studyWith = (strategy: { kind: string; [parameter: string]: unknown }) =>
  tinyStudy({ federation: { strategy, rounds: 1, minSites: 2, roundTimeoutSeconds: 20 } });

describe('[P9] an older page', () => {
  it.each([
    [{ kind: 'fedAvg' }, []],
    [{ kind: 'fedAdam' }, []],
    [{ kind: 'ditto', lambda: 0.1 }, []],
    [{ kind: 'fedProx', mu: 0.1 }, ['instructions']],
    [{ kind: 'fedProx', mu: 0 }, []],
    [{ kind: 'scaffold' }, ['instructions']],
  ])('%j asks of a page %j', (strategy, needed) => {
    expect(abilitiesNeeded(studyWith(strategy))).toEqual(needed);
  });

  it('is not ready for a study whose strategy asks more than it can, and is once it is reloaded', async () => {
    const app = await liveApp({ study: studyWith({ kind: 'fedProx', mu: 0.1 }) });
    await expect(openScriptedSite(app, { name: 'North', abilities: [] })).rejects.toThrow(/Reload the page/);
    const told = await app.event('the refusal', ({ code }) => code === 'PAGE_OUTDATED');
    expect(told.message).toMatch(/North was not recruited: its page is an older one.*fedProx.*reloaded/);
    await openScriptedSite(app, { name: 'South' });
    const ready = (await app.store.events.list({ limit: 100 })).filter(({ kind }) => kind === 'site-ready');
    expect(ready.map(({ message }) => message)).toEqual([expect.stringMatching(/^South is ready/)]);
  });

  it('that waits is sent away when a run begins that asks more, and the others go on', async () => {
    const app = await liveApp({ study: studyWith({ kind: 'fedAvg' }) });
    const old = await openScriptedSite(app, { name: 'Old', abilities: [] });
    const farewells = createMailbox<{ code: string; message: string }>();
    old.socket.on('farewell', farewells.put);
    for (const name of ['East', 'North']) (await openScriptedSite(app, { name })).takePart();
    const { id } = await app.startRun({ overrides: { strategy: { kind: 'fedProx', mu: 0.1 } } });
    const told = await farewells.take('the farewell');
    expect([told.code, told.message]).toEqual([
      'PAGE_OUTDATED',
      expect.stringMatching(/does not take part. Reload the page/),
    ]);
    const run = await app.runOver(id);
    expect(run.status).toBe('completed');
    expect(run.roundList[0]?.sites.map(({ name }) => name).sort()).toEqual(['East', 'North']);
    // A page that was reloaded is in the next run.
    const back = await openScriptedSite(app, { name: 'Old', back: old, abilities: SITE_ABILITIES });
    expect(await back.ready()).toMatchObject({ ok: true });
  });
});
