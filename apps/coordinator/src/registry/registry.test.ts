import { createHash } from 'node:crypto';
import { unwrap } from '@fedhealth/fl-core/lib';
import { decodeArtifact } from '@fedhealth/fl-core/model';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { createEventBus } from '../events/bus.ts';
import { metrics, smallNetwork, smallPipeline, smallStudy, smallWeights } from '../testing/fixtures.ts';
import { startRun, testStore } from '../testing/test-store.ts';
import { createRegistry } from './registry.ts';

async function published(weights = smallWeights) {
  const store = await testStore();
  const registry = createRegistry(store.models, createEventBus(store.events, pino({ level: 'silent' })));
  const run = await startRun(store);
  const publication = {
    run,
    study: smallStudy(),
    round: 3,
    network: smallNetwork,
    pipeline: smallPipeline,
    weights,
    metrics: { validation: metrics(0.8), combined: null },
    sites: 2,
    engine: 'simd',
  };
  return { store, registry, run, publication, publish: () => registry.publish(publication) };
}

describe('the registry', () => {
  it('keeps a model whole: what is downloaded predicts with the same bits', async () => {
    const { registry, run, publish } = await published();
    const model = await publish();
    expect(model).toMatchObject({
      version: 1,
      studyId: 'small',
      runId: run.id,
      runNumber: 1,
      round: 3,
      parameters: 11,
    });
    expect(model.hash).toBe(createHash('sha256').update(Buffer.from(smallWeights.buffer)).digest('hex'));
    const artifact = unwrap(decodeArtifact(JSON.parse((await registry.artifact(1)) ?? '')));
    expect(artifact.weights).toEqual(smallWeights);
    expect(artifact).toMatchObject({
      study: { id: 'small', version: 1, label: { column: 'risk', positive: '1' } },
      network: smallNetwork,
      pipeline: smallPipeline,
      metrics: { validation: metrics(0.8), combined: null },
      lineage: { run: run.id, round: 3, parent: null, sites: 2, engine: 'simd' },
    });
    expect(await registry.get(1)).toEqual(model);
    expect(await registry.list()).toEqual([model]);
  });

  it('tells of it, and publishes a run’s model once', async () => {
    const { store, publish } = await published();
    const first = await publish();
    expect(await publish()).toEqual(first);
    expect(await store.models.list()).toHaveLength(1);
    expect((await store.events.list()).at(-1)).toMatchObject({ kind: 'model-published', runId: first.runId });
  });

  it('keeps no model whose weights are not finite or not the network’s', async () => {
    for (const weights of [smallWeights.map((w, i) => (i === 4 ? Number.NaN : w)), smallWeights.slice(1)]) {
      const { store, publish } = await published(weights);
      await expect(publish()).rejects.toThrow(RangeError);
      expect(await store.models.list()).toEqual([]);
    }
  });
});
