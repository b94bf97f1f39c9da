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
  it('come through another command as they were given', () => {
    for (const given of [
      [],
      ['--date-order', 'dmy'],
      ['--date-order', 'mdy', '--time-zone', 'Europe/Paris'],
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
