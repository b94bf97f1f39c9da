import { describe, expect, it } from 'vitest';
import { greeting } from './main.ts';

const url = 'http://127.0.0.1:8080';

describe('greeting', () => {
  it('shows a token that was made just now', () => {
    const text = greeting({ value: 'secret', path: 'var/admin-token', made: true }, url, false);
    expect(text).toBe(
      `\nFedHealth is running at ${url}\nAdministrators sign in at ${url}/admin with\n  secret\n  (kept in var/admin-token)\n\n`,
    );
    expect(greeting({ value: 'secret', path: null, made: true }, url, false)).toContain('  secret\n');
  });

  it('shows a kept token to a terminal, and names its file to a log', () => {
    const token = { value: 'secret', path: 'var/admin-token', made: false };
    expect(greeting(token, url, true)).toContain('secret');
    expect(greeting(token, url, false)).not.toContain('secret');
    expect(greeting(token, url, false)).toContain('the token in var/admin-token');
  });

  it('never shows a token that came from the environment', () => {
    const text = greeting({ value: 'secret', path: null, made: false }, url, true);
    expect(text).not.toContain('secret');
    expect(text).toContain('FEDHEALTH_ADMIN_TOKEN');
  });
});
