/**
 * Code that is loaded on demand comes over the same network as everything else: a part that does not come is asked
 * for again, as the coordinator may be restarting or the laptop asleep.
 */

/** Milliseconds before each further try: half a minute in all. */
const RETRY_MS = [500, 1_000, 2_000, 4_000, 8_000, 15_000] as const;

export interface Part<T> {
  /** What was fetched; null until then. */
  current(): T | null;
  /** Fetches it, once for all who ask; rejects with the last error when the tries are used up. May be called again. */
  fetch(): Promise<T>;
}

const pause = (ms: number): Promise<unknown> => new Promise((resolve) => setTimeout(resolve, ms));

/** A part of the page behind `load`, as `() => import('./chart.tsx')`. */
export function createPart<T extends object>(
  load: () => Promise<T>,
  waits: readonly number[] = RETRY_MS,
  wait: (ms: number) => Promise<unknown> = pause,
): Part<T> {
  let loaded: T | null = null;
  let loading: Promise<T> | null = null;

  const tryAll = async (): Promise<T> => {
    for (const ms of waits) {
      try {
        return await load();
      } catch {
        await wait(ms);
      }
    }
    return load();
  };
  return {
    current: () => loaded,
    fetch() {
      loading ??= tryAll()
        .then((part) => {
          loaded = part;
          return part;
        })
        .finally(() => {
          loading = null;
        });
      return loading;
    },
  };
}
