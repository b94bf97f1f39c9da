import type { StudyVersionView } from '@fedhealth/fl-core/protocol';
import { describe, expect, it } from 'vitest';
import { savePlan } from './save-plan.ts';

const version = (number: number, locked: StudyVersionView['locked'] = null): StudyVersionView => ({
  version: number,
  createdAt: '2026-01-01T00:00:00.000Z',
  runs: locked === 'run' ? 1 : 0,
  locked,
});

describe('savePlan', () => {
  it('saves a new study as it is numbered', () => {
    expect(savePlan([], 3)).toEqual({ version: 3, next: null, why: null });
  });

  it('changes the newest version in place while it is free, or makes the next', () => {
    expect(savePlan([version(2), version(1, 'run')], 2)).toEqual({ version: 2, next: 3, why: null });
  });

  it('[S4] makes the next of a version that a run has used, of the settings’ own, and of an older one', () => {
    expect(savePlan([version(2, 'run')], 2)).toMatchObject({ version: 3, next: null });
    expect(savePlan([version(1, 'settings')], 1).why).toMatch(/started with.*becomes version 2/);
    expect(savePlan([version(2), version(1)], 1).why).toMatch(/This is version 1.*becomes version 3/);
  });
});
