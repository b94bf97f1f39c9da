/** Makes a backup of the store every hour, in a process of its own so that nothing waits for it, and thins the old ones. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { NODE_ARGUMENTS, scriptAt, startCheck } from '../health/check-store.ts';
import { backupName, backupsOf, filesOf, keptOf } from './backup-folder.ts';

export interface BackupKeeper {
  /** A backup now. Problems are told to `onTrouble`. */
  make(): Promise<void>;
  /** Ends the one under way, which leaves nothing behind. */
  close(): Promise<void>;
}

export interface BackupOptions {
  readonly databasePath: string;
  readonly folder: string;
  /** A backup could not be made: a sentence. */
  readonly onTrouble: (sentence: string) => Promise<void>;
  /** It could not be made because the store is damaged. */
  readonly onDamage: (why: string) => void;
  /** In milliseconds. */
  readonly everyMs?: number;
  readonly now?: () => Date;
}

const HOUR_MS = 3_600_000;
const CHECK_MS = 600_000;
const answerSchema = z.object({ error: z.string().nullable() });

/** Makes one at once when the newest is older than an hour, or of a time that is yet to come. */
export function keepBackups(options: BackupOptions): BackupKeeper {
  const { databasePath, folder, onTrouble, onDamage, everyMs = HOUR_MS, now = () => new Date() } = options;
  let child: ChildProcess | null = null;
  let closed = false;
  let making: Promise<void> | null = null;

  const make = async (): Promise<void> => {
    const error = await attempt();
    if (error === null || closed) return;
    const check = startCheck(databasePath, CHECK_MS);
    const found = await check.inTime;
    if (found === 'unfinished') check.stop();
    else if (found !== null) onDamage(found);
    await onTrouble(`${error} The next try is in an hour; those of before are kept in ${folder}.`);
  };
  /** Null when it is done, else what was in the way. */
  const attempt = async (): Promise<string | null> => {
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      clearRemains(folder, databasePath);
      const path = join(folder, backupName(databasePath, now()));
      const error = await copy(path);
      if (error === null) thinOut(folder, databasePath);
      return error;
    } catch (error) {
      return `The backup could not be written: ${error instanceof Error ? error.message : String(error)}.`;
    }
  };
  const copy = (to: string): Promise<string | null> =>
    new Promise((resolve) => {
      const script = [...NODE_ARGUMENTS, scriptAt('../backups/backup-child'), databasePath, to];
      child = spawn(process.execPath, script, { stdio: ['ignore', 'pipe', 'ignore'] });
      let said = '';
      child.stdout?.setEncoding('utf8').on('data', (text: string) => {
        said += text;
      });
      child.once('error', (error) => resolve(`The backup could not be begun: ${error.message}.`));
      child.once('close', (code, signal) => {
        child = null;
        const line = said.trim();
        const answer = line === '' ? null : answerSchema.safeParse(JSON.parse(line));
        const ended = `The backup could not be written: it ended with ${signal ?? `exit code ${code}`}.`;
        resolve(answer?.success ? answer.data.error : ended);
      });
    });
  const once = (): Promise<void> => {
    making ??= make().finally(() => {
      making = null;
    });
    return making;
  };

  const age =
    now().getTime() - (backupsOf(folder, databasePath)[0]?.at.getTime() ?? Number.NEGATIVE_INFINITY);
  if (age < 0 || age >= everyMs) void once();
  const timer = setInterval(() => void once(), everyMs);
  timer.unref();
  return {
    make: once,
    async close() {
      closed = true;
      clearInterval(timer);
      child?.kill('SIGKILL');
      await making;
      clearRemains(folder, databasePath);
    },
  };
}

/** What a backup that was cut off left. */
function clearRemains(folder: string, databasePath: string): void {
  const remains = (name: string): boolean =>
    name.startsWith(`${basename(databasePath)}.`) && /\.partial(-\w+)?$/.test(name);
  for (const name of filesOf(folder).filter(remains)) rmSync(join(folder, name), { force: true });
}

function thinOut(folder: string, databasePath: string): void {
  const backups = backupsOf(folder, databasePath);
  const kept = keptOf(backups.map(({ at }) => at));
  backups.forEach(({ path }, index) => {
    if (!kept.has(index)) rmSync(path, { force: true });
  });
}
