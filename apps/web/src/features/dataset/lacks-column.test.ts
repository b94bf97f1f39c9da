import type { Finding } from '@fedhealth/fl-core/quality';
import { studySchema } from '@fedhealth/fl-core/study';
import { describe, expect, it } from 'vitest';
import { lacksColumn } from './lacks-column.ts';

const study = studySchema.parse({ id: 's', label: { column: 'ill' }, features: [{ name: 'age' }] });
const finding = (code: string, column: string | null, severity: Finding['severity'] = 'error'): Finding => ({
  ...{ code, column, severity },
  ...{ count: 1, rows: [], message: '' },
});

describe('lacksColumn', () => {
  it('is so for columns that the study learns from, when nothing else is in the way', () => {
    const missing = finding('COLUMN_MISSING', 'age');
    expect(lacksColumn([missing], study)).toBe(true);
    expect(lacksColumn([], study)).toBe(false);
    expect(lacksColumn([finding('COLUMN_MISSING', 'time', 'warning')], study)).toBe(false);
    expect(lacksColumn([finding('COLUMN_MISSING', 'part')], study)).toBe(false);
    expect(lacksColumn([missing, finding('OUT_OF_RANGE', 'age', 'warning')], study)).toBe(true);
    expect(lacksColumn([missing, finding('COLUMNS_UNCONFIRMED', null)], study)).toBe(false);
    expect(lacksColumn([missing, finding('LABEL_COLUMN_MISSING', 'ill')], study)).toBe(false);
  });
});
