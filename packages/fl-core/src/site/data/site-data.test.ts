import { describe, expect, it } from 'vitest';
import { unwrap } from '../../lib/result.ts';
import { wardFile, wardStudy } from '../testing/ward.ts';
import { createSiteData } from './site-data.ts';

describe('a site’s data', () => {
  it('[F1] tells of its training rows only', async () => {
    const data = createSiteData(await wardFile(wardStudy(), 12));
    expect([data.trainRows, data.testRows]).toEqual([72, 36]);
    expect(data.moments()).toEqual({
      rows: 72,
      positives: 36,
      numeric: { age: { count: 60, mean: 50, m2: 12000 } },
      categorical: { sex: { f: 36, m: 36 }, smoker: { 0: 48, 1: 24 } },
      other: {},
      withheld: {},
    });
    expect(data.moments()).toBe(data.moments());
    expect(unwrap(data.histograms({ age: [0, 45, 65, 120] }))).toEqual({
      numeric: {
        age: [
          [0, 0, 24],
          [1, 1, 24],
          [2, 2, 12],
        ],
      },
    });
    expect(data.histograms({})).toMatchObject({ ok: false, error: { code: 'EDGES_UNFIT' } });
  });

  it('keeps the rows of the last pipeline, and refuses one with a stranger’s column', async () => {
    const data = createSiteData(await wardFile());
    const pipeline = data.localPipeline();
    const prepared = unwrap(data.prepared(pipeline));
    expect(unwrap(data.prepared(structuredClone(pipeline)))).toBe(prepared);
    expect([prepared.train.rows, prepared.test.rows, prepared.train.width]).toEqual([6, 3, 4]);
    expect([...prepared.train.features, ...prepared.test.features].every(Number.isFinite)).toBe(true);
    const steps = [...pipeline.steps, { kind: 'boolean' as const, name: 'diagnosis', impute: 0 as const }];
    const strange = data.prepared({ ...pipeline, steps });
    expect(strange).toMatchObject({ ok: false, error: { code: 'PIPELINE_MISMATCH' } });
    expect(strange.ok || strange.error.message).toMatch(/“diagnosis”|"diagnosis"/);
  });

  it('scales by its own rows where the study says so', async () => {
    const study = wardStudy({ preprocessing: { scale: 'perSite' } });
    const data = createSiteData(await wardFile(study));
    const pipeline = createSiteData(await wardFile()).localPipeline();
    const foreign = {
      ...pipeline,
      steps: pipeline.steps.map((step) =>
        step.kind === 'numeric' ? { ...step, centre: 0, spread: 1 } : step,
      ),
    };
    const { train } = unwrap(data.prepared(foreign));
    const ages = [0, 1, 2, 3, 4].map((row) => train.features[row * train.width] ?? Number.NaN);
    // Mean 50 and standard deviation √200 of its own five ages.
    expect(ages).toEqual([30, 40, 50, 60, 70].map((age) => Math.fround((age - 50) / Math.sqrt(200))));
  });
});
