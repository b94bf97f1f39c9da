import { describe, expect, it } from 'vitest';
import { testStore } from '../../testing/test-store.ts';

describe('the event store', () => {
  it('keeps every field and lists the newest first, of one run when asked', async () => {
    const { events } = await testStore();
    const plain = await events.append({ level: 'info', kind: 'started', message: 'Up.' });
    const full = {
      level: 'warning',
      kind: 'update-refused',
      message: 'No.',
      runId: 'r',
      siteId: 's',
      round: 3,
      code: 'NOT_FINITE',
    } as const;
    await events.append(full);
    expect(plain).toMatchObject({ runId: null, siteId: null, round: null, code: null });
    expect(Number.isNaN(Date.parse(plain.at))).toBe(false);
    expect((await events.list()).map(({ kind }) => kind)).toEqual(['update-refused', 'started']);
    expect(await events.list({ runId: 'r' })).toEqual([expect.objectContaining(full)]);
    expect(await events.list({ limit: 1 })).toHaveLength(1);
  });
});
