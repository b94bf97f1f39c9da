import { healthRiskStudy } from '@fedhealth/fl-core/study';
import { describe, expect, it } from 'vitest';
import { PLAN_FIELDS, type PlanValues, planValues, readPlan } from './plan-form.ts';

const good: PlanValues = { rounds: 5, minSites: 2, roundTimeoutSeconds: 60 };
const wrong = (values: PlanValues) => {
  const read = readPlan(values);
  return read.ok ? [] : Object.keys(read.errors);
};

describe('plan form', () => {
  it('begins with the study’s own plan, which is a good one', () => {
    const { rounds, minSites, roundTimeoutSeconds } = healthRiskStudy.federation;
    expect(readPlan(planValues(healthRiskStudy))).toEqual({
      ok: true,
      plan: { rounds, minSites, roundTimeoutSeconds },
    });
  });

  it('reads numbers typed as text', () => {
    expect(readPlan({ rounds: ' 7 ', minSites: '3', roundTimeoutSeconds: '0.5' })).toEqual({
      ok: true,
      plan: { rounds: 7, minSites: 3, roundTimeoutSeconds: 0.5 },
    });
  });

  it('names every field that is wrong', () => {
    expect(wrong(good)).toEqual([]);
    expect(wrong({ rounds: '', minSites: 'two', roundTimeoutSeconds: 0 })).toEqual(PLAN_FIELDS);
    for (const bad of ['', ' ', '-', 'x', -1, 0, 1.5, 10_001, '1e9', 'Infinity', 'NaN']) {
      expect(wrong({ ...good, rounds: bad })).toEqual(['rounds']);
    }
    expect(wrong({ ...good, roundTimeoutSeconds: 86_401 })).toEqual(['roundTimeoutSeconds']);
  });
});
