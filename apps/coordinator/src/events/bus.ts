/** What happens in the coordinator, told to whoever listens: dashboards now, monitoring next. */
import type { AdminNotice } from '@fedhealth/fl-core/protocol';
import type { Logger } from 'pino';
import type { EventRecord, NewEvent } from '../storage/records.ts';
import type { Store } from '../storage/store.ts';

export type Topic = AdminNotice['topics'][number];

/** An event, and which lists of the dashboard it puts out of date. */
export interface DomainEvent extends NewEvent {
  readonly topics: readonly Topic[];
}

export interface Announcement {
  readonly topics: readonly Topic[];
  /** Already in the store. */
  readonly events: readonly EventRecord[];
}

export interface EventBus {
  /** Keeps the event, then announces it. Never rejects: an event that cannot be kept is logged. */
  emit(event: DomainEvent): Promise<void>;
  /** Announces a change whose events, if any, are already kept (as by `runs.commitRound`). */
  announce(topics: readonly Topic[], events?: readonly EventRecord[]): void;
  /** Calls the listener at each announcement until the answer is called. */
  subscribe(listener: (announcement: Announcement) => void): () => void;
}

export function createEventBus(events: Store['events'], logger: Logger): EventBus {
  const listeners = new Set<(announcement: Announcement) => void>();

  const announce = (topics: readonly Topic[], kept: readonly EventRecord[] = []): void => {
    const all = new Set(topics);
    if (kept.length > 0) all.add('events');
    if (all.size === 0) return;
    for (const event of kept) log(logger, event);
    for (const listener of listeners) {
      try {
        listener({ topics: [...all], events: kept });
      } catch (error) {
        logger.error({ err: error }, 'A listener of the event bus failed; the others were still told.');
      }
    }
  };

  return {
    async emit({ topics, ...event }) {
      let kept: EventRecord[] = [];
      try {
        kept = [await events.append(event)];
      } catch (error) {
        logger.error({ err: error, event }, 'An event could not be kept.');
      }
      announce(topics, kept);
    },
    announce,
    subscribe(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}

const severity = { info: 'info', warning: 'warn', error: 'error' } as const;

function log(logger: Logger, { level, message, ...facts }: EventRecord): void {
  logger[severity[level]](facts, message);
}
