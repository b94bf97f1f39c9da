/**
 * A run's updates, written down as they come in: some ten microseconds each, which is why it is not worth a wait.
 * The bytes are with the operating system then, and survive the end of this process however it comes; a power cut
 * may lose the last of them, and those hospitals are asked once more.
 */
import {
  closeSync,
  fstatSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import type { OpenUpdate } from '../records.ts';
import { type Attempt, type ReadRecords, readRecords, sameAttempt, writeRecord } from './update-records.ts';

export interface UpdateLog {
  /** Throws what the file system does, as when the disk is full; then nothing was kept. Does nothing after `end`. */
  keep(attempt: Attempt, update: OpenUpdate): void;
  /** The run is over: what was kept is deleted. */
  end(): void;
  close(): void;
}

/** Weights are for this user only. */
const OWN_FILE = 0o600;
const OWN_FOLDER = 0o700;

/** The file holds one attempt at a time: the first update of another empties it. */
export function createUpdateLog(path: string): UpdateLog {
  let opened: { readonly file: number; readonly attempt: Attempt } | null = null;
  let over = false;

  const close = (): void => {
    if (opened) closeSync(opened.file);
    opened = null;
  };
  const fileFor = (attempt: Attempt): number => {
    if (opened && sameAttempt(opened.attempt, attempt)) return opened.file;
    // After a restart it goes on behind the last whole record that it holds of the attempt.
    const kept = opened === null ? readLog(path, attempt) : NOTHING;
    close();
    mkdirSync(dirname(path), { recursive: true, mode: OWN_FOLDER });
    const file = openSync(path, 'a', OWN_FILE);
    ftruncateSync(file, kept.updates.length > 0 ? kept.end : 0);
    opened = { file, attempt };
    return file;
  };
  return {
    keep(attempt, update) {
      if (over) return;
      const file = fileFor(attempt);
      const { size } = fstatSync(file);
      try {
        writeAll(file, writeRecord(attempt, update));
      } catch (error) {
        // Half a record would hide those that come after it.
        ftruncateSync(file, size);
        throw error;
      }
    },
    end() {
      over = true;
      close();
      rmSync(path, { force: true });
    },
    close,
  };
}

/** A disk that is nearly full takes a part, and says so with the next. */
function writeAll(file: number, parts: readonly Uint8Array[]): void {
  const whole = Buffer.concat(parts);
  for (let at = 0; at < whole.length; ) at += writeSync(file, whole, at);
}

const NOTHING: ReadRecords = { updates: [], end: 0 };

/** What the file holds of the attempt, in the order it was kept; nothing where there is none. */
export const readUpdates = (path: string, attempt: Attempt): OpenUpdate[] => readLog(path, attempt).updates;

function readLog(path: string, attempt: Attempt): ReadRecords {
  const file = contentsOf(path);
  return file ? readRecords(file, attempt) : NOTHING;
}

function contentsOf(path: string): Buffer | null {
  try {
    return readFileSync(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}
