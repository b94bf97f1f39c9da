/** A store that is damaged: what is said of it, and which backup would bring it back. */
import { goodBackup } from './backup-folder.ts';

/** Thrown in place of whatever the damage led to; see `trouble.ts`. */
export class StoreDamaged extends Error {
  readonly code = 'STORE_DAMAGED';
}

export interface Damaged {
  readonly databasePath: string;
  /** The folder of the backups that the coordinator makes; null for none. */
  readonly backups: string | null;
  /** What is the matter with it, without a full stop, as "is damaged: …". */
  readonly why: string;
}

/** Looks for the newest good backup, which takes a moment for each that is not. */
export function storeDamaged({ databasePath, backups, why }: Damaged): StoreDamaged {
  const good = backups === null ? null : goodBackup(backups, databasePath);
  const command = (file: string): string => `npx fedhealth restore "${file}" --db "${databasePath}"`;
  const way =
    good === null
      ? `No good backup was found${backups === null ? '' : ` in ${backups}`}. Where you have a copy elsewhere, stop the coordinator and put it back with: ${command('FILE')}`
      : `The newest good backup is of ${good.at.toISOString().replace(/\.\d+/, '')}. Stop the coordinator and put it back with: ${command(good.path)}`;
  return new StoreDamaged(`The database ${databasePath} ${why}. It was left as it is. ${way}`);
}
