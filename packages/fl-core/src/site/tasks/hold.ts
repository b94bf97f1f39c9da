/** A hospital's pause: work that asks waits until it is let go on, or is aborted. */
export interface Hold {
  readonly held: boolean;
  hold(): void;
  release(): void;
  /** Settles at once when nothing is held, else when it is released or the signal aborts; never rejects. */
  wait(signal: AbortSignal): Promise<void>;
}

export function createHold(): Hold {
  let held = false;
  let waiting: (() => void)[] = [];
  return {
    get held() {
      return held;
    },
    hold() {
      held = true;
    },
    release() {
      held = false;
      for (const go of waiting) go();
      waiting = [];
    },
    async wait(signal) {
      while (held && !signal.aborted) {
        await new Promise<void>((resolve) => {
          waiting.push(resolve);
          signal.addEventListener('abort', () => resolve(), { once: true });
        });
      }
    },
  };
}
