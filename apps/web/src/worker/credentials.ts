/**
 * What the coordinator gave this hospital, kept in the browser so that it is known again after a reload.
 * One entry for each coordinator, study and hospital name: several hospitals may share a workstation.
 */
import type { CredentialStore, SiteCredentials } from '@fedhealth/fl-core/site';
import { z } from 'zod';

const STORE = 'credentials';
const storedSchema = z.object({ siteId: z.string().min(1), secret: z.string().min(1) });

function openDatabase(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open('fedhealth', 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** Runs one request; null when this browser keeps nothing (private windows, policies). */
async function withStore<T>(
  mode: IDBTransactionMode,
  ask: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T | null> {
  try {
    const database = await openDatabase();
    try {
      return await new Promise<T>((resolve, reject) => {
        const request = ask(database.transaction(STORE, mode).objectStore(STORE));
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    } finally {
      database.close();
    }
  } catch {
    // The copy in memory serves while the page lives; after a reload the invite link serves again.
    return null;
  }
}

export function createCredentialStore(coordinator: string, studyId: string, name: string): CredentialStore {
  const key = JSON.stringify([coordinator, studyId, name]);
  let held: SiteCredentials | null = null;
  return {
    async load() {
      if (held) return held;
      const stored = storedSchema.safeParse(await withStore<unknown>('readonly', (store) => store.get(key)));
      held = stored.success ? stored.data : null;
      return held;
    },
    async save(credentials) {
      held = credentials;
      await withStore('readwrite', (store) => store.put(credentials, key));
    },
    async clear() {
      held = null;
      await withStore('readwrite', (store) => store.delete(key));
    },
  };
}
