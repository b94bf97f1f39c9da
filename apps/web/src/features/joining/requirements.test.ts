import { describe, expect, it } from 'vitest';
import { inWords, stillNeeded } from './requirements.ts';

describe('stillNeeded', () => {
  it('names each thing that is missing', () => {
    const none = stillNeeded({ name: '  ', usableFile: false, agreed: false });
    expect(inWords(none)).toBe('the hospital’s name, a file that can be used and your agreement to the plan');
    expect(inWords(stillNeeded({ name: 'A', usableFile: true, agreed: false }))).toBe(
      'your agreement to the plan',
    );
    expect(stillNeeded({ name: 'A', usableFile: true, agreed: true })).toEqual([]);
  });
});
