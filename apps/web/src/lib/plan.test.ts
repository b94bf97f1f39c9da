import { healthRiskStudy, studySchema } from '@fedhealth/fl-core/study';
import { describe, expect, it } from 'vitest';
import { localWork, updateSize } from './plan.ts';

describe('updateSize', () => {
  it('counts 7 → 64 → 32 → 1 as 2,625 parameters of 4 bytes', () => {
    expect(updateSize(healthRiskStudy)).toEqual({ parameters: 2625, bytes: 10_500, exact: true });
  });

  it('gives each known category an input, and says when categories are not known yet', () => {
    const study = (categories?: string[]) =>
      studySchema.parse({
        id: 's',
        label: { column: 'y' },
        model: { hidden: [] },
        features: [{ name: 'age' }, { name: 'ward', kind: 'categorical', categories }],
      });
    expect(updateSize(study(['a', 'b', 'c']))).toEqual({ parameters: 5, bytes: 20, exact: true });
    expect(updateSize(study()).exact).toBe(false);
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
