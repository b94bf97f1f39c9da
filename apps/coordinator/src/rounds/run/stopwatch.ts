/** How long something took, on a clock that nobody sets: the wall clock says when it began, and no more. */
export interface Stopwatch {
  readonly startedAt: Date;
  seconds(): number;
  /** When it began and the time since. */
  now(): Date;
}

export function startStopwatch(startedAt: Date = new Date()): Stopwatch {
  const began = performance.now();
  const elapsed = (): number => performance.now() - began;
  return {
    startedAt,
    seconds: () => elapsed() / 1000,
    now: () => new Date(startedAt.getTime() + elapsed()),
  };
}
