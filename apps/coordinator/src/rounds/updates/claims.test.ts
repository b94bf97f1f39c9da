import { createNetwork } from '@fedhealth/fl-core/model';
import { MOST_COUNTED, readySchema, resultSchema } from '@fedhealth/fl-core/protocol';
import { encodeFrame } from '@fedhealth/fl-core/weights';
import { tinyStudy } from '@fedhealth/testing/tiny-study';
import { describe, expect, it } from 'vitest';
import { liveApp } from '../../testing/live-app.ts';
import { prepare } from '../../testing/round-steps.ts';
import { openScriptedSite } from '../../testing/scripted-site.ts';
import { createClaims, isConfirmed } from './claims.ts';

const evaluation = { n: 0, tp: 0, fp: 0, tn: 0, fn: 0, logLoss: null, brier: null, auc: null };
const report = (changes: object = {}) => ({
  kind: 'fit' as const,
  run: 'r',
  round: 1,
  examples: 100,
  steps: 4,
  loss: 0.5,
  seconds: 1,
  evaluation,
  ...changes,
});
const epochs = { localEpochs: 2 };

describe('[G11] a count of rows', () => {
  const site = { id: 'a', trainRows: 1_000_000_000, testRows: 10 };

  it('is no more than was declared, than the statistics told of, and than trains in the time it took', () => {
    let now = 0;
    const claims = createClaims(() => now);
    const code = (changes: object, from = site) => {
      const admitted = claims.admit(from, report(changes), epochs);
      return admitted.ok ? 'ok' : admitted.error.code;
    };
    expect(code({ examples: 101 }, { ...site, trainRows: 100 })).toBe('EXAMPLES_IMPLAUSIBLE');
    expect(code({ examples: 0 })).toBe('EXAMPLES_IMPLAUSIBLE');
    claims.asked('a', 1);
    expect(code({ examples: 1_000_000_000 })).toBe('EXAMPLES_IMPLAUSIBLE');
    // What a fast engine does in no time is never implausible.
    expect(code({ examples: 500_000 })).toBe('ok');
    now = 4_000;
    expect(code({ examples: 1_000_000_000 })).toBe('ok');
    // Asked again after a reconnect, its training may have been done long ago.
    claims.asked('a', 1);
    expect(code({ examples: 1_000_000_000 })).toBe('ok');
    claims.showed(site, 300);
    expect(code({ examples: 301 })).toBe('EXAMPLES_IMPLAUSIBLE');
    expect(code({ examples: 300 })).toBe('ok');
    // Another file since, declared anew.
    expect(code({ examples: 301 }, { ...site, trainRows: 400 })).toBe('ok');
    expect(code({ examples: 100, steps: 201 })).toBe('EXAMPLES_IMPLAUSIBLE');
  });

  it('stays confirmed while it grows by a tenth, and no further', () => {
    expect([
      isConfirmed(100, null),
      isConfirmed(100, 100),
      isConfirmed(110, 100),
      isConfirmed(111, 100),
    ]).toEqual([false, true, true, false]);
  });

  it('is a whole number of at most a billion in every message, and figures are what figures can be', () => {
    const ready = { studyId: 's', studyVersion: 1, trainRows: 1, testRows: 1, engine: 'simd' };
    const moments = {
      rows: 10,
      positives: 1,
      numeric: { a: { count: 1, mean: 0, m2: 0 } },
      categorical: { b: { c: 1 } },
    };
    const messages = [
      ...['trainRows', 'testRows'].map(
        (key) => (n: unknown) => readySchema.safeParse({ ...ready, [key]: n }),
      ),
      ...['examples', 'steps'].map((key) => (n: unknown) => resultSchema.safeParse(report({ [key]: n }))),
      ...['n', 'tp', 'fp', 'tn', 'fn'].map(
        (key) => (n: unknown) => resultSchema.safeParse(report({ evaluation: { ...evaluation, [key]: n } })),
      ),
      ...[
        (n: unknown) => ({ ...moments, rows: n }),
        (n: unknown) => ({ ...moments, positives: n }),
        (n: unknown) => ({ ...moments, other: { b: n } }),
        (n: unknown) => ({ ...moments, numeric: { a: { count: n, mean: 0, m2: 0 } } }),
        (n: unknown) => ({ ...moments, categorical: { b: { c: n } } }),
      ].map(
        (summary) => (n: unknown) =>
          resultSchema.safeParse({ kind: 'moments', run: 'r', summary: summary(n) }),
      ),
      (n: unknown) =>
        resultSchema.safeParse({ kind: 'histograms', run: 'r', summary: { numeric: { a: [[0, 1, n]] } } }),
    ];
    for (const read of messages) {
      expect(read(MOST_COUNTED).success).toBe(true);
      for (const bad of [
        MOST_COUNTED + 1,
        2 ** 53 - 1,
        1e308,
        1.5,
        -1,
        Number.NaN,
        Number.POSITIVE_INFINITY,
        '5',
      ])
        expect(read(bad).success, `${read} ${bad}`).toBe(false);
    }
    for (const figures of [{ auc: 7 }, { auc: -1 }, { logLoss: 1e308 }, { logLoss: Infinity }, { brier: 2 }])
      expect(resultSchema.safeParse(report({ evaluation: { ...evaluation, ...figures } })).success).toBe(
        false,
      );
    for (const loss of [1e308, -1, Number.NaN, Number.POSITIVE_INFINITY])
      expect(resultSchema.safeParse(report({ loss })).success).toBe(false);
  });
});

