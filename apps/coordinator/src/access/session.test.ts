import { describe, expect, it } from 'vitest';
import { createSessions, SESSION_SECONDS } from './session.ts';

const salt = new Uint8Array(32).fill(7);

describe('sessions', () => {
  it('hold for twelve hours', () => {
    let now = 1_000_000;
    const sessions = createSessions('the token', salt, () => now);
    const session = sessions.issue();
    now += SESSION_SECONDS * 1000 - 1;
    expect(sessions.holds(session)).toBe(true);
    now += 1;
    expect(sessions.holds(session)).toBe(false);
  });

  it('survive a restart, and end with another token or another database', () => {
    const session = createSessions('the token', salt).issue();
    expect(createSessions('the token', salt.slice()).holds(session)).toBe(true);
    expect(createSessions('another token', salt).holds(session)).toBe(false);
    expect(createSessions('the token', new Uint8Array(32)).holds(session)).toBe(false);
  });

  it('cannot be prolonged or forged', () => {
    const sessions = createSessions('the token', salt);
    const session = sessions.issue();
    const [, until = ''] = session.split('.');
    for (const forged of [
      session.replace(until, String(Number(until) + 1)),
      session.slice(0, -1),
      `${session}A`,
      `1.${until}.${'A'.repeat(43)}`,
      `1.${until}.`,
      '',
      'undefined',
      `1.${'9'.repeat(400)}.${'A'.repeat(43)}`,
    ]) {
      expect(sessions.holds(forged), forged).toBe(false);
    }
  });
});
