import { healthRiskStudy, studySchema } from '@fedhealth/fl-core/study';
import { describe, expect, it } from 'vitest';
import { localWork, updateSize } from './plan.ts';

describe('updateSize', () => {
  it('counts 7 → 64 → 32 → 1 as 2,625 parameters, and a round as at most 4 bytes of each and 512', () => {
    expect(updateSize(healthRiskStudy)).toEqual({
      parameters: 2625,
      bytes: 11_012,
      open: [],
      controlVariate: false,
    });
  });

  it('[U4] counts the network as it will be: indicators, listed categories and inputs from the time', () => {
    const study = studySchema.parse({
      ...healthRiskStudy,
      preprocessing: { missingIndicator: true, timestampFeatures: ['hour'] },
    });
    // Seven columns, seven indicators, sine and cosine of the hour.
    expect(updateSize(study).parameters).toBe(16 * 64 + 64 + 64 * 32 + 32 + 32 + 1);
  });

  it('[U4] counts what a strategy and the numbers’ size make of it', () => {
    const bytes = (federation: object) =>
      updateSize(studySchema.parse({ ...healthRiskStudy, federation })).bytes;
    expect(bytes({ strategy: { kind: 'scaffold' } })).toBe(2 * 10_500 + 512);
    expect(bytes({ compression: 'float16' })).toBe(5_250 + 512);
    expect(bytes({ compression: 'int8' })).toBe(Math.ceil(2625 * 1.1) + 512);
  });

  it('names the columns whose values decide', () => {
    const study = (categories?: string[]) =>
      studySchema.parse({
        id: 's',
        label: { column: 'y' },
        model: { hidden: [] },
        features: [{ name: 'age' }, { name: 'ward', kind: 'categorical', categories }],
      });
    expect(updateSize(study(['a', 'b', 'c']))).toMatchObject({ parameters: 5, open: [] });
    expect(updateSize(study())).toMatchObject({ parameters: 2, open: ['ward'] });
  });
});

describe('localWork', () => {
  const training = healthRiskStudy.training;

  it('speaks of passes, or of steps where the study counts steps', () => {
    expect(localWork({ ...training, localEpochs: 1 })).toBe('one pass over your training rows');
    expect(localWork({ ...training, localEpochs: 2 })).toBe('2 passes over your training rows');
    expect(localWork({ ...training, localSteps: 50 })).toBe('50 steps of 32 rows');
  });
});
