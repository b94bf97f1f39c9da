/** The folder of the backups that the coordinator makes by itself: what they are called, and which are kept. */
import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';

export interface KeptBackup {
  readonly path: string;
  /** When it was made. */
  readonly at: Date;
}

/** How many are kept: the newest of so many hours, days and weeks. */
interface Retention {
  readonly hourly: number;
  readonly daily: number;
  readonly weekly: number;
}
const RETENTION: Retention = { hourly: 24, daily: 14, weekly: 8 };

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** 1 January 1970 was a Thursday: weeks begin on Monday. */
const MONDAY_MS = 3 * DAY_MS;

/** A file's name says of which database it is and when it was made (UTC). */
export function backupName(databasePath: string, at: Date): string {
  return `${basename(databasePath)}.${at.toISOString().replaceAll(/[-:]|\.\d+/g, '')}`;
}

/** Names of files in a folder; none of one that is not there, or may not be read: who needs it says so. */
export function filesOf(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** The backups of a database, newest first. Other files of the folder are left alone. */
export function backupsOf(folder: string, databasePath: string): KeptBackup[] {
  const prefix = `${basename(databasePath)}.`;
  return filesOf(folder)
    .flatMap((name): KeptBackup[] => {
      const [, y, mo, d, h, mi, s] =
        /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(
          name.startsWith(prefix) ? name.slice(prefix.length) : '',
        ) ?? [];
      const at = new Date(`${y}-${mo}-${d}T${h}:${mi}:${s}Z`);
      return Number.isNaN(at.getTime()) ? [] : [{ path: join(folder, name), at }];
    })
    .sort((a, b) => b.at.getTime() - a.at.getTime());
}

/**
 * Which of `times` are kept, as indices (grandfather, father, son): of each of the newest `hourly` hours that have a
 * backup the newest one, and so for days and weeks. Hours without a backup count for nothing, so that a coordinator
 * that was off for a month, or whose clock was wrong, loses none for it.
 */
export function keptOf(
  times: readonly Date[],
  { hourly, daily, weekly }: Retention = RETENTION,
): Set<number> {
  const newestFirst = times.map((at, index) => ({ ms: at.getTime(), index })).sort((a, b) => b.ms - a.ms);
  const kept = new Set<number>();
  const keep = (most: number, slotOf: (ms: number) => number): void => {
    const slots = new Set<number>();
    for (const { ms, index } of newestFirst) {
      const slot = slotOf(ms);
      if (slots.has(slot)) continue;
      if (slots.size === most) return;
      slots.add(slot);
      kept.add(index);
    }
  };
  keep(hourly, (ms) => Math.floor(ms / HOUR_MS));
  keep(daily, (ms) => Math.floor(ms / DAY_MS));
  keep(weekly, (ms) => Math.floor((ms + MONDAY_MS) / (7 * DAY_MS)));
  return kept;
}
