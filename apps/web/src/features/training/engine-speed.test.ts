import { expect, it } from 'vitest';
import { speedOf, speedWords } from './engine-speed.ts';

it('a speed is told in epochs of this hospital’s rows', () => {
  expect(speedWords(speedOf(400, 1600, 32) ?? 0)).toBe('480 epochs a minute');
  expect(speedWords(speedOf(1, 1600, 32) ?? 0)).toBe('1.2 epochs a minute');
  expect(speedWords(speedOf(100_000, 1600, 32) ?? 0)).toBe('120,000 epochs a minute');
  expect(speedOf(null, 1600, 32)).toBeNull();
});
