import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createNetwork } from '../model/network.ts';
import { crc32, decodeFrame, encodeFrame, FRAME_HEADER_BYTES, layoutHash } from './index.ts';

const network = createNetwork({ hidden: [3], activation: 'relu', l2: 0 }, 2);
const PARAMETERS = 13;
const finite = fc.float32Array({
  minLength: PARAMETERS,
  maxLength: PARAMETERS,
  noNaN: true,
  noDefaultInfinity: true,
});
const frame = encodeFrame(
  Float32Array.from({ length: PARAMETERS }, (_, i) => i / 7 - 1),
  network,
);
const code = (bytes: unknown, of = network, limits = {}): string => {
  const decoded = decodeFrame(bytes, of, limits);
  return decoded.ok ? 'ok' : decoded.error.code;
};
/** A frame with other numbers and a checksum that fits them. */
function forged(change: (view: DataView) => void): Uint8Array {
  const bytes = frame.slice();
  const view = new DataView(bytes.buffer);
  change(view);
  view.setUint32(16, crc32(bytes.subarray(FRAME_HEADER_BYTES), crc32(bytes.subarray(0, 16))), true);
  return bytes;
}

describe('a frame', () => {
  it('[P7] comes back bit for bit, from any place in a buffer', () => {
    fc.assert(
      fc.property(finite, fc.nat(9), (weights, offset) => {
        const bytes = encodeFrame(weights, network);
        const elsewhere = new Uint8Array(bytes.length + offset + 3);
        elsewhere.set(bytes, offset);
        const decoded = decodeFrame(elsewhere.subarray(offset, offset + bytes.length), network);
        if (!decoded.ok) throw new Error(decoded.error.message);
        expect(new Uint32Array(decoded.value.buffer)).toEqual(new Uint32Array(weights.slice().buffer));
      }),
    );
  });

  it('[P7] is 20 bytes and four for each weight', () => {
    expect(frame).toHaveLength(20 + 4 * PARAMETERS);
    expect([...frame.subarray(0, 12)]).toEqual([0x46, 0x48, 0x57, 0x46, 1, 1, 20, 0, PARAMETERS, 0, 0, 0]);
  });

  it('does not share memory with the weights read from it', () => {
    const bytes = frame.slice();
    const decoded = decodeFrame(bytes, network);
    bytes.fill(0);
    expect(decoded.ok && decoded.value[0]).toBe(-1);
  });

  it('is refused with any one bit flipped', () => {
    for (let bit = 0; bit < 8 * frame.length; bit++) {
      const flipped = frame.slice();
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(['FRAME_MALFORMED', 'FRAME_CHECKSUM'], `bit ${bit}`).toContain(code(flipped));
    }
  });

  it('is refused cut short or grown', () => {
    for (let length = 0; length < frame.length; length++) {
      expect(code(frame.subarray(0, length))).toBe('FRAME_MALFORMED');
    }
    const longer = new Uint8Array(frame.length + 4);
    longer.set(frame);
    expect(code(longer)).toBe('FRAME_MALFORMED');
  });

  it('random bytes never throw and never pass', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(code(bytes)).toBe('FRAME_MALFORMED');
      }),
    );
  });

  it('random payloads behind a true header never throw', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 4 * PARAMETERS, maxLength: 4 * PARAMETERS }), (payload) => {
        const bytes = forged((view) =>
          payload.forEach((byte, i) => {
            view.setUint8(FRAME_HEADER_BYTES + i, byte);
          }),
        );
        const decoded = decodeFrame(bytes, network);
        if (decoded.ok) expect(decoded.value.every(Number.isFinite)).toBe(true);
        else expect(decoded.error.code).toBe('NOT_FINITE');
      }),
    );
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])(
    'holding %d is refused',
    (value) => {
      expect(code(forged((view) => view.setFloat32(FRAME_HEADER_BYTES + 8, value, true)))).toBe('NOT_FINITE');
    },
  );

  it('of another network is refused, even of the same length', () => {
    const tanh = createNetwork({ hidden: [3], activation: 'tanh', l2: 0 }, 2);
    expect(code(frame, tanh)).toBe('WRONG_LAYOUT');
    expect(code(frame, createNetwork({ hidden: [4], activation: 'relu', l2: 0 }, 2))).toBe('WRONG_LAYOUT');
  });

  it('of another version or type of number is refused', () => {
    expect(code(forged((view) => view.setUint8(4, 2)))).toBe('FRAME_MALFORMED');
    expect(code(forged((view) => view.setUint8(5, 2)))).toBe('FRAME_MALFORMED');
  });

  it('may come as an ArrayBuffer, and is refused when it is no bytes at all', () => {
    expect(code(frame.slice().buffer)).toBe('ok');
    for (const input of [null, undefined, 'FHWF', { length: 72 }, [...frame]])
      expect(code(input)).toBe('FRAME_MALFORMED');
  });

  it('longer than the limit is refused unread', () => {
    expect(code(frame, network, { maxBytes: frame.length })).toBe('ok');
    expect(code(frame, network, { maxBytes: frame.length - 1 })).toBe('TOO_LARGE');
    expect(code(new Uint8Array(100), network, { maxBytes: 50 })).toBe('TOO_LARGE');
  });

  it('cannot be made of too few weights', () => {
    expect(() => encodeFrame(new Float32Array(3), network)).toThrow(/13 weights but was given 3/);
  });
});

describe('crc32', () => {
  it('gives the check value of the standard, in one go or in parts', () => {
    const digits = new TextEncoder().encode('123456789');
    expect(crc32(digits)).toBe(0xcbf43926);
    expect(crc32(digits.subarray(4), crc32(digits.subarray(0, 4)))).toBe(0xcbf43926);
    expect(crc32(new Uint8Array(0))).toBe(0);
  });
});

describe('layoutHash', () => {
  it('tells widths, their order and activations apart', () => {
    const hash = (hidden: number[], activation: 'relu' | 'tanh', inputs = 7) =>
      layoutHash(createNetwork({ hidden, activation, l2: 0 }, inputs));
    const all = [
      hash([64, 32], 'relu'),
      hash([32, 64], 'relu'),
      hash([64, 32], 'tanh'),
      hash([64, 32], 'relu', 8),
      hash([], 'relu'),
    ];
    expect(new Set(all).size).toBe(all.length);
    expect(hash([64, 32], 'relu')).toBe(all[0]);
  });
});
