import { describe, expect, it } from 'vitest';
import { unwrap } from '../../lib/result.ts';
import { createNetwork, encodeArtifact, initializeWeights } from '../../model/index.ts';
import type { StudyInput } from '../../study/index.ts';
import { createSiteData } from '../data/site-data.ts';
import { createCountingTrainer } from '../testing/counting-trainer.ts';
import { wardFile, wardStudy } from '../testing/ward.ts';
import { evaluateArtifact, trainAlone } from './comparison.ts';

async function artifactOf(changes: { feature?: string } = {}) {
  const data = createSiteData(await wardFile());
  const local = data.localPipeline();
  const network = createNetwork(wardStudy().model, local.inputs.length);
  const steps = local.steps.map((step) =>
    changes.feature && step.kind === 'numeric' ? { ...step, name: changes.feature } : step,
  );
  const artifact = encodeArtifact({
    study: { id: 'ward', version: 1, title: 'ward', label: { column: 'ill', positive: 'yes' } },
    network,
    pipeline: { ...local, steps },
    weights: initializeWeights(network, 1),
    metrics: {},
    lineage: { run: 'r', round: 1, parent: null, createdAt: '2026-01-01T00:00:00Z', sites: 2 },
  });
  return { data, artifact: JSON.parse(JSON.stringify(artifact)) as object };
}

describe('the comparison after a run', () => {
  it('scores the global model on this hospital’s test rows', async () => {
    const { data, artifact } = await artifactOf();
    expect(unwrap(await evaluateArtifact(artifact, data))).toMatchObject({ n: 3, auc: expect.any(Number) });
  });

  it('refuses an artifact that cannot be read or is of other columns', async () => {
    const { data, artifact } = await artifactOf();
    for (const unreadable of [null, 'text', {}, { ...artifact, weights: 'AAAA' }])
      expect(await evaluateArtifact(unreadable, data)).toMatchObject({ error: { code: 'ARTIFACT_INVALID' } });
    const strange = await artifactOf({ feature: 'weight' });
    expect(await evaluateArtifact(strange.artifact, data)).toMatchObject({
      error: { code: 'PIPELINE_MISMATCH' },
    });
  });

  it('trains alone as long as the federation trained, from the same first weights each time', async () => {
    const duration = async (training: StudyInput['training'], rounds: number) => {
      const data = createSiteData(await wardFile(wardStudy({ training })));
      const trainer = createCountingTrainer((weight) => weight);
      const metrics = unwrap(await trainAlone({ data, trainer, rounds, seed: 1 }));
      expect(metrics.n).toBe(3);
      return trainer.asked.map((options) => options.duration);
    };
    expect(await duration({ localEpochs: 2 }, 7)).toEqual([{ epochs: 14 }]);
    expect(await duration({ localSteps: 5 }, 7)).toEqual([{ steps: 35 }]);
  });
});
