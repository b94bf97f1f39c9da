import { csvFile, tinyStudy } from '@fedhealth/testing/tiny-study';
import { describe, expect, it } from 'vitest';
import { openHospital } from '../../testing/hospital.ts';
import { liveApp } from '../../testing/live-app.ts';
import { openScriptedSite } from '../../testing/scripted-site.ts';

describe('a study that changes', () => {
  it('[S4] sends its hospitals to reload, and counts none of them as ready', async () => {
    const app = await liveApp();
    const hospital = await openHospital(app, { name: 'North' });
    const response = await app.ask('/api/studies', { json: tinyStudy({ version: 2, title: 'New' }) });
    expect(response.status).toBe(201);
    const { problem } = await hospital.until('the farewell', ({ joined }) => !joined);
    expect(problem).toMatchObject({ code: 'STUDY_VERSION', message: expect.stringContaining('Reload') });
    expect(await (await app.ask('/api/sites')).json()).toMatchObject([{ connected: false, ready: false }]);
    const event = await app.event('the change', ({ kind }) => kind === 'study-saved');
    expect(event.message).toBe(
      'Version 2 of the study "New" was saved. 1 hospital was asked to reload the page.',
    );
    expect(await hospital.session.join({ invite: app.invite, name: 'North' })).toMatchObject({
      ok: false,
      error: { code: 'STUDY_VERSION' },
    });
    const reloaded = await openHospital(app, { name: 'North again' });
    expect(reloaded.session.snapshot().joined).toBe(true);
  });

  it('[S4] that is saved as it was dismisses nobody, and nothing is said to have happened', async () => {
    const app = await liveApp();
    const site = await openScriptedSite(app, { name: 'North' });
    const same = await app.store.studies.get(app.studyId);
    expect((await app.ask('/api/studies', { json: same })).status).toBeLessThan(300);
    expect(await (await app.ask('/api/sites')).json()).toMatchObject([{ connected: true, ready: true }]);
    expect(site.socket.connected).toBe(true);
    expect((await app.store.events.list()).map(({ kind }) => kind)).not.toContain('study-saved');
  });

  it('[S4] that keeps its number is still told apart by a page that was open before', async () => {
    const app = await liveApp();
    const before = tinyStudy({ version: 2 });
    await app.ask('/api/studies', { json: before });
    const hospital = await openHospital(app, { name: 'North' });
    await hospital.session.leave();
    await app.ask('/api/studies', { json: tinyStudy({ version: 2, model: { hidden: [9] } }) });
    expect(await hospital.session.join({ invite: app.invite, name: 'North' })).toMatchObject({
      ok: false,
      error: { code: 'STUDY_VERSION' },
    });
  });

  it('[S4] waits for the end of a run', async () => {
    const app = await liveApp();
    const site = await openScriptedSite(app, { name: 'North' });
    const { id } = await app.startRun({ minSites: 2 });
    const save = () => app.ask('/api/studies', { json: tinyStudy({ version: 2 }) });
    const refused = await save();
    expect(refused.status).toBe(409);
    expect(await refused.json()).toMatchObject({ error: { code: 'RUN_ACTIVE' } });
    expect(site.socket.connected).toBe(true);
    await app.ask(`/api/runs/${id}/stop`, { method: 'POST' });
    expect((await save()).status).toBe(201);
    await site.closed();
  });

  it('[S1] a second study with a text label, scaled per site, runs beside the first', async () => {
    const app = await liveApp();
    const second = {
      id: 'second',
      label: { column: 'outcome', positive: 'ill', negative: 'well' },
      features: [
        { name: 'dose', range: [0, 500] },
        { name: 'ward', kind: 'categorical' },
        { name: 'smoker', kind: 'boolean' },
      ],
      subject: 'patient',
      preprocessing: { scale: 'per site' },
      model: { hidden: [] },
      federation: { rounds: 2, minSites: 2 },
    };
    expect((await app.ask('/api/studies', { json: second })).status).toBe(201);
    const invite = (await (await app.ask('/api/invites', { json: { studyId: 'second' } })).json()) as {
      url: string;
    };
    const other = { ...app, studyId: 'second', invite: new URL(invite.url).searchParams.get('invite') ?? '' };
    await Promise.all(
      ['North', 'South'].map(async (name, site) =>
        openHospital(other, {
          name,
          csv: await csvFile([
            'patient,dose,ward,smoker,outcome',
            ...Array.from({ length: 60 }, (_, i) => {
              const ill = (i * 7 + site) % 3 === 0;
              return `p${i % 40},${ill ? 300 + i : 100 + i},${['a', 'b', 'c'][(i + site) % 3]},${i % 2 ? 'yes' : 'no'},${ill ? 'ill' : 'well'}`;
            }),
          ]),
        }),
      ),
    );
    const started = await app.ask('/api/runs', { json: { studyId: 'second', seed: 1 } });
    const { id } = (await started.json()) as { id: string };
    expect(await app.runOver(id)).toMatchObject({
      status: 'completed',
      round: 2,
      sites: 2,
      studyId: 'second',
    });
    const shown = await (await app.ask('/api/studies/second')).json();
    expect(shown).toMatchObject({ sites: 2, runs: 1, versions: [{ version: 1, runs: 1, locked: 'run' }] });
  });
});
