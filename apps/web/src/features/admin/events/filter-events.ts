import type { EventView } from '@fedhealth/fl-core/protocol';

export type Level = EventView['level'];

export interface EventFilter {
  readonly level: Level | 'all';
  /** Words that must all occur in the message, the kind or the code; case does not matter. */
  readonly text: string;
}

/** The events that pass, in the order they came. */
export function filterEvents(events: readonly EventView[], { level, text }: EventFilter): EventView[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return events.filter((event) => {
    if (level !== 'all' && event.level !== level) return false;
    const round = event.round === null ? '' : `round ${event.round}`;
    const told = `${event.message} ${event.kind} ${event.code ?? ''} ${round}`.toLowerCase();
    return words.every((word) => told.includes(word));
  });
}

/** Updates the coordinator did not take: every event with an error code. */
export const refusals = (events: readonly EventView[]): EventView[] =>
  events.filter(({ code }) => code !== null);
