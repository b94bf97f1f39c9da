/** Tells the administrator of a flood once, however long it goes on. */
import type { EventBus, Topic } from './bus.ts';

export interface Flood {
  readonly kind: string;
  /** Floods of one kind about the same are one. */
  readonly about: string;
  readonly message: string;
  readonly topics: readonly Topic[];
}

export interface FloodLog {
  /** Keeps it as an event, unless one like it came within a quarter of an hour before. */
  note(flood: Flood): Promise<void>;
}

const QUIET_MS = 15 * 60 * 1000;
const MOST = 1_000;

export function createFloodLog(bus: EventBus, clock: () => number = () => performance.now()): FloodLog {
  const last = new Map<string, number>();
  return {
    async note({ kind, about, message, topics }) {
      const key = `${kind} ${about}`;
      const before = last.get(key);
      last.delete(key);
      last.set(key, clock());
      const [oldest] = last.keys();
      if (last.size > MOST && oldest !== undefined) last.delete(oldest);
      if (before !== undefined && clock() - before < QUIET_MS) return;
      await bus.emit({ level: 'warning', kind, message, topics });
    },
  };
}
