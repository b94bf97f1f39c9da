import { describe, expect, it } from 'vitest';
import { playwrightTally, untestedFolders, vitestTally } from './reports.mjs';
import { judged, sum, tallyLine } from './tally.mjs';

const none = { passed: 0, failed: 0, skipped: 0 };

describe('the line CI reads', () => {
  it('adds runners up and names skipped tests only when there are some', () => {
    const all = sum([{ passed: 3, failed: 0, skipped: 0 }, none, { passed: 2, failed: 1, skipped: 0 }]);
    expect(tallyLine(all)).toBe('5 passed, 1 failed');
    expect(tallyLine({ passed: 1, failed: 0, skipped: 2 })).toBe('1 passed, 0 failed, 2 skipped');
  });
});

describe('judged', () => {
  it('keeps the count of a runner that ended well', () => {
    expect(judged({ passed: 4, failed: 0, skipped: 1 }, 0)).toEqual({ passed: 4, failed: 0, skipped: 1 });
    expect(judged({ passed: 4, failed: 2, skipped: 0 }, 1)).toEqual({ passed: 4, failed: 2, skipped: 0 });
  });
  it('fails a runner that ran nothing, left no report, or crashed after its tests', () => {
    expect(judged(none, 0).failed).toBe(1);
    expect(judged({ ...none, skipped: 9 }, 0).failed).toBe(1);
    expect(judged(null, 0).failed).toBe(1);
    expect(judged({ passed: 4, failed: 0, skipped: 0 }, 1).failed).toBe(1);
  });
});

describe('reports', () => {
  const report = {
    numPassedTests: 5,
    numFailedTests: 1,
    numPendingTests: 2,
    numTodoTests: 1,
    testResults: [
      {
        name: '/x/packages/fl-core/src/a.test.ts',
        status: 'failed',
        assertionResults: [{ status: 'failed' }],
      },
      { name: '/x/apps/web/src/broken.test.ts', status: 'failed', assertionResults: [] },
      {
        name: '/x/apps/coordinator/src/b.test.ts',
        status: 'passed',
        assertionResults: [{ status: 'skipped' }],
      },
    ],
  };
  it('counts a test file that would not load as failed', () => {
    expect(vitestTally(report)).toEqual({ passed: 5, failed: 2, skipped: 3 });
  });
  it('finds the packages of which nothing ran', () => {
    const folders = ['packages/fl-core', 'apps/web', 'apps/coordinator'];
    expect(untestedFolders(report, folders)).toEqual(['apps/web', 'apps/coordinator']);
  });
  it('counts an end-to-end test that passed only when tried again as failed', () => {
    const stats = { expected: 3, unexpected: 1, flaky: 1, skipped: 4 };
    expect(playwrightTally({ stats })).toEqual({ passed: 3, failed: 2, skipped: 4 });
  });
});
