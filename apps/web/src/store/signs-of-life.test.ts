import { expect, it } from 'vitest';
import { type Clock, untilSilent } from './signs-of-life.ts';

/** A clock that a test winds. */
function handClock() {
  let now = 0;
  let timers: { at: number; what: () => void }[] = [];
  const clock: Clock = {
    set(what, ms) {
      const timer = { at: now + ms, what };
      timers.push(timer);
      return timer;
    },
    clear: (timer) => {
      timers = timers.filter((other) => other !== timer);
    },
  };
  const wind = async (ms: number): Promise<void> => {
    const end = now + ms;
    for (;;) {
      for (let i = 0; i < 5; i++) await Promise.resolve();
      const [next] = timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
      if (!next) break;
      now = next.at;
      timers = timers.filter((timer) => timer !== next);
      next.what();
    }
    now = end;
  };
  return { clock, wind, waiting: () => timers.length };
}

it('tells of a worker that answers no more, and of no other', async () => {
  const { clock, wind } = handClock();
  let asked = 0;
  let gone = false;
  const ask = () => (++asked <= 3 ? Promise.resolve() : new Promise(() => undefined));
  void untilSilent(ask, new AbortController().signal, clock).then(() => {
    gone = true;
  });
  await wind(14_000);
  expect([asked, gone]).toEqual([3, false]);
  await wind(1_000 + 59_000);
  expect([asked, gone]).toEqual([4, false]);
  await wind(1_000);
  expect(gone).toBe(true);
});

it('asks no more once it is told to stop', async () => {
  const { clock, wind, waiting } = handClock();
  const watch = new AbortController();
  let asked = 0;
  void untilSilent(async () => void asked++, watch.signal, clock);
  await wind(6_000);
  watch.abort();
  await wind(100_000);
  expect([asked, waiting()]).toEqual([2, 0]);
});
