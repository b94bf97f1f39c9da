/** A store that is damaged: what is said of it, and which backup would bring it back. */
import { backupsOf, type KeptBackup } from '../backups/backup-folder.ts';
import { checkNow } from './check-store.ts';
import { glance } from './header.ts';

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

/** So many of the newest are tried. */
const TRIED = 5;
const TRY_MS = 30_000;

/** The newest backup that can be read whole; null when none of the newest can. */
function goodBackup(folder: string, databasePath: string): KeptBackup | null {
  const whole = ({ path }: KeptBackup): boolean =>
    glance({ databasePath: path, backups: null, wasUsed: true }) === null && checkNow(path, TRY_MS) === null;
  return backupsOf(folder, databasePath).slice(0, TRIED).find(whole) ?? null;
}
