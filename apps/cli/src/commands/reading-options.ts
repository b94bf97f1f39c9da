/** What a person tells on the command line about files that do not tell it themselves. */

import type { HeadlessReading } from '@fedhealth/coordinator/files';
import type { DateOrder } from '@fedhealth/fl-core/table';
import { type Command, Option } from 'commander';

export interface ReadingOptions {
  readonly dateOrder?: 'dmy' | 'mdy';
  readonly timeZone?: string;
}

/** Adds `--date-order` and `--time-zone`. */
export const withReadingOptions = (command: Command): Command =>
  command
    .addOption(
      new Option('--date-order <order>', 'what comes first in dates such as 03/04/2024').choices([
        'dmy',
        'mdy',
      ]),
    )
    .option('--time-zone <name>', 'the hospital’s time zone, as Europe/Paris (default: this machine’s)');

const ORDERS: Readonly<Record<'dmy' | 'mdy', DateOrder>> = { dmy: 'dayFirst', mdy: 'monthFirst' };

export const readingOf = ({ dateOrder, timeZone }: ReadingOptions): HeadlessReading => ({
  dateOrder: dateOrder && ORDERS[dateOrder],
  timeZone,
});

/** The same as arguments for another `fedhealth` command. */
export const readingArguments = ({ dateOrder, timeZone }: HeadlessReading = {}): string[] => [
  ...(dateOrder ? ['--date-order', dateOrder === 'dayFirst' ? 'dmy' : 'mdy'] : []),
  ...(timeZone === undefined ? [] : ['--time-zone', timeZone]),
];
