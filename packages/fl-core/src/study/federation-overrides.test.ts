import { describe, expect, it } from 'vitest';
import { federationOverridesSchema, withOverrides } from './federation-overrides.ts';
import { healthRiskStudy } from './health-risk.ts';

const read = (input: unknown) => federationOverridesSchema.safeParse(input);

describe('overrides of the federation section', () => {
  it('leaves out what is left out, instead of filling it with the usual', () => {
    expect(read({}).data).toEqual({});
    expect(read({ sampleFraction: 0.5 }).data).toEqual({ sampleFraction: 0.5 });
  });

  it('reads each field as a study reads it', () => {
    expect(read({ strategy: 'fedProx', compression: 'int8' }).data).toEqual({
      strategy: { kind: 'fedProx' },
      compression: { upload: 'int8', download: 'float32' },
    });
    expect(read({ strategy: { kind: 'krum', byzantine: 1 } }).data).toEqual({
      strategy: { kind: 'krum', byzantine: 1 },
    });
  });

  it('takes away what the study need not say', () => {
    const study = withOverrides(healthRiskStudy, {
      earlyStopping: { metric: 'auc', patience: 3, minDelta: 0 },
    });
    expect(study.federation.earlyStopping).toMatchObject({ patience: 3 });
    expect(read({ earlyStopping: null }).data).toEqual({ earlyStopping: null });
    expect(withOverrides(study, { earlyStopping: null }).federation).toEqual(healthRiskStudy.federation);
    expect(read({ sampleFraction: null }).success).toBe(false);
  });

  it('refuses what no study could say', () => {
    for (const wrong of [{ sampleFraction: 0 }, { rounds: 0 }, { compression: 'int4' }, { colour: 'red' }, 1])
      expect(read(wrong).success).toBe(false);
  });

  it('changes just the fields that are given, in a copy', () => {
    const before = structuredClone(healthRiskStudy);
    const changed = withOverrides(healthRiskStudy, { strategy: { kind: 'fedAdam' } });
    expect(changed.federation).toEqual({ ...healthRiskStudy.federation, strategy: { kind: 'fedAdam' } });
    expect(withOverrides(healthRiskStudy)).toEqual(before);
    expect(healthRiskStudy).toEqual(before);
  });
});
