import { describe, expect, it } from 'vitest';
import { timingParts } from './round-timing.ts';

describe('timingParts', () => {
  it('lists the parts and what is left over', () => {
    const parts = timingParts({ seconds: 10, timing: { fit: 8, aggregate: 1, evaluate: 0.5 } });
    expect(parts.map(({ key, seconds }) => [key, seconds])).toEqual([
      ['fit', 8],
      ['aggregate', 1],
      ['evaluate', 0.5],
      ['other', 0.5],
    ]);
  });

  it('leaves out what is not known and what is only rounding', () => {
    expect(timingParts({ seconds: 10, timing: { fit: 9.95, aggregate: 0, evaluate: null } })).toHaveLength(1);
    expect(timingParts({ seconds: null, timing: { fit: null, aggregate: null, evaluate: null } })).toEqual(
      [],
    );
    // Parts measured by another clock may add up to more than the whole.
    expect(timingParts({ seconds: 1, timing: { fit: 2, aggregate: null, evaluate: null } })).toHaveLength(1);
  });
});
