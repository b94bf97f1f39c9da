/** Waiting for what a test expects, and saying what did not come. */
import { vi } from 'vitest';

/** Longer than anything here takes on a busy machine; only a failing test waits it out. */
export const PATIENCE_MS = 15_000;

/** For what processes of their own take part in: they share the machine's cores with everything else. */
export const PROCESS_PATIENCE_MS = 90_000;

/** Asks again until `look` answers with something other than undefined, null or false. */
export async function eventually<T>(
  what: string,
  look: () => T | null | undefined | false | Promise<T | null | undefined | false>,
  patienceMs = PATIENCE_MS,
): Promise<T> {
  return vi.waitFor(
    async () => {
      const found = await look();
      if (found === undefined || found === null || found === false)
        throw new Error(`Waited in vain for ${what}.`);
      return found;
    },
    { timeout: patienceMs, interval: 10 },
  );
}

/** What came in and has not been taken. */
export interface Mailbox<T> {
  put(item: T): void;
  /** Takes the first that fits, now or when it comes. */
  take(what: string, fits?: (item: T) => boolean): Promise<T>;
  /** All that nobody has taken. */
  waiting(): readonly T[];
}

export function createMailbox<T>(): Mailbox<T> {
  let items: T[] = [];
  let takers: { fits: (item: T) => boolean; give: (item: T) => void }[] = [];
  return {
    put(item) {
      const taker = takers.find(({ fits }) => fits(item));
      if (taker === undefined) items.push(item);
      else {
        takers = takers.filter((other) => other !== taker);
        taker.give(item);
      }
    },
    take(what, fits = () => true) {
      const found = items.find(fits);
      if (found !== undefined) {
        items = items.filter((other) => other !== found);
        return Promise.resolve(found);
      }
      return new Promise((resolve, reject) => {
        const late = setTimeout(() => reject(new Error(`Waited in vain for ${what}.`)), PATIENCE_MS);
        takers.push({
          fits,
          give(item) {
            clearTimeout(late);
            resolve(item);
          },
        });
      });
    },
    waiting: () => items,
  };
}
