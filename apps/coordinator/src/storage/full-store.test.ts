import { join } from 'node:path';
import { eventually } from '@fedhealth/testing/patiently';
import { tempDir } from '@fedhealth/testing/temp-dir';
import { tinyStudy } from '@fedhealth/testing/tiny-study';
import Libsql from 'libsql';
import { describe, expect, it } from 'vitest';
import { liveApp } from '../testing/live-app.ts';
import { outcomes, prepare } from '../testing/round-steps.ts';
import { openScriptedSite } from '../testing/scripted-site.ts';

/** A network whose weights find no room in what is left over in half-filled pages; and a store of 2 MB that another program fills up and empties again. */
async function tightStore() {
  const databasePath = join(await tempDir(), 'tight.db');
  const app = await liveApp({
    databasePath,
    databaseLimitMb: 2,
    study: tinyStudy({ model: { hidden: [64, 32] } }),
  });
  const other = new Libsql(databasePath);
  other.pragma('busy_timeout = 5000');
  other.pragma('max_page_count = 512');
  return {
    app,
    fill() {
      other.exec('create table if not exists ballast (x)');
      for (let bytes = 2 ** 19; bytes > 64; bytes /= 2) {
        try {
          for (;;) other.exec(`insert into ballast values (zeroblob(${bytes}))`);
        } catch {
          // It takes no more of this size.
        }
      }
    },
    empty: () => other.exec('drop table ballast'),
  };
}

describe('a store that is full', () => {
  it('[R12] pauses the run and says why, keeps what is committed, and lets it go on when there is space', async () => {
    const { app, fill, empty } = await tightStore();
    const [a, b] = [await openScriptedSite(app, { name: 'A' }), await openScriptedSite(app, { name: 'B' })];
    const { id } = await app.startRun({ rounds: 3 });
    await prepare(a, b);
    await Promise.all([a.do('fit', 1), b.do('fit', 1)]);
    const [second, other] = await Promise.all([a.task('fit', 2), b.task('fit', 2)]);
    fill();
    // An answer that has come in is taken, though the round cannot be kept yet.
    expect(await a.send(a.honest(second))).toEqual({ ok: true, value: null });
    expect(await b.send(b.honest(other))).toEqual({ ok: true, value: null });
    const held = await eventually('the pause', async () => {
      const run = await app.run(id);
      return run.status === 'paused' && run;
    });
    expect(held.message).toMatch(/disk that holds the database is full/);
    expect(held.round).toBe(1);
    expect(await app.store.runs.weights(id)).toMatchObject({ round: 1 });
    const refused = await app.ask(`/api/runs/${id}/resume`, { method: 'POST' });
    expect([refused.status, await refused.json()]).toMatchObject([409, { error: { code: 'STORE_FULL' } }]);
    empty();
    a.takePart();
    b.takePart();
    const run = await app.runOver(id);
    expect(run.status).toBe('completed');
    expect(run.roundList.map(({ round, attempt, sites }) => [round, attempt, outcomes(sites)])).toEqual(
      [1, 2, 3].map((round) => [round, 1, { A: 'done', B: 'done' }]),
    );
  });

  it('[R12] does not keep a run from being stopped', async () => {
    const { app, fill, empty } = await tightStore();
    const [a, b] = [await openScriptedSite(app, { name: 'A' }), await openScriptedSite(app, { name: 'B' })];
    const { id } = await app.startRun({ rounds: 3 });
    await prepare(a, b);
    const [one, two] = await Promise.all([a.task('fit', 1), b.task('fit', 1)]);
    fill();
    await a.send(a.honest(one));
    await b.send(b.honest(two));
    await eventually('the pause', async () => (await app.run(id)).status === 'paused');
    expect((await app.ask(`/api/runs/${id}/stop`, { method: 'POST' })).status).toBe(200);
    empty();
    expect(await app.runOver(id)).toMatchObject({ status: 'cancelled' });
  });
});
