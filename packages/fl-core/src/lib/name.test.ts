import { describe, expect, it } from 'vitest';
import { foldName, nameSchema, seenName, tidyName } from './name.ts';

/** Every kind of character that nobody sees or that changes how the rest is shown. */
const UNSEEN = {
  NUL: '\0',
  'ANSI escape': '\u001b[31m',
  backspace: '\b',
  C1: '\u009b',
  'soft hyphen': '\u00ad',
  'zero-width space': '\u200b',
  'zero-width joiner': '\u200d',
  'right-to-left override': '\u202e',
  isolate: '\u2066',
  'byte order mark': '\ufeff',
  'Hangul filler': '\u3164',
  'variation selector': '\ufe0f',
  tag: '\u{e0041}',
  'half a surrogate pair': '\ud800',
  'private use': '\ue000',
  unassigned: '\u0378',
  noncharacter: '\ufffe',
};
const schema = nameSchema(80);
const read = (text: string): string | null => {
  const parsed = schema.safeParse(text);
  return parsed.success ? parsed.data : null;
};

describe('a name', () => {
  it('[N1] is kept in NFC, without white space around it, with single spaces in it', () => {
    expect(read('  Cafe\u0301\u00a0 \t Hôpital\n')).toBe('Café Hôpital');
    expect(read('東京大学病院')).toBe('東京大学病院');
    expect(read('مستشفى الملك')).toBe('مستشفى الملك');
    expect(read('St. Mary’s & Sons (West) — 2')).toBe('St. Mary’s & Sons (West) — 2');
    expect(read('x'.repeat(80))).toHaveLength(80);
  });

  it.each(Object.entries(UNSEEN))(
    '[N1] with %s in it, around it or for all of it is refused in words',
    (_, mark) => {
      for (const text of [`Node${mark}A`, `Node A${mark}`, `${mark}Node A`, mark, `${mark} ${mark}`]) {
        const parsed = schema.safeParse(text);
        expect(parsed.success).toBe(false);
        expect(parsed.error?.issues[0]?.message).toMatch(/^the name .*nobody can see/);
        expect(seenName(text)).toMatch(/^(Node ?A|Node\[31mA|Node A\[31m|\[31mNode A|\[31m|\[31m \[31m|)$/);
      }
    },
  );

  it('[N1] that is empty, has neither letter nor digit, is too long or piles marks up is refused', () => {
    for (const text of [
      '',
      '   ',
      '\n\t',
      '—',
      '⠀',
      `a${'\u0301'.repeat(30)}`,
      'x'.repeat(81),
      'x'.repeat(1e6),
    ])
      expect(read(text), JSON.stringify(text.slice(0, 20))).toBeNull();
  });

  it('[N2] is one with another that differs by case, width, white space, script or unseen characters', () => {
    const one = foldName('Node A');
    for (const text of [
      ...[
        'node a',
        'NODE A',
        'Node  A',
        ' Node\u00a0A ',
        'Ｎode A',
        'Ｎｏｄｅ　Ａ',
        'N\u043ede A',
        'Node \u0410',
        'Node Α',
      ],
      ...Object.values(UNSEEN)
        .filter((mark) => mark !== UNSEEN['ANSI escape'])
        .map((mark) => `No${mark}de A`),
    ])
      expect(foldName(text), JSON.stringify(text)).toBe(one);
    expect(foldName('Straße')).toBe(foldName('STRASSE'));
    expect(foldName('Σίσυφος')).toBe(foldName('ΣΊΣΥΦΟΣ'));
    expect(foldName('Больница № 1')).toBe(foldName('БОЛЬНИЦА № 1'));
    for (const other of ['Node B', 'Node AA', 'Node A 2', 'NodeA', 'Nöde A'])
      expect(foldName(other)).not.toBe(one);
  });

  it('is tidied and folded once and for all', () => {
    for (const text of ['Ｎode  A', 'ﬁ ﬀ İı ẞß', 'ΑΒΓ Ω', 'e\u0301', '½ ℓ ™', ...Object.values(UNSEEN)]) {
      expect(tidyName(tidyName(text))).toBe(tidyName(text));
      expect(foldName(foldName(text))).toBe(foldName(text));
    }
  });
});
