import { describe, expect, it } from 'vitest';
import { withColumn, withMarker, withSentinel } from './choices.ts';

const none = { columns: [], kept: [], missing: [], notMissing: [], dateOrder: null, timeZone: null };

describe('choices', () => {
  it('use a column of the file once', () => {
    const columns = [
      { study: 'heart_rate', file: 'HR', conversion: null },
      { study: 'temp', file: 'T', conversion: '°F→°C' },
    ];
    expect(withColumn({ ...none, columns }, 'heart_rate', 'T').columns).toEqual([
      { study: 'heart_rate', file: 'T' },
      { study: 'temp', file: null, conversion: null },
    ]);
  });

  it('switch markers there and back', () => {
    const off = withMarker(none, 'NA', false);
    expect(off.notMissing).toEqual(['NA']);
    expect(withMarker(off, 'na', true)).toEqual({ ...none, missing: ['na'] });
    const kept = withSentinel(none, 'temp', 999, false);
    expect(kept.kept).toEqual([{ study: 'temp', value: 999 }]);
    expect(withSentinel(kept, 'temp', 999, true)).toEqual(none);
  });
});
