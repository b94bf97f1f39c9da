/**
 * Takes a lock that this thread keeps as long as it lives: who waits for it learns of the thread's end, however
 * it came about. False where the browser has no locks (a page that is not on HTTPS).
 */
export function holdLock(name: string): Promise<boolean> {
  if (!('locks' in navigator)) return Promise.resolve(false);
  return new Promise((resolve) => {
    void navigator.locks
      .request(name, () => {
        resolve(true);
        return new Promise<never>(() => undefined);
      })
      .catch(() => resolve(false));
  });
}
