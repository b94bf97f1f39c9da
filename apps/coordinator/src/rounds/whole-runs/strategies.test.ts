/** Whole runs with real sockets under strategies that remember, refuse and choose. */

import { tinyStudy } from '@fedhealth/testing/tiny-study';
import { describe, expect, it } from 'vitest';
import { openHospital } from '../../testing/hospital.ts';
import { liveApp } from '../../testing/live-app.ts';

const NAMES = ['North', 'South', 'West'];

const appWith = (strategy: { kind: string; [parameter: string]: unknown }, minSites: number) =>
  liveApp({ study: tinyStudy({ federation: { strategy, minSites, rounds: 2, roundTimeoutSeconds: 20 } }) });

describe('a run', () => {
  it.each([
    ['fedYogi', ['m', 't', 'v']],
    ['fedAvgM', ['momentum']],
    ['scaffold', ['c']],
  ])('[A6] under %s keeps the strategy’s state with each round', async (kind, names) => {
    const app = await appWith({ kind }, 3);
    await Promise.all(NAMES.map((name) => openHospital(app, { name })));
    const { id } = await app.startRun({ rounds: 2 });
    expect(await app.runOver(id)).toMatchObject({ status: 'completed', round: 2 });
    const state = await app.store.runs.strategyState(id);
    expect(Object.keys(state ?? {}).sort()).toEqual(names);
    if (kind === 'fedYogi') expect(state?.t).toBe(2);
  });

  it('[A4] under Krum takes one of three updates, and says whose', async () => {
    const app = await appWith({ kind: 'krum' }, 3);
    await Promise.all(NAMES.map((name) => openHospital(app, { name })));
    const { id } = await app.startRun({ rounds: 1 });
    expect(await app.runOver(id)).toMatchObject({ status: 'completed', round: 1 });
    const { message } = await app.event('the round', ({ kind }) => kind === 'round-completed');
    expect(message).toMatch(/The update of "(North|South|West)" of 3 was taken\./);
  });

  it('[A4] does not start when its fewest hospitals are too few for the strategy', async () => {
    const app = await appWith({ kind: 'bulyan', f: 1 }, 3);
    const response = await app.ask('/api/runs', { json: { studyId: app.studyId } });
    expect(response.ok).toBe(false);
    expect(await response.text()).toMatch(/bulyan needs updates of at least 7 hospitals/);
  });
});
