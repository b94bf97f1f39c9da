/** What a person tells on the command line about files that do not tell it themselves. */

import type { ColumnChoice, HeadlessReading } from '@fedhealth/coordinator/files';
import type { DateOrder } from '@fedhealth/fl-core/table';
import { type Command, InvalidArgumentError, Option } from 'commander';

export interface ReadingOptions {
  readonly dateOrder?: 'dmy' | 'mdy';
  readonly timeZone?: string;
  readonly column?: readonly ColumnChoice[];
}

/** Adds `--date-order`, `--time-zone` and `--column`. */
export const withReadingOptions = (command: Command): Command =>
  command
    .addOption(
      new Option('--date-order <order>', 'what comes first in dates such as 03/04/2024').choices([
        'dmy',
        'mdy',
      ]),
    )
    .option('--time-zone <name>', 'the hospital’s time zone, as Europe/Paris (default: this machine’s)')
    .option(
      '--column <study=file>',
      'which column of the file is the study’s, as heart_rate="HR (bpm)"; repeat it',
      addColumn,
    );

/** The study's names have no equals sign before the file's, which may have any. */
function addColumn(text: string, before: readonly ColumnChoice[] = []): ColumnChoice[] {
  const at = text.indexOf('=');
  const [study, file] = [text.slice(0, at).trim(), text.slice(at + 1).trim()];
  if (at < 1 || study === '' || file === '')
    throw new InvalidArgumentError('It is written STUDY’S NAME=FILE’S NAME, as heart_rate="HR (bpm)".');
  if (before.some((choice) => choice.study === study))
    throw new InvalidArgumentError(`“${study}” was given twice.`);
  return [...before, { study, file }];
}

const ORDERS: Readonly<Record<'dmy' | 'mdy', DateOrder>> = { dmy: 'dayFirst', mdy: 'monthFirst' };

export const readingOf = ({ dateOrder, timeZone, column }: ReadingOptions): HeadlessReading => ({
  dateOrder: dateOrder && ORDERS[dateOrder],
  timeZone,
  ...(column ? { columns: column } : {}),
});

/** The same as arguments for another `fedhealth` command. */
export const readingArguments = ({ dateOrder, timeZone, columns = [] }: HeadlessReading = {}): string[] => [
  ...(dateOrder ? ['--date-order', dateOrder === 'dayFirst' ? 'dmy' : 'mdy'] : []),
  ...(timeZone === undefined ? [] : ['--time-zone', timeZone]),
  ...columns.flatMap(({ study, file }) => ['--column', `${study}=${file}`]),
];
