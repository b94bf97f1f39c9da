import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bestRice, createBitReader, createBitWriter, PLAIN } from './rice.ts';

const codes = fc
  .array(fc.integer({ min: -127, max: 127 }), { maxLength: 60 })
  .map((list) => Int8Array.from(list));

function packed(list: Int8Array, k: number, bits: number): Uint8Array {
  const bytes = new Uint8Array(Math.ceil(bits / 8));
  const writer = createBitWriter(bytes);
  for (const code of list) writer.write(code, k);
  return bytes;
}

describe('Rice coding', () => {
  it('comes back as it was, in as many bits as it said, never more than eight a code', () => {
    fc.assert(
      fc.property(codes, (list) => {
        const { k, bits } = bestRice(list);
        expect(bits).toBeLessThanOrEqual(8 * list.length);
        const reader = createBitReader(packed(list, k, bits));
        expect(Int8Array.from(list, () => reader.read(k) ?? Number.NaN)).toEqual(list);
        expect(reader.isAtEnd()).toBe(true);
      }),
    );
  });

  it('writes the bits of the book: 5 with k = 1 is u = 10, five ones, a zero, a zero', () => {
    expect([...packed(Int8Array.of(5), 1, 7)]).toEqual([0b0011111]);
    expect([...packed(Int8Array.of(-1), 0, 2)]).toEqual([0b01]);
    expect([...packed(Int8Array.of(-1, 3), PLAIN, 16)]).toEqual([0xff, 3]);
  });

  it('takes any bits without a throw, and gives codes of the range or null', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), fc.integer({ min: 0, max: PLAIN }), (bytes, k) => {
        const reader = createBitReader(bytes);
        for (let i = 0; i < 400; i++) {
          const code = reader.read(k);
          if (code !== null) expect(Math.abs(code)).toBeLessThanOrEqual(127);
        }
        // 320 bits hold no 400 codes.
        expect(reader.read(k)).toBeNull();
      }),
    );
  });
});
