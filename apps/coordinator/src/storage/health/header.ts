/** What a glance at the files tells of a store, before SQLite touches them. */
import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { backupsOf } from '../backups/backup-folder.ts';

/** The SQLite file format, section 1.3: a header of 100 bytes, which begins with these 16. */
const HEADER_BYTES = 100;
const MAGIC = 'SQLite format 3\0';
const LARGEST_PAGE = 65_536;

/** What is known of a store beside its file. */
export interface Beside {
  readonly databasePath: string;
  readonly backups: string | null;
  /** The lock says that this store was open before. */
  readonly wasUsed: boolean;
}

const sizeOf = (path: string): number | null => (existsSync(path) ? statSync(path).size : null);

/** Why the file cannot be the store as it was left, as the end of "it cannot be opened: …"; null when it may be. */
export function glance(beside: Beside): string | null {
  const { databasePath } = beside;
  const journal = `${databasePath}-wal`;
  const size = sizeOf(databasePath);
  const journalBytes = sizeOf(journal);
  if (size === null)
    return journalBytes ? `the file is gone, though its journal ${journal} is still there` : null;
  if (size === 0) {
    const used = usedBefore(beside, journalBytes);
    return used === null
      ? null
      : `the file is empty, though ${used}. To begin anew without what it held, move it away first`;
  }
  // Whoever closes a store writes the journal back and removes both: the one without the other was taken away.
  if (journalBytes === null && existsSync(`${databasePath}-shm`))
    return `its journal ${journal}, which held the last changes, is gone. Where they may be lost, remove ${databasePath}-shm and start again`;
  return size < HEADER_BYTES
    ? `the file has only ${size} bytes`
    : misshapen(databasePath, size, journalBytes);
}

/** A file of nothing is a new store, unless something says that there was one. */
function usedBefore({ databasePath, backups, wasUsed }: Beside, journalBytes: number | null): string | null {
  if (journalBytes) return 'there is a journal of it';
  if (wasUsed) return 'a coordinator has used it before';
  if (existsSync(join(dirname(databasePath), 'admin-token'))) return 'a coordinator has used it before';
  if (backups !== null && backupsOf(backups, databasePath).length > 0) return 'there are backups of it';
  return null;
}

/** By the header: without a journal the file is as long as it says. */
function misshapen(databasePath: string, size: number, journalBytes: number | null): string | null {
  const header = Buffer.alloc(HEADER_BYTES);
  const file = openSync(databasePath, 'r');
  readSync(file, header, 0, HEADER_BYTES, 0);
  closeSync(file);
  if (header.toString('latin1', 0, MAGIC.length) !== MAGIC)
    return 'it is not a database, or its beginning was overwritten. Check that the path is right';
  // Of this version of the format, a journal of either kind: SQLite would open another as read-only.
  if (![1, 2].includes(header[18] ?? 0) || ![1, 2].includes(header[19] ?? 0))
    return 'its header names a format that there is not';
  const written = header.readUInt16BE(16);
  const pageBytes = written === 1 ? LARGEST_PAGE : written;
  const pages = header.readUInt32BE(28);
  if (journalBytes || pageBytes < 512) return null;
  if (size % pageBytes !== 0) return `the file was cut off: its last page of ${pageBytes} bytes is not whole`;
  if (size < pages * pageBytes)
    return `the file was cut off: it has ${size} bytes, and should have ${pages * pageBytes}`;
  return null;
}
