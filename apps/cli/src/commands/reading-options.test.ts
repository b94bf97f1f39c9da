import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { type ReadingOptions, readingArguments, readingOf, withReadingOptions } from './reading-options.ts';

const parsed = (args: readonly string[]) =>
  readingOf(
    withReadingOptions(new Command().exitOverride())
      .parse([...args], { from: 'user' })
      .opts<ReadingOptions>(),
  );

describe('reading options', () => {
  it('[D8] a column is given as the study’s name and the file’s, once', () => {
    expect(parsed(['--column', 'hr = HR (bpm)'])).toMatchObject({
      columns: [{ study: 'hr', file: 'HR (bpm)' }],
    });
    for (const slip of ['hr', '=HR', 'hr=', ' = '])
      expect(() => parsed(['--column', slip])).toThrow(/NAME=FILE/);
    expect(() => parsed(['--column', 'hr=A', '--column', 'hr=B'])).toThrow(/given twice/);
  });

  it('come through another command as they were given', () => {
    for (const given of [
      [],
      ['--date-order', 'dmy'],
      ['--date-order', 'mdy', '--time-zone', 'Europe/Paris'],
      ['--column', 'heart_rate=HR = bpm', '--column', 'spo2=O2'],
    ]) {
      expect(readingArguments(parsed(given))).toEqual(given);
    }
    expect(parsed(['--date-order', 'dmy', '--time-zone', 'UTC'])).toEqual({
      dateOrder: 'dayFirst',
      timeZone: 'UTC',
    });
    expect(readingArguments()).toEqual([]);
  });
});
