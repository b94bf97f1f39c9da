import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseTime } from './parse-time.ts';

const encoder = new TextEncoder();
const parse = (text: string): number => {
  const bytes = encoder.encode(`9${text}9`);
  return parseTime(bytes, 1, bytes.length - 1);
};

describe('parseTime', () => {
  it('reads back every ISO time', () => {
    const date = fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(date, (when) => {
        expect(parse(when.toISOString())).toBe(when.getTime());
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['2024-02-29', '2024-02-29T00:00:00Z'],
    ['2024/02/29 14:05', '2024-02-29T14:05:00Z'],
    ['31.12.2023 23:59:58', '2023-12-31T23:59:58Z'],
    ['2024-03-31T14:05:09.25', '2024-03-31T14:05:09.250Z'],
    ['2024-03-31T14:05:09+02:00', '2024-03-31T12:05:09Z'],
    ['2024-03-31 14:05-0530', '2024-03-31T19:35:00Z'],
    ['2024-03-31t14:05z', '2024-03-31T14:05:00Z'],
  ])('reads %s', (text, iso) => {
    expect(parse(text)).toBe(Date.parse(iso));
  });

  it.each([
    '2023-02-29',
    '2024-13-01',
    '2024-00-10',
    '2024-01-00',
    '2024-1-5',
    '03/04/2024',
    '2024-01-01T25:00',
    '2024-01-01T10:60',
    '2024-01-01T',
    '2024-01-01X10:00',
    '2024-01-01T10:00:',
    '2024-01-01T10:00+',
    '2024-01/01',
    '2024-01-01T10:00 CET',
    '+123456789',
    '1900-02-29',
  ])('does not take %j for a time', (text) => {
    expect(parse(text)).toBeNaN();
  });
});
