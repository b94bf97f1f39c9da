import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDictionary, MAX_TEXT_BYTES, MAX_TEXTS } from './dictionary.ts';

const encoder = new TextEncoder();
const coder = () => {
  const dictionary = createDictionary();
  const code = (text: string): number => {
    const bytes = encoder.encode(`-${text}-`);
    return dictionary.codeOf(bytes, 1, bytes.length - 1);
  };
  return { dictionary, code };
};

describe('createDictionary', () => {
  it('gives equal texts equal codes, different texts different ones, and the texts back', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }), { maxLength: 300 }),
        (words) => {
          const { dictionary, code } = coder();
          const codes = words.map(code);
          const texts = dictionary.texts;
          expect(codes.map((one) => texts[one - 1])).toEqual(words);
          expect(texts).toHaveLength(new Set(words).size);
          expect(words.map(code)).toEqual(codes);
        },
      ),
    );
  });

  it('stays bounded: texts beyond the limit get a hash below −1, the same for the same text', () => {
    const { dictionary, code } = coder();
    for (let i = 0; i < MAX_TEXTS; i++) code(`p${i}`);
    const late = code('late');
    expect(late).toBeLessThan(-1);
    expect(code('late')).toBe(late);
    expect(code('later')).not.toBe(late);
    expect(code('p7')).toBe(8);
    expect(dictionary.texts).toHaveLength(MAX_TEXTS);
  });

  it('does not keep a text too long to be a value', () => {
    const { dictionary, code } = coder();
    expect(code('x'.repeat(MAX_TEXT_BYTES))).toBe(1);
    expect(code('x'.repeat(MAX_TEXT_BYTES + 1))).toBeLessThan(-1);
    expect(dictionary.texts).toHaveLength(1);
  });
});
