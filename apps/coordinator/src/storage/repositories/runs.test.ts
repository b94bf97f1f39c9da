import { describe, expect, it } from 'vitest';
import { metrics, roundCommit, roundSite, smallPipeline, smallWeights } from '../../testing/fixtures.ts';
import { startRun, testStore } from '../../testing/test-store.ts';

describe('the run store', () => {
  it('numbers runs from 1 and lists the newest first', async () => {
    const store = await testStore();
    const { runs } = store;
    const first = await startRun(store, 7);
    const second = await startRun(store);
    expect(first).toMatchObject({
      number: 1,
      seed: 7,
      status: 'recruiting',
      round: 0,
      recruited: [],
      finishedAt: null,
    });
    expect(first.id).toMatch(/^[\w-]{10}$/);
    expect((await runs.list()).map((run) => run.number)).toEqual([2, 1]);
    expect((await runs.get(second.id))?.number).toBe(2);
    expect(await runs.get('nobody')).toBeUndefined();
  });

  it('changes only what a patch names, and can set a field back to nothing', async () => {
    const store = await testStore();
    const { id } = await startRun(store);
    await store.runs.patch(id, { pipeline: smallPipeline, recruited: ['a', 'b'], message: 'hm' });
    await store.runs.patch(id, { status: 'fitting', round: 2, message: null, finalCombined: metrics(0.9) });
    await store.runs.patch(id, {});
    expect(await store.runs.get(id)).toMatchObject({
      status: 'fitting',
      round: 2,
      message: null,
      recruited: ['a', 'b'],
      pipeline: smallPipeline,
      finalCombined: metrics(0.9),
    });
  });

  it('gives back a committed round bit for bit', async () => {
    const store = await testStore();
    const { id } = await startRun(store);
    const state = { m: [0.1, -1e-300], v: [1 / 3], t: 4 };
    const weights = smallWeights.slice();
    const commit = roundCommit(id, 1, {
      weights,
      strategyState: state,
      runPatch: { status: 'fitting', round: 1 },
    });
    const events = await store.runs.commitRound({
      ...commit,
      events: [{ level: 'info', kind: 'round-completed', message: 'Round 1 is done.', runId: id, round: 1 }],
    });
    weights.fill(0);
    const { weights: _, strategyState: __, runPatch: ___, ...record } = commit;
    expect(await store.runs.rounds(id)).toEqual([record]);
    expect(await store.runs.weights(id)).toEqual({ round: 1, weights: smallWeights });
    expect(await store.runs.strategyState(id)).toEqual(state);
    expect(await store.runs.get(id)).toMatchObject({ status: 'fitting', round: 1, auc: 0.8 });
    expect(await store.events.list()).toEqual(events);
  });

  it('commits a round whole or not at all', async () => {
    const store = await testStore();
    const { id } = await startRun(store);
    await store.runs.commitRound(roundCommit(id, 1, { strategyState: { t: 1 } }));
    const twice = [roundSite('a'), roundSite('a', { outcome: undefined as unknown as 'done' })];
    await expect(
      store.runs.commitRound(
        roundCommit(id, 2, { sites: twice, strategyState: { t: 2 }, runPatch: { round: 2 } }),
      ),
    ).rejects.toThrow(/NOT NULL/);
    expect(await store.runs.rounds(id)).toHaveLength(1);
    expect(await store.runs.strategyState(id)).toEqual({ t: 1 });
    expect((await store.runs.get(id))?.round).toBe(0);
  });

  it('replaces a round committed again, and keeps its other attempts', async () => {
    const store = await testStore();
    const { id } = await startRun(store);
    await store.runs.commitRound(roundCommit(id, 1, { status: 'failed', weights: null }));
    const working = {
      outcome: 'working',
      examples: null,
      loss: null,
      seconds: null,
      bytes: null,
      metrics: null,
    } as const;
    await store.runs.commitRound(
      roundCommit(id, 1, {
        attempt: 2,
        status: 'fitting',
        finishedAt: null,
        weights: null,
        sites: [roundSite('a', working), roundSite('gone', working)],
      }),
    );
    await store.runs.saveRoundSites(id, 1, 2, [roundSite('a')]);
    expect((await store.runs.rounds(id))[1]?.sites.map((site) => site.outcome)).toEqual(['done', 'working']);
    expect(await store.runs.weights(id)).toBeUndefined();
    await store.runs.commitRound(roundCommit(id, 1, { attempt: 2 }));
    const rounds = await store.runs.rounds(id);
    expect(rounds.map(({ attempt, status }) => [attempt, status])).toEqual([
      [1, 'failed'],
      [2, 'completed'],
    ]);
    expect(rounds[1]?.sites.map((site) => site.siteId)).toEqual(['a', 'b']);
  });

  it('gives the weights after a named round, or the newest', async () => {
    const store = await testStore();
    const { id } = await startRun(store);
    for (const round of [1, 2]) {
      await store.runs.commitRound(roundCommit(id, round, { weights: new Float32Array([round, 0.1]) }));
    }
    await store.runs.commitRound(roundCommit(id, 3, { status: 'failed', weights: new Float32Array([3, 0]) }));
    expect((await store.runs.weights(id, 1))?.weights).toEqual(new Float32Array([1, 0.1]));
    expect((await store.runs.weights(id))?.round).toBe(2);
    expect(await store.runs.weights(id, 9)).toBeUndefined();
  });

  it('takes the figure of a run from the newest completed round, the sites’ where there are no validation rows', async () => {
    const store = await testStore();
    const { id } = await startRun(store);
    expect((await store.runs.get(id))?.auc).toBeNull();
    await store.runs.commitRound(roundCommit(id, 1));
    await store.runs.commitRound(roundCommit(id, 2, { validation: null, combined: metrics(0.66) }));
    await store.runs.commitRound(roundCommit(id, 3, { status: 'failed' }));
    expect((await store.runs.get(id))?.auc).toBe(0.66);
    // [U2] The last round's model is measured when the run ends: the list shows what the run's page does.
    await store.runs.patch(id, { finalCombined: metrics(0.67) });
    expect((await store.runs.get(id))?.auc).toBe(0.67);
  });

  it('keeps 2,500 sites of one round', async () => {
    const store = await testStore();
    const { id } = await startRun(store);
    const sites = Array.from({ length: 2500 }, (_, i) =>
      roundSite(`site-${String(i).padStart(4, '0')}`, { examples: i }),
    );
    await store.runs.commitRound(roundCommit(id, 1, { sites }));
    expect((await store.runs.rounds(id))[0]?.sites).toEqual(sites);
  });

  it('finds what a restart has to go on with', async () => {
    const store = await testStore();
    const statuses = ['completed', 'fitting', 'failed', 'paused', 'cancelled', 'recruiting'] as const;
    for (const status of statuses) {
      const { id } = await startRun(store);
      await store.runs.patch(id, { status });
    }
    expect((await store.runs.unfinished()).map((run) => run.status)).toEqual([
      'fitting',
      'paused',
      'recruiting',
    ]);
  });

  it('replaces the final figures of the sites', async () => {
    const store = await testStore();
    const { id } = await startRun(store);
    await store.runs.saveFinalSites(id, [{ siteId: 'old', metrics: metrics(0.1) }]);
    const final = [
      { siteId: 'a', metrics: metrics(0.9) },
      { siteId: 'b', metrics: metrics(null) },
    ];
    await store.runs.saveFinalSites(id, final);
    expect(await store.runs.finalSites(id)).toEqual(final);
  });
});
