import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createPace, type PaceLimits } from './pace.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function openPace(limits: PaceLimits) {
  const out: number[] = [];
  const pace = createPace(limits, (bytes) => out.push(...bytes));
  return { out, pace };
}
const bytes = (length: number, from = 0) => Uint8Array.from({ length }, (_, i) => (from + i) % 251);

it('passes everything on at once unless told otherwise', () => {
  const { out, pace } = openPace({});
  pace.put(bytes(3000));
  expect(out).toEqual([...bytes(3000)]);
  expect(pace.waiting()).toBe(0);
});

it('carries 50 kbit/s: 6,250 bytes take a second, in their order', () => {
  const { out, pace } = openPace({ bitsPerSecond: 50_000 });
  pace.put(bytes(5000));
  pace.put(bytes(1250, 5000));
  expect(out).toEqual([]);
  vi.advanceTimersByTime(500);
  expect(out.length).toBeGreaterThan(3125 - 512);
  expect(out.length).toBeLessThanOrEqual(3125);
  vi.advanceTimersByTime(499);
  expect(out.length).toBeLessThan(6250);
  vi.advanceTimersByTime(2);
  expect(out).toEqual([...bytes(6250)]);
});

it('delays each piece by the same time, however much is under way', () => {
  const { out, pace } = openPace({ delayMs: 100 });
  pace.put(bytes(2));
  vi.advanceTimersByTime(60);
  pace.put(bytes(2, 2));
  vi.advanceTimersByTime(40);
  expect(out).toEqual([0, 1]);
  vi.advanceTimersByTime(60);
  expect(out).toEqual([0, 1, 2, 3]);
});

it('holds back until released, and forgets when closed', () => {
  const { out, pace } = openPace({ delayMs: 10 });
  pace.hold();
  pace.put(bytes(4));
  vi.advanceTimersByTime(1000);
  expect([out, pace.waiting()]).toEqual([[], 4]);
  pace.release();
  expect(out).toEqual([0, 1, 2, 3]);
  pace.put(bytes(4));
  pace.close();
  vi.advanceTimersByTime(1000);
  expect([out.length, pace.waiting()]).toEqual([4, 0]);
});
