import { describe, expect, it } from 'vitest';
import { inviteFrom } from './invite.ts';

describe('inviteFrom', () => {
  it('reads the token from a whole link, wherever it stands in the query', () => {
    expect(inviteFrom('https://study.example/site?invite=abc-DEF_123')).toBe('abc-DEF_123');
    expect(inviteFrom('  https://study.example/site?x=1&invite=abc%20d#top ')).toBe('abc d');
  });

  it('takes a bare token', () => {
    expect(inviteFrom('abc-DEF_123')).toBe('abc-DEF_123');
  });

  it.each([
    '',
    '   ',
    'https://study.example/site',
    'https://study.example/site?invite=',
    'two words',
    'a?b',
  ])('refuses %j', (text) => {
    expect(inviteFrom(text)).toBeNull();
  });
});
