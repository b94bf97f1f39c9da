import { describe, expect, it } from 'vitest';
import type { ColumnView } from '../../../worker/api/columns-api.ts';
import {
  cadenceWords,
  columnsWords,
  columnWords,
  durationWords,
  spanWords,
  splitDuration,
} from './source-words.ts';

describe('source words', () => {
  it('says durations in the unit a person would choose', () => {
    expect(splitDuration(16_200)).toEqual({ amount: 4.5, unit: 'hours' });
    expect(splitDuration(0)).toEqual({ amount: 0, unit: 'seconds' });
    expect([60, 90, 3600, 172_800].map(durationWords)).toEqual([
      '1 minute',
      '1.5 minutes',
      '1 hour',
      '2 days',
    ]);
    expect([1800, 3600, null].map(cadenceWords)).toEqual([
      'a reading every 30 minutes',
      'a reading every hour',
      'a single time',
    ]);
  });

  it('names the days of a span once when they are one', () => {
    const day = Date.UTC(2025, 0, 1);
    expect(spanWords({ from: day, to: day + 3_600_000 })).toBe('1 Jan 2025');
    expect(spanWords({ from: day, to: day + 86_400_000 })).toBe('1 Jan 2025 to 2 Jan 2025');
  });

  it('states where a column comes from and what is done to it', () => {
    const plain: ColumnView = {
      ...{ study: 'temp', role: 'feature', file: 'temp', how: 'exact', conversion: null, because: null },
      ...{ asks: null, question: null, unit: '°C', converted: null, conversions: [] },
    };
    const converted = {
      ...plain,
      file: 'Temp (°F)',
      converted: { id: '°F→°C', from: '°F', to: '°C', formula: '(x − 32) × 5/9' },
    };
    expect(columnWords(plain)).toBe('temp');
    expect(columnWords(converted)).toBe('temp from “Temp (°F)”, converted from °F to °C');
    const missing: ColumnView = { ...plain, study: 'co2', file: null, how: 'none' };
    const words = (columns: ColumnView[], ...fileColumns: string[]) => columnsWords({ columns, fileColumns });
    expect(words([plain, missing], 'temp', 'wind', 'rain')).toBe('temp; 2 more that the study does not use');
    expect(words([missing])).toBe('none that the study knows');
  });
});
