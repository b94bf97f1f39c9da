import { afterEach, describe, expect, it, vi } from 'vitest';
import { createEventLoop } from './event-loop.ts';

afterEach(() => vi.unstubAllGlobals());

describe.each(['this platform', 'a browser'])('the event loop of %s', (platform) => {
  it('goes round once a turn, in order', async () => {
    if (platform === 'a browser') vi.stubGlobal('setImmediate', undefined);
    const loop = createEventLoop();
    const seen: string[] = [];
    const turns = [loop.turn().then(() => seen.push('first')), loop.turn().then(() => seen.push('second'))];
    await Promise.resolve().then(() => seen.push('before'));
    await Promise.all(turns);
    expect(seen).toEqual(['before', 'first', 'second']);
    loop.close();
  });
});

describe('the event loop of this platform', () => {
  it('lets timers run between turns', async () => {
    const loop = createEventLoop();
    let fired = false;
    setTimeout(() => {
      fired = true;
    }, 0);
    const end = performance.now() + 5_000;
    while (!fired && performance.now() < end) await loop.turn();
    loop.close();
    expect(fired).toBe(true);
  });
});
