import { describe, expect, it } from 'vitest';
import { tokenFromFragment } from './token-fragment.ts';

describe('tokenFromFragment', () => {
  it('reads the token', () => {
    expect(tokenFromFragment('#token=abc-DEF_123')).toBe('abc-DEF_123');
    expect(tokenFromFragment('token=abc')).toBe('abc');
    expect(tokenFromFragment('#x=1&token=a%20b')).toBe('a b');
  });

  it('finds none in other fragments', () => {
    for (const hash of ['', '#', '#content', '#token=', '#token=%20', '#tokens=abc']) {
      expect(tokenFromFragment(hash)).toBeNull();
    }
  });
});
