/** How fast hospitals come in by one invitation. A few at once do; many wait for their turn, or are asked to come again. */
import type { InviteRecord } from '../storage/records.ts';

export interface EnrolmentPace {
  /** Waits for its turn, for some seconds at most. */
  turn(invite: Pick<InviteRecord, 'id' | 'admits'>): Promise<'at-once' | 'waited' | 'refused'>;
}

/** At least so many come at once, and so many each second after. */
const AT_ONCE = 10;
const PER_SECOND = 2;
/** One that is made for many lets them in within half a minute, a tenth of them at once. */
const PARTS = 10;
const SECONDS = 30;
/** One without a bound is of this machine's own making, as for a simulation. */
const UNBOUNDED = 10_000;
/** Well under the time a connection has for its hello. */
const LONGEST_WAIT_MS = 5_000;
const MOST_INVITES = 1_000;

export function createEnrolmentPace(clock: () => number = () => performance.now()): EnrolmentPace {
  /** By invitation, when the next may come by the pace alone; a bit more than that is let in at once. */
  const next = new Map<string, number>();
  return {
    async turn({ id, admits }) {
      const many = admits ?? UNBOUNDED;
      const gapMs = 1000 / Math.max(PER_SECOND, many / SECONDS);
      const headStart = Math.max(AT_ONCE, many / PARTS) * gapMs;
      const now = clock();
      const due = Math.max(next.get(id) ?? 0, now);
      const wait = due + gapMs - now - headStart;
      if (wait > LONGEST_WAIT_MS) return 'refused';
      next.delete(id);
      next.set(id, due + gapMs);
      const [oldest] = next.keys();
      if (next.size > MOST_INVITES && oldest !== undefined) next.delete(oldest);
      if (wait <= 0) return 'at-once';
      await new Promise((resolve) => setTimeout(resolve, wait).unref());
      return 'waited';
    },
  };
}
