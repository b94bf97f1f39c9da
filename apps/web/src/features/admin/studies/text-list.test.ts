import { describe, expect, it } from 'vitest';
import { listText, readNumbers, readTexts } from './text-list.ts';

describe('lists as text', () => {
  it('reads texts and numbers between commas', () => {
    expect(readTexts(' F , M,, ')).toEqual(['F', 'M']);
    expect(readTexts(' , ')).toBeUndefined();
    expect(readNumbers('64, 32')).toEqual([64, 32]);
    expect(readNumbers('64, many')).toEqual([64, 'many']);
    expect(readNumbers('')).toEqual([]);
  });

  it('shows what it read', () => {
    expect(listText([64, 32])).toBe('64, 32');
    expect(listText(undefined)).toBe('');
  });
});
