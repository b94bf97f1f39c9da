import { protocolError } from '@fedhealth/fl-core/protocol';
import { describe, expect, it } from 'vitest';
import type { DomainEvent } from '../../events/bus.ts';
import { createRefusalLog } from './refusal-log.ts';

describe('the log of refusals', () => {
  it('[G10] lists each hospital’s as fast as a person can read, and counts the rest', () => {
    const events: DomainEvent[] = [];
    let at = 0;
    const bus = {
      emit: async (event: DomainEvent) => void events.push(event),
      announce: () => undefined,
      subscribe: () => () => undefined,
    };
    const log = createRefusalLog(bus, () => at);
    const error = protocolError('NOT_FINITE');
    const note = (siteId: string) =>
      log.note({ siteId, name: `Hospital ${siteId}`, error, runId: 'r', round: 2, topics: ['runs'] });
    for (let i = 0; i < 1000; i++) note('a');
    note('b');
    expect(events).toHaveLength(31);
    expect(events[30]).toEqual({
      level: 'warning',
      kind: 'update-refused',
      siteId: 'b',
      runId: 'r',
      round: 2,
      code: 'NOT_FINITE',
      message: `Hospital b: ${error.message}`,
      topics: ['runs'],
    });
    at = 2_000;
    note('a');
    note('a');
    expect(events).toHaveLength(32);
    expect(events[31]?.message).toBe(`Hospital a: ${error.message} (970 more before this were not listed.)`);
    // One more of the kind that floods is counted; the first of another is listed at once.
    const other = protocolError('RATE_LIMITED');
    log.note({ siteId: 'a', name: 'Hospital a', error: other, topics: ['runs'] });
    expect(events[32]?.code).toBe('RATE_LIMITED');
  });
});
