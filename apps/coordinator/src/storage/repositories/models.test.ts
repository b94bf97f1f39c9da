import { describe, expect, it } from 'vitest';
import { metrics } from '../../testing/fixtures.ts';
import { startRun, testStore } from '../../testing/test-store.ts';

const model = (runId: string, round: number) => ({
  studyId: 'small',
  studyVersion: 1,
  runId,
  round,
  parameters: 11,
  metrics: { validation: metrics(0.8), combined: null },
  hash: 'abc',
  artifact: `{"round":${round}}`,
});

describe('the model store', () => {
  it('counts versions up from 1 and lists the newest first', async () => {
    const store = await testStore();
    const run = await startRun(store);
    const first = await store.models.create(model(run.id, 1));
    await store.models.create(model(run.id, 2));
    expect(first).toMatchObject({
      version: 1,
      runId: run.id,
      runNumber: 1,
      metrics: { validation: metrics(0.8), combined: null },
    });
    expect((await store.models.list()).map(({ version }) => version)).toEqual([2, 1]);
    expect(await store.models.get(1)).toEqual(first);
    expect(await store.models.get(3)).toBeUndefined();
    expect(await store.models.artifact(2)).toBe('{"round":2}');
    expect(await store.models.artifact(3)).toBeUndefined();
    expect((await store.models.latest('small'))?.version).toBe(2);
    expect(await store.models.latest('another')).toBeUndefined();
    expect((await store.runs.get(run.id))?.modelVersion).toBe(2);
  });

  it('gives a publication repeated after a restart the version it has', async () => {
    const store = await testStore();
    const { id } = await startRun(store);
    const first = await store.models.create(model(id, 1));
    expect(await store.models.create({ ...model(id, 1), artifact: '{}' })).toEqual(first);
    expect(await store.models.list()).toHaveLength(1);
  });
});
