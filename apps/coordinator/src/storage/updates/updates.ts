/**
 * Updates of rounds that are under way: what a restart finds of work that was acknowledged and not yet committed.
 * They lie in files beside the database, one a run, that only grow while a round lasts: a table would take a
 * hundred times as long for what the round's commit makes worthless.
 */
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { OpenUpdate } from '../records.ts';
import { createUpdateLog, readUpdates, type UpdateLog } from './update-log.ts';
import type { Attempt } from './update-records.ts';

export interface UpdateStore {
  /** Where a run's updates go. */
  log(runId: string): UpdateLog;
  /** What was kept of an attempt, in the order it came in. */
  read(runId: string, attempt: Attempt): OpenUpdate[];
  /** Deletes what was kept of all runs but these. */
  dropOthers(runIds: readonly string[]): void;
}

/** Beside the database; one that lives in memory loses all with its process, and keeps no updates. */
export function createUpdateStore(databasePath: string): UpdateStore {
  if (databasePath === ':memory:') return NOTHING;
  const folder = `${databasePath}-updates`;
  const pathOf = (runId: string): string => join(folder, runId);
  return {
    log: (runId) => createUpdateLog(pathOf(runId)),
    read: (runId, attempt) => readUpdates(pathOf(runId), attempt),
    dropOthers(runIds) {
      for (const name of namesIn(folder)) if (!runIds.includes(name)) rmSync(pathOf(name), { force: true });
    },
  };
}

const nothing = (): void => undefined;
const NOTHING: UpdateStore = {
  log: () => ({ keep: nothing, end: nothing, close: nothing }),
  read: () => [],
  dropOthers: nothing,
};

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
