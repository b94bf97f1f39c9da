import { describe, expect, it } from 'vitest';
import {
  exactTime,
  formatBytes,
  formatCount,
  formatMany,
  formatMetric,
  formatSeconds,
  formatShare,
  relativeTime,
} from './format.ts';

describe('numbers for people', () => {
  it.each([null, undefined, Number.NaN, Number.POSITIVE_INFINITY])('shows %s as a dash', (unknown) => {
    for (const format of [formatCount, formatShare, formatMetric, formatBytes, formatSeconds]) {
      expect(format(unknown)).toBe('—');
    }
  });

  it('groups thousands and picks the noun', () => {
    expect(formatCount(1234567)).toBe('1,234,567');
    expect(formatMany(1, 'row')).toBe('1 row');
    expect(formatMany(0, 'row')).toBe('0 rows');
    expect(formatMany(2, 'hospital has', 'hospitals have')).toBe('2 hospitals have');
  });

  it('writes shares as percentages and metrics with three digits', () => {
    expect(formatShare(0.8123)).toBe('81.2%');
    expect(formatShare(1, 0)).toBe('100%');
    expect(formatMetric(0.81249)).toBe('0.812');
    expect(formatMetric(-0.00001)).toBe('0.000');
  });

  it('moves to the next unit of bytes before it would show 1000', () => {
    expect(formatBytes(1)).toBe('1 byte');
    expect(formatBytes(999)).toBe('999 bytes');
    expect(formatBytes(10_500)).toBe('10.5 kB');
    expect(formatBytes(999_960)).toBe('1.0 MB');
    expect(formatBytes(2.5e12)).toBe('2500.0 GB');
  });

  it('writes lengths of time without a 60 in them', () => {
    expect(formatSeconds(0.42)).toBe('0.4 s');
    expect(formatSeconds(9.99)).toBe('10.0 s');
    expect(formatSeconds(59.97)).toBe('1 min');
    expect(formatSeconds(75)).toBe('1 min 15 s');
    expect(formatSeconds(7260)).toBe('2 h 1 min');
    expect(formatSeconds(7199)).toBe('2 h');
  });
});

describe('times for people', () => {
  const now = Date.UTC(2026, 4, 1, 12, 0, 0);
  const ago = (seconds: number) => relativeTime(now - seconds * 1000, now);

  it('uses the largest unit that fits', () => {
    expect(ago(3)).toBe('just now');
    expect(ago(45)).toBe('45 seconds ago');
    expect(ago(180)).toBe('3 minutes ago');
    expect(ago(2 * 3600)).toBe('2 hours ago');
    expect(ago(3 * 86_400)).toBe('3 days ago');
    expect(ago(70 * 86_400)).toBe('2 months ago');
    expect(ago(800 * 86_400)).toBe('2 years ago');
    expect(relativeTime(now + 7_200_000, now)).toBe('in 2 hours');
  });

  it('shows a time that is none as a dash', () => {
    expect(relativeTime('not a time', now)).toBe('—');
    expect(exactTime('not a time')).toBe('—');
    expect(exactTime(now)).toContain('2026');
  });
});
