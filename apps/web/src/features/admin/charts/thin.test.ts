import { describe, expect, it } from 'vitest';
import { thin } from './thin.ts';

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index);

describe('thin', () => {
  it('leaves short lists whole', () => {
    expect(thin(upTo(500), 500)).toEqual(upTo(500));
    expect(thin([], 500)).toEqual([]);
  });

  it('keeps both ends of a long list', () => {
    const kept = thin(upTo(10_000), 500);
    expect(kept.length).toBeLessThanOrEqual(501);
    expect(kept[0]).toBe(0);
    expect(kept.at(-1)).toBe(9999);
  });
});
