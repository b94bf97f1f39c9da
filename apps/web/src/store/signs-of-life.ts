/**
 * Whether a worker still lives, where the browser has no locks to tell by (a page that is not on HTTPS): it is asked
 * now and then. One that is only busy answers late; one that is gone never does.
 */

/** Milliseconds between an answer and the next question, and until silence counts as the end. */
const PAUSE_MS = 5_000;
const PATIENCE_MS = 60_000;

export interface Clock {
  set(what: () => void, ms: number): unknown;
  clear(timer: unknown): void;
}

const real: Clock = {
  set: (what, ms) => setTimeout(what, ms),
  clear: (timer) => clearTimeout(timer as number),
};

/** Resolves when `ask` was not answered in time; never while it is, or once `signal` is aborted. */
export function untilSilent(
  ask: () => Promise<unknown>,
  signal: AbortSignal,
  clock: Clock = real,
): Promise<void> {
  return new Promise((resolve) => {
    const round = (): void => {
      if (signal.aborted) return;
      const late = clock.set(() => (signal.aborted ? undefined : resolve()), PATIENCE_MS);
      const answered = (): void => {
        clock.clear(late);
        clock.set(round, PAUSE_MS);
      };
      ask().then(answered, answered);
    };
    round();
  });
}
