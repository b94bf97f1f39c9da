import { describe, expect, it } from 'vitest';
import { requestOrigin } from './same-origin.ts';

const host = 'fl.example.org:8080';

describe('requestOrigin', () => {
  it.each([
    [{ host, 'sec-fetch-site': 'same-origin' }, 'same'],
    [{ host, 'sec-fetch-site': 'none' }, 'same'],
    [{ host, 'sec-fetch-site': 'cross-site' }, 'other'],
    [{ host, 'sec-fetch-site': 'same-site', origin: `http://${host}` }, 'other'],
    [{ host, origin: `http://${host}` }, 'same'],
    [{ host, origin: 'http://fl.example.org' }, 'other'],
    [{ host, origin: 'http://evil.example' }, 'other'],
    [{ host, origin: 'null' }, 'other'],
    [{ host }, 'unknown'],
  ] as const)('%j is from %s', (headers, expected) => {
    expect(requestOrigin(headers, null)).toBe(expected);
  });

  it('knows the address people type when a proxy has changed the Host header', () => {
    const headers = { host: '10.0.0.5:8080', origin: 'https://fl.example.org' };
    expect(requestOrigin(headers, 'https://fl.example.org')).toBe('same');
    expect(requestOrigin(headers, null)).toBe('other');
  });
});
