import type { Finding } from '@fedhealth/fl-core/quality';
import { describe, expect, it } from 'vitest';
import { findingTotals, places } from './findings.ts';

const finding = (severity: Finding['severity'], count: number, rows: number[] = []): Finding => ({
  code: `${severity}-${count}`,
  severity,
  column: null,
  count,
  rows,
  message: '',
});

describe('findings in words', () => {
  it('names rows as the spreadsheet does', () => {
    expect(places(finding('info', 1, [1204]))).toBe('Row 1204');
    expect(places(finding('info', 3, [12, 40, 77]))).toBe('Rows 12, 40 and 77');
    expect(places(finding('info', 1005, [1, 2, 3, 4, 5]))).toBe('Rows 1, 2, 3, 4, 5 and 1,000 more');
    expect(places(finding('info', 3))).toBeNull();
  });

  it('sums up by gravity', () => {
    expect(findingTotals([])).toBe('Nothing to remark');
    expect(findingTotals([finding('error', 9)])).toBe('1 problem');
    expect(
      findingTotals([finding('info', 1), finding('error', 9), finding('warning', 2), finding('info', 1)]),
    ).toBe('1 problem, 1 warning and 2 notes');
  });
});
