import { join } from 'node:path';
import { tempDir } from '@fedhealth/testing/temp-dir';
import { onTestFinished } from 'vitest';
import { openStore, type Store } from '../storage/store.ts';
import { smallStudy } from './fixtures.ts';

/** A store in a file of its own, with the small study in it. */
export async function testStore(): Promise<Store> {
  const store = await openStore(join(await tempDir(), 'test.db'));
  onTestFinished(() => store.close());
  await store.studies.save(smallStudy());
  return store;
}

/** A run of the small study. */
export const startRun = (store: Store, seed = 1) =>
  store.runs.create({
    studyId: 'small',
    studyVersion: 1,
    plan: { rounds: 3, minSites: 2, roundTimeoutSeconds: 60 },
    seed,
  });

export { openStore };
