import { describe, expect, it } from 'vitest';
import { shareWords } from './share-words.ts';

describe('a hospital’s share of a round', () => {
  it('[G11] is told with what was claimed where it was held, and not where others’ were', () => {
    expect(shareWords({})).toBe('—');
    expect(shareWords({ share: 0.25, claimedShare: 0.25 })).toMatch(/^25(\.0)?.?%$/);
    expect(shareWords({ share: 0.25, claimedShare: 0.001 })).toMatch(/^25(\.0)?.?%$/);
    expect(shareWords({ share: 0.5, claimedShare: 0.98 })).toMatch(/^50(\.0)?.?% \(98(\.0)?.?%\)$/);
  });
});
