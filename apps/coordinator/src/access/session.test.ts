import { describe, expect, it } from 'vitest';
import { testStore } from '../testing/test-store.ts';
import { createSessions, SESSION_SECONDS } from './session.ts';

const salt = new Uint8Array(32).fill(7);

describe('sessions', () => {
  it('[X8] hold for twelve hours, unless they are ended', async () => {
    const { sessions: store } = await testStore();
    let now = Date.now();
    const sessions = await createSessions('the token', salt, store, () => now);
    const [session, other] = [await sessions.issue(), await sessions.issue()];
    now += SESSION_SECONDS * 1000 - 1;
    expect(sessions.find(session)).not.toBeNull();
    const ended: string[] = [];
    sessions.onEnd((id) => ended.push(id));
    const id = sessions.find(other)?.id;
    await sessions.end(other);
    await sessions.end(other);
    expect(sessions.find(other)).toBeNull();
    expect(ended).toEqual([id]);
    now += 1;
    expect(sessions.find(session)).toBeNull();
  });

  it('[X8] survive a restart, and so does their end; another token or another database ends them', async () => {
    const { sessions: store } = await testStore();
    const sessions = await createSessions('the token', salt, store);
    const [session, ended] = [await sessions.issue(), await sessions.issue()];
    await sessions.end(ended);
    const again = await createSessions('the token', salt.slice(), store);
    expect(again.find(session)).toEqual(sessions.find(session));
    expect(again.find(ended)).toBeNull();
    expect((await createSessions('another token', salt, store)).find(session)).toBeNull();
    expect((await createSessions('the token', new Uint8Array(32), store)).find(session)).toBeNull();
    const { sessions: elsewhere } = await testStore();
    expect((await createSessions('the token', salt, elsewhere)).find(session)).toBeNull();
  });

  it('[X8] are known by a hash only, and bounded: the oldest makes room', async () => {
    const { sessions: store } = await testStore();
    const sessions = await createSessions('the token', salt, store);
    const first = await sessions.issue();
    expect(JSON.stringify(await store.list())).not.toContain(first.slice(2));
    for (let i = 0; i < 1000; i++) await sessions.issue();
    expect(sessions.find(first)).toBeNull();
    expect(await store.list()).toHaveLength(1000);
  });

  it('cannot be forged', async () => {
    const { sessions: store } = await testStore();
    const sessions = await createSessions('the token', salt, store);
    const session = await sessions.issue();
    const [kept] = await store.list();
    for (const forged of [session.slice(0, -1), `${session}A`, `2.${kept?.idHash}`, '2.', '', 'undefined']) {
      expect(sessions.find(forged), forged).toBeNull();
    }
  });
});
