import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseNumber } from './parse-number.ts';

const encoder = new TextEncoder();
const parse = (text: string): number => {
  // Bytes on both sides must not be read.
  const bytes = encoder.encode(`9${text}9`);
  return parseNumber(bytes, 1, bytes.length - 1);
};

describe('parseNumber', () => {
  it('gives exactly what Number gives for every finite double as JavaScript writes it', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(parse(String(value))).toBe(value + 0);
      }),
      { numRuns: 2000 },
    );
  });

  it('gives exactly what Number gives for decimals with any number of digits', () => {
    const digits = fc.stringMatching(/^[0-9]{1,24}$/);
    fc.assert(
      fc.property(fc.constantFrom('', '-', '+'), digits, fc.option(digits), (sign, whole, decimals) => {
        const text = `${sign}${whole}${decimals === null ? '' : `.${decimals}`}`;
        expect(parse(text)).toBe(Number(text) + 0);
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['.5', 0.5],
    ['3.', 3],
    ['-0', 0],
    ['007', 7],
    ['6.02E+23', 6.02e23],
    ['1e-400', 0],
    ['179769313486231570000', 179769313486231570000],
  ])('reads %s', (text, value) => {
    expect(parse(text)).toBe(value);
  });

  it.each([
    '',
    '-',
    '.',
    '-.',
    'e5',
    '1e',
    '1e+',
    '1e5.5',
    '1.2.3',
    '1,5',
    '0x1F',
    'Infinity',
    '1e400',
    '12 3',
    '--1',
    '１',
  ])('does not take %j for a number', (text) => {
    expect(parse(text)).toBeNaN();
  });
});
