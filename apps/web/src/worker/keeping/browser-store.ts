/** One small table of this browser (IndexedDB). A browser that keeps nothing (private windows, policies) gives null. */

export interface BrowserStore {
  get(key: string): Promise<unknown>;
  put(key: string, value: unknown): Promise<void>;
  delete(key: string): Promise<void>;
}

function openDatabase(name: string, table: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(table);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** Never throws: what cannot be kept is forgotten with the page. */
export function createBrowserStore(database: string, table: string): BrowserStore {
  const ask = async <T>(
    mode: IDBTransactionMode,
    request: (store: IDBObjectStore) => IDBRequest<T>,
  ): Promise<T | null> => {
    try {
      const opened = await openDatabase(database, table);
      try {
        return await new Promise<T>((resolve, reject) => {
          const asked = request(opened.transaction(table, mode).objectStore(table));
          asked.onsuccess = () => resolve(asked.result);
          asked.onerror = () => reject(asked.error);
        });
      } finally {
        opened.close();
      }
    } catch {
      return null;
    }
  };
  return {
    get: (key) => ask<unknown>('readonly', (store) => store.get(key)),
    put: async (key, value) => void (await ask('readwrite', (store) => store.put(value, key))),
    delete: async (key) => void (await ask('readwrite', (store) => store.delete(key))),
  };
}