describe('one hospital that lies', () => {
  const study = tinyStudy({ federation: { ...tinyStudy().federation, minSites: 3 } });
  const network = createNetwork(study.model, 3);
  const flipped = (frame: Uint8Array | null, value: number) =>
    frame && encodeFrame(new Float32Array(21).fill(value), network);

  it('[G11] [M3] of its rows decides no more than half of model, statistics and figures, until they are confirmed', async () => {
    const app = await liveApp({ study });
    const sites = await Promise.all(['A', 'B'].map((name) => openScriptedSite(app, { name })));
    const liar = await openScriptedSite(app, { name: 'Liar' });
    const declared = { trainRows: 900_000, testRows: 1_000_000_000 };
    const ready = {
      studyId: study.id,
      studyVersion: study.version,
      engine: 'simd',
      abilities: ['instructions'],
    };
    expect(await liar.say('ready', { ...ready, ...declared, trainRows: 2 ** 53 - 1 })).toMatchObject({
      ok: false,
    });
    expect(await liar.say('ready', { ...ready, ...declared })).toMatchObject({ ok: true });
    const { id } = await app.startRun({ rounds: 1 });
    await Promise.all(sites.map((site) => site.do('moments')));
    const moments = liar.honest(await liar.task('moments'));
    if (moments.result.kind !== 'moments') throw new Error('There are no moments.');
    const summary = { ...moments.result.summary, rows: 900_000 };
    expect(await liar.send({ result: { ...moments.result, summary }, frame: null })).toMatchObject({
      ok: true,
    });
    await Promise.all([...sites, liar].map((site) => site.do('histograms')));
    await Promise.all(sites.map((site) => site.do('fit', 1)));
    const { result, frame } = liar.honest(await liar.task('fit', 1));
    if (result.kind !== 'fit') throw new Error('There is no report.');
    const n = declared.testRows;
    const perfect = { n, tp: n, fp: 0, tn: 0, fn: 0, logLoss: 0, brier: 0, auc: 1 };
    expect(
      await liar.send({ result: { ...result, examples: 900_000, evaluation: perfect }, frame }),
    ).toMatchObject({
      ok: true,
    });
    for (const site of [...sites, liar]) site.takePart();
    const run = await app.runOver(id);
    expect(run.status).toBe('completed');
    const [round] = run.roundList;
    const own = round?.sites.find(({ name }) => name === 'Liar');
    expect(own?.share).toBeCloseTo(0.5, 9);
    expect(own?.claimedShare).toBeGreaterThan(0.99);
    // Half of the merged figure is the others' 0.75.
    expect(round?.combined?.auc).toBeLessThan(0.9);
    const events = await app.store.events.list({ limit: 1000 });
    expect(events.filter(({ kind }) => kind === 'share-held')).toMatchObject([
      { siteId: liar.id, level: 'warning' },
    ]);
    // The count that no hospital can have is told by the name of who sent it.
    expect(events.filter(({ code }) => code === 'BAD_MESSAGE')).toMatchObject([{ siteId: liar.id }]);

    const confirm = (rows: number) => app.ask(`/api/sites/${liar.id}/confirm-rows`, { json: { rows } });
    expect((await confirm(5)).status).toBe(409);
    expect((await app.ask('/api/sites/nobody/confirm-rows', { json: { rows: 5 } })).status).toBe(404);
    expect((await confirm(1.5)).status).toBe(400);
    expect(await (await confirm(900_000)).json()).toMatchObject({ rowsConfirmed: true });
    const again = await app.startRun({ rounds: 1 });
    const last = await app.runOver(again.id);
    expect(last.roundList[0]?.sites.every(({ share, claimedShare }) => share === claimedShare)).toBe(true);
  });

  it('[G12] of numbers as large as they get is left out, named and told, and the run goes on', async () => {
    const app = await liveApp({ study });
    const sites = await Promise.all(['A', 'B'].map((name) => openScriptedSite(app, { name })));
    const liar = await openScriptedSite(app, { name: 'Liar' });
    const told: string[] = [];
    liar.socket.on('run', (view: { message?: unknown }) => told.push(String(view.message)));
    const { id } = await app.startRun({ rounds: 3 });
    await prepare(...sites, liar);
    for (let round = 1; round <= 3; round++) {
      await Promise.all(sites.map((site) => site.do('fit', round)));
      const { result, frame } = liar.honest(await liar.task('fit', round));
      await liar.send({ result, frame: flipped(frame, 3.4e38) });
    }
    for (const site of [...sites, liar]) site.takePart();
    const run = await app.runOver(id);
    expect(run).toMatchObject({ status: 'completed', round: 3 });
    for (const { sites: of } of run.roundList)
      expect(of.map(({ name, outcome }) => [name, outcome]).sort()).toEqual([
        ['A', 'done'],
        ['B', 'done'],
        ['Liar', 'refused'],
      ]);
    const refused = (await app.store.events.list({ limit: 1000 })).filter(
      ({ kind }) => kind === 'update-refused',
    );
    expect(refused).toHaveLength(3);
    for (const event of refused) expect(event).toMatchObject({ siteId: liar.id, code: 'NORM_TOO_LARGE' });
    expect(told.join('\n')).toMatch(/left out of this round/);
  });
});
