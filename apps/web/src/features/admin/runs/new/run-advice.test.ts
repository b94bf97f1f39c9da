import { healthRiskStudy } from '@fedhealth/fl-core/study';
import { describe, expect, it } from 'vitest';
import { runAdvice } from './run-advice.ts';

const { federation } = healthRiskStudy;

describe('advice on the plan of a run', () => {
  it('has nothing to say of the study’s own plan with three hospitals', () => {
    expect(runAdvice(federation, 3)).toEqual([]);
  });

  it('tells that hospitals are missing', () => {
    expect(runAdvice({ ...federation, minSites: 5 }, 3)).toEqual([
      '3 hospitals have joined this study so far; the run waits until 5 are ready.',
    ]);
    expect(runAdvice(federation, 0)).toEqual([]);
  });

  it('tells when a trimmed mean trims nothing, under any name of its share', () => {
    const trimmed = (more: object) => ({ ...federation, strategy: { kind: 'trimmedMean', ...more } });
    expect(runAdvice(trimmed({}), 4).join()).toContain('cuts nothing');
    expect(runAdvice(trimmed({}), 5)).toEqual([]);
    expect(runAdvice(trimmed({ beta: 0.1 }), 5).join()).toContain('cuts nothing');
    expect(runAdvice(trimmed({ trimFraction: 0.34 }), 3)).toEqual([]);
  });

  it('tells when a robust strategy withstands nobody', () => {
    const krum = (more: object) => ({ ...federation, strategy: { kind: 'krum', ...more } });
    expect(runAdvice(krum({}), 5).join()).toContain('f = 0');
    expect(runAdvice(krum({ f: 1 }), 5)).toEqual([]);
  });

  it('tells when a share asks for fewer than the fewest', () => {
    expect(runAdvice({ ...federation, minSites: 3, sampleFraction: 0.1 }, 10).join()).toContain(
      '3 are asked',
    );
    expect(runAdvice({ ...federation, minSites: 3, sampleFraction: 0.5 }, 10)).toEqual([]);
  });
});
