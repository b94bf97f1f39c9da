import { describe, expect, it } from 'vitest';
import { unwrap } from '../../lib/result.ts';
import { createNetwork, encodeArtifact, initializeWeights } from '../../model/index.ts';
import { createSiteData } from '../data/site-data.ts';
import type { SiteSnapshot } from '../session/snapshot.ts';
import { createCountingTrainer, opened } from '../testing/counting-trainer.ts';
import { wardFile, wardStudy } from '../testing/ward.ts';
import { compareAfterRun } from './compare-after-run.ts';
import { personalisationOf, trainPersonal } from './personal-model.ts';

async function scene() {
  const data = createSiteData(await wardFile(wardStudy({ training: { localEpochs: 2 } })));
  const pipeline = data.localPipeline();
  const network = createNetwork(wardStudy().model, pipeline.inputs.length);
  const weights = initializeWeights(network, 1);
  const artifact = encodeArtifact({
    study: { id: 'ward', version: 1, title: 'ward', label: { column: 'ill', positive: 'yes' } },
    network,
    pipeline,
    weights,
    metrics: {},
    lineage: { run: 'r', round: 3, parent: null, createdAt: '2026-01-01T00:00:00Z', sites: 2 },
  });
  return { data, weights, artifact: JSON.parse(JSON.stringify(artifact)) as unknown };
}

describe('a personal model', () => {
  it('is asked for by Ditto’s λ or by epochs of fine-tuning', () => {
    expect(personalisationOf({})).toBeNull();
    expect(personalisationOf({ personalLambda: 0.1 })).toEqual({ lambda: 0.1, epochs: null });
    expect(personalisationOf({ personalEpochs: 4 })).toEqual({ lambda: 0, epochs: 4 });
  });

  it('[A9] starts from the global model; Ditto holds it there, fine-tuning does not', async () => {
    const { data, weights, artifact } = await scene();
    const trainer = createCountingTrainer((weight) => weight);
    const given = { data, artifact, trainer, rounds: 3, seed: 1 };
    unwrap(await trainPersonal({ ...given, personalisation: { lambda: 0.5, epochs: null } }));
    unwrap(await trainPersonal({ ...given, personalisation: { lambda: 0, epochs: 4 } }));
    const [ditto, tuned] = trainer.asked;
    expect(ditto).toMatchObject({ duration: { epochs: 6 }, proximal: { mu: 0.5, anchor: weights } });
    expect(tuned).toMatchObject({ duration: { epochs: 4 } });
    expect(tuned?.proximal).toBeUndefined();
  });

  it('[A9] is shown beside the global model and the local one', async () => {
    const { data, artifact } = await scene();
    const shown: Partial<SiteSnapshot>[] = [];
    await compareAfterRun({
      version: 1,
      rounds: 3,
      data,
      withLocal: true,
      personalisation: { lambda: 0.5, epochs: null },
      signal: new AbortController().signal,
      openTrainer: opened(createCountingTrainer((weight) => -weight)),
      fetchModel: async () => ({ ok: true, value: artifact }),
      wait: async () => undefined,
      show: (patch) => void shown.push(patch),
    });
    const comparison = shown.findLast((patch) => patch.comparison)?.comparison;
    expect(comparison).toMatchObject({
      modelVersion: 1,
      global: { n: 3 },
      local: { n: 3 },
      personal: { n: 3 },
    });
    expect(comparison?.personal?.logLoss).not.toBe(comparison?.global.logLoss);
  });
});
