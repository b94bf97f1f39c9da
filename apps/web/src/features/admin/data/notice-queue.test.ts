import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createNoticeQueue } from './notice-queue.ts';
import type { Topic } from './query-keys.ts';

describe('notice queue', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('passes the first notice on at once and bundles the rest', () => {
    const asked: Topic[] = [];
    const queue = createNoticeQueue({
      gap: 500,
      refresh: (topic) => {
        asked.push(topic);
        return true;
      },
    });
    queue.add(['runs']);
    expect(asked).toEqual(['runs']);
    for (let i = 0; i < 100; i++) queue.add(['runs', 'events']);
    expect(asked).toEqual(['runs']);
    vi.advanceTimersByTime(500);
    expect(asked).toEqual(['runs', 'runs', 'events']);
    vi.advanceTimersByTime(5000);
    expect(asked).toHaveLength(3);
  });

  it('keeps a topic whose last answer is still under way', () => {
    let busy = true;
    const refresh = vi.fn(() => !busy);
    const queue = createNoticeQueue({ gap: 500, refresh });
    queue.add(['sites']);
    vi.advanceTimersByTime(1000);
    expect(refresh).toHaveBeenCalledTimes(3);
    busy = false;
    vi.advanceTimersByTime(500);
    expect(refresh).toHaveBeenCalledTimes(4);
    vi.advanceTimersByTime(5000);
    expect(refresh).toHaveBeenCalledTimes(4);
  });

  it('is at rest when idle and again quick after it', () => {
    const refresh = vi.fn(() => true);
    const queue = createNoticeQueue({ gap: 500, refresh });
    queue.add(['sites']);
    vi.advanceTimersByTime(1000);
    expect(vi.getTimerCount()).toBe(0);
    queue.add(['sites']);
    expect(refresh).toHaveBeenCalledTimes(2);
  });

  it('asks for nothing once closed', () => {
    const refresh = vi.fn(() => true);
    const queue = createNoticeQueue({ gap: 500, refresh });
    queue.add(['sites']);
    queue.add(['runs']);
    queue.close();
    queue.add(['events']);
    vi.advanceTimersByTime(5000);
    expect(refresh).toHaveBeenCalledTimes(1);
  });
});
