/** Carries steps out that need the store; while it cannot write, the same step is tried again. */
import { type StoreTrouble, storeTrouble } from '../../storage/health/trouble.ts';

export interface Perseverance {
  /** Runs a step until it succeeds. Rejects with whatever is not the store's trouble, and after `close`. */
  run(step: () => Promise<void>): Promise<void>;
  /** What holds the step under way up; null when nothing does. */
  trouble(): StoreTrouble | null;
  /** Resolves once a step is held up: now, or when it comes to that. */
  held(): Promise<void>;
  /** Tries again at once. */
  wake(): void;
  close(): void;
}

/** `onChange` is called when a step begins to be held up, and when it goes on. */
export function createPerseverance(retryMs: number, onChange: () => void): Perseverance {
  let trouble: StoreTrouble | null = null;
  let closed = false;
  let wake = (): void => undefined;
  let tellHeld = (): void => undefined;
  let held = new Promise<void>((resolve) => (tellHeld = resolve));

  const nextTry = (): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, retryMs);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  const become = (now: StoreTrouble | null): void => {
    if (now?.code === trouble?.code) return;
    trouble = now;
    if (now === null) held = new Promise<void>((resolve) => (tellHeld = resolve));
    onChange();
  };

  return {
    async run(step) {
      for (;;) {
        try {
          await step();
          return become(null);
        } catch (error) {
          const now = storeTrouble(error);
          if (now === null || closed) throw error;
          become(now);
          const again = nextTry();
          tellHeld();
          await again;
        }
      }
    },
    trouble: () => trouble,
    held: () => held,
    wake: () => wake(),
    close() {
      closed = true;
      wake();
    },
  };
}
