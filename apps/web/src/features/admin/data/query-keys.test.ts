import { adminNoticeSchema } from '@fedhealth/fl-core/protocol';
import { describe, expect, it } from 'vitest';
import { queryKeys, staleKeys, TOPICS } from './query-keys.ts';

const startsWith = (key: readonly unknown[], prefix: readonly unknown[]) =>
  prefix.every((part, index) => Object.is(part, key[index]));

describe('query keys', () => {
  it('knows every topic of the contract', () => {
    expect([...TOPICS].sort()).toEqual([...adminNoticeSchema.shape.topics.element.options].sort());
  });

  it('makes the page of one run stale with the list of runs', () => {
    expect(staleKeys('runs').some((prefix) => startsWith(queryKeys.run('r1'), prefix))).toBe(true);
  });

  it('makes every event list stale, whatever its filter', () => {
    expect(staleKeys('events').some((prefix) => startsWith(queryKeys.eventList('r1', 50), prefix))).toBe(
      true,
    );
  });

  it('never makes the session stale', () => {
    const prefixes = TOPICS.flatMap((topic) => staleKeys(topic));
    expect(prefixes.some((prefix) => startsWith(queryKeys.session, prefix))).toBe(false);
  });
});
