import { describe, expect, it } from 'vitest';
import { besideSentence, figure } from './beside-words.ts';

const all = { count: 900, mean: 74, sd: 12, median: 73 };
const numeric = (mean: number | null) =>
  besideSentence({
    kind: 'numeric',
    name: 'heart_rate',
    unit: 'bpm',
    sites: 3,
    own: mean === null ? null : { count: 300, mean, sd: 12, median: 80 },
    all,
    bars: [],
  });

describe('beside the federation, in words', () => {
  it('says which way and by how much', () => {
    expect(numeric(81)).toBe(
      'Your rows have a higher heart rate than the federation: 81 against 74 bpm on average.',
    );
    expect(numeric(60)).toMatch(/a lower heart rate.*60 against 74 bpm/);
    expect(numeric(75)).toMatch(/much the same heart rate/);
    expect(numeric(null)).toMatch(/no value of heart rate/);
  });

  it('names the value that differs most', () => {
    const bars = [
      { value: 'f', own: 0.7, all: 0.5 },
      { value: 'm', own: 0.3, all: 0.45 },
      { value: null, own: 0, all: 0.05 },
    ];
    const sentence = besideSentence({ kind: 'choices', name: 'sex', sites: 3, bars });
    expect(sentence).toMatch(/“f”: 70% of your rows, 50% of the federation’s/);
  });

  it('writes figures a person would write, and never NaN', () => {
    expect([figure(81.234), figure(12345.6), figure(0.01234), figure(Number.NaN), figure(null)]).toEqual([
      '81.2',
      '12,346',
      '0.0123',
      '—',
      '—',
    ]);
  });
});
