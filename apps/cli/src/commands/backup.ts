import { backUp, type Contents, readSettings, restore } from '@fedhealth/coordinator';
import type { Command } from 'commander';

interface StoreOptions {
  readonly db?: string;
}

/** `fedhealth backup` and `fedhealth restore`: copies of everything the coordinator keeps. */
export function registerBackup(program: Command): void {
  program
    .command('backup')
    .description('write everything the coordinator keeps to a new file; it may be running meanwhile')
    .argument('<file>', 'the file to write; it must not be there yet')
    .option('--db <file>', 'the database file (default ./var/fedhealth.db)')
    .action((file: string, options: StoreOptions) => {
      const contents = backUp(databasePath(options), file);
      process.stdout.write(
        `Backed up to ${file}: ${describe(contents)}.\nThe file holds invite links: keep it as safe as the database. The administrator’s token is not in it.\n`,
      );
    });
  program
    .command('restore')
    .description('put a backup in the database’s place; the coordinator must be stopped')
    .argument('<file>', 'a file that "fedhealth backup" wrote')
    .option('--db <file>', 'the database file (default ./var/fedhealth.db)')
    .action((file: string, options: StoreOptions) => {
      const { contents, replaced } = restore(file, databasePath(options), new Date());
      const before = replaced?.contents ? describe(replaced.contents) : 'a database that could not be read';
      process.stdout.write(
        [
          `Restored ${file}: ${describe(contents)}.`,
          replaced
            ? `It replaced ${before}, which is kept as ${replaced.path}.`
            : 'There was no database before.',
          'Hospitals that joined after the backup join again by their invite link.',
          '',
        ].join('\n'),
      );
    });
}

function databasePath({ db }: StoreOptions): string {
  const settings = readSettings({ ...process.env, ...(db === undefined ? {} : { FEDHEALTH_DB: db }) });
  if (!settings.ok) throw new Error(settings.error.message);
  return settings.value.databasePath;
}

function describe({ bytes, studies, sites, runs, rounds, models }: Contents): string {
  const many = (count: number, one: string, more: string): string => `${count} ${count === 1 ? one : more}`;
  return [
    many(studies, 'study', 'studies'),
    many(sites, 'hospital', 'hospitals'),
    many(runs, 'run', 'runs'),
    many(rounds, 'committed round', 'committed rounds'),
    many(models, 'model version', 'model versions'),
    `${(bytes / 2 ** 20).toFixed(1)} MB`,
  ].join(', ');
}
