import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DTYPES } from '../lib/dtype.ts';
import { unwrap } from '../lib/result.ts';
import { createRng } from '../lib/rng.ts';
import { createNetwork, parameterCount, weightLayout } from '../model/network.ts';
import {
  crc32,
  createErrorFeedback,
  DTYPE_CODES,
  decodeFrame,
  decodeUpdate,
  encodeFrame,
  encodeUpdate,
  FRAME_HEADER_BYTES,
  frameBytes,
  frameKind,
  readFrame,
} from './index.ts';

const network = createNetwork({ hidden: [3], activation: 'relu', l2: 0 }, 2);
const PARAMETERS = parameterCount(network);
const tensors = weightLayout(network);
const small = ['float16', 'int8'] as const;
const numbers = (most: number) =>
  fc.float32Array({
    minLength: PARAMETERS,
    maxLength: PARAMETERS,
    noNaN: true,
    noDefaultInfinity: true,
    min: Math.fround(-most),
    max: Math.fround(most),
  });
const most = (values: Float32Array): number => values.reduce((max, one) => Math.max(max, Math.abs(one)), 0);
const zeros = new Float32Array(PARAMETERS);

/** Bytes with a header that fits them: only what the numbers say is left to chance. */
function sealed(bytes: Uint8Array): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  view.setUint32(16, crc32(bytes.subarray(FRAME_HEADER_BYTES), crc32(bytes.subarray(0, 16))), true);
  return bytes;
}

describe('a compressed update', () => {
  it('[W2] in eight bits is off by at most half its tensor’s scale', () => {
    fc.assert(
      fc.property(numbers(1e6), (update) => {
        const { frame } = encodeUpdate(update, zeros, network, 'int8');
        const told = unwrap(decodeUpdate(frame, zeros, network));
        for (const { offset, size } of tensors) {
          const largest = most(update.subarray(offset, offset + size));
          const bound = largest / 254 + largest * 1e-6 + 1e-43;
          for (let i = offset; i < offset + size; i++)
            expect(Math.abs((told[i] ?? 0) - (update[i] ?? 0))).toBeLessThanOrEqual(bound);
        }
      }),
    );
  });

  it('[W2] in sixteen bits is off by at most one part in 2048, or half the least subnormal', () => {
    fc.assert(
      fc.property(numbers(65_504), (update) => {
        const { frame } = encodeUpdate(update, zeros, network, 'float16');
        const told = unwrap(decodeUpdate(frame, zeros, network));
        update.forEach((value, i) => {
          const bound = Math.max(Math.abs(value) / 2048, 2 ** -25);
          expect(Math.abs((told[i] ?? 0) - value)).toBeLessThanOrEqual(bound);
        });
      }),
    );
  });

  it('[W2] of any finite weights and base is a frame that can be read', () => {
    fc.assert(
      fc.property(numbers(3.4e38), numbers(3.4e38), fc.constantFrom(...small), (weights, base, dtype) => {
        const { frame, residual } = encodeUpdate(weights, base, network, dtype);
        expect(readFrame(frame, network)).toMatchObject({ ok: true, value: { dtype, difference: true } });
        expect(residual?.every(Number.isFinite)).toBe(true);
      }),
    );
  });

  it.each(small)('[W3] in %s with error feedback: what was told follows what was true', (dtype) => {
    fc.assert(
      fc.property(fc.array(numbers(10), { minLength: 2, maxLength: 30 }), (updates) => {
        const feedback = createErrorFeedback();
        const told = new Float64Array(PARAMETERS);
        const wanted = new Float64Array(PARAMETERS);
        updates.forEach((update, i) => {
          const frame = feedback.encode({ run: 'r', round: i + 1 }, update, zeros, network, dtype);
          const values = unwrap(decodeUpdate(frame, zeros, network));
          values.forEach((value, at) => {
            told[at] = (told[at] ?? 0) + value;
            wanted[at] = (wanted[at] ?? 0) + (update[at] ?? 0);
          });
        });
        // Off by one residual, however many rounds: half a scale of what is at most 10 and a residual.
        for (let i = 0; i < PARAMETERS; i++)
          expect(Math.abs((told[i] ?? 0) - (wanted[i] ?? 0))).toBeLessThanOrEqual(0.0396 + 1e-4);
      }),
    );
  });

  it('[W3] without error feedback, small steps beside a large one would never arrive', () => {
    const step = Float32Array.from({ length: PARAMETERS }, (_, i) => (i === 0 ? 1 : 0.001));
    const feedback = createErrorFeedback();
    let [alone, together] = [0, 0];
    for (let round = 1; round <= 100; round++) {
      const plain = encodeUpdate(step, zeros, network, 'int8').frame;
      alone += unwrap(decodeUpdate(plain, zeros, network))[1] ?? 0;
      const frame = feedback.encode({ run: 'r', round }, step, zeros, network, 'int8');
      together += unwrap(decodeUpdate(frame, zeros, network))[1] ?? 0;
    }
    expect(alone).toBe(0);
    expect(together).toBeCloseTo(0.1, 2);
  });

  it('[W3] of a round that is done again has the same bytes, and another run starts afresh', () => {
    const rng = createRng(1);
    const update = () => Float32Array.from({ length: PARAMETERS }, () => rng.normal());
    const [first, second] = [update(), update()];
    const feedback = createErrorFeedback();
    const at = (run: string, round: number, weights: Float32Array) =>
      feedback.encode({ run, round }, weights, zeros, network, 'int8');
    const one = at('r', 1, first);
    expect(at('r', 1, first)).toEqual(one);
    const two = at('r', 2, second);
    expect(at('r', 2, second)).toEqual(two);
    expect(at('s', 1, second)).not.toEqual(two);
    expect(at('t', 1, second)).toEqual(encodeUpdate(second, zeros, network, 'int8').frame);
  });

  it('[W2] beyond what a half can hold is cut off, and follows later', () => {
    const update = zeros.map((_, i) => (i === 0 ? 100_000 : 0));
    const { frame, residual } = encodeUpdate(update, zeros, network, 'float16');
    expect(unwrap(decodeUpdate(frame, zeros, network))[0]).toBe(65_504);
    expect(residual?.[0]).toBe(34_496);
  });

  it('in 32 bits is the whole weights, bit for bit as before', () => {
    const weights = Float32Array.from({ length: PARAMETERS }, (_, i) => i / 7);
    const { frame, residual } = encodeUpdate(weights, weights, network, 'float32');
    expect(frame).toEqual(encodeFrame(weights, network));
    expect(residual).toBeNull();
    expect(frameKind(frame)).toEqual({ dtype: 'float32', difference: false, count: PARAMETERS });
  });

  it('whose sum with the base is no number any more is refused', () => {
    const large = zeros.map(() => 3e38);
    const { frame } = encodeUpdate(large, zeros, network, 'int8');
    expect(decodeUpdate(frame, large, network)).toMatchObject({ error: { code: 'NOT_FINITE' } });
  });
});

describe('[G1] a frame of any type', () => {
  it.each(DTYPES)('%s is refused with any one bit flipped, cut short or grown', (dtype) => {
    const frame = encodeFrame(
      zeros.map((_, i) => i - 3),
      network,
      { dtype, difference: true },
    );
    for (let bit = 0; bit < 8 * frame.length; bit++) {
      const flipped = frame.slice();
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(readFrame(flipped, network).ok, `bit ${bit}`).toBe(false);
    }
    for (let length = 0; length < frame.length; length++)
      expect(readFrame(frame.subarray(0, length), network).ok, `${length} bytes`).toBe(false);
    // With a checksum that fits, too: the numbers end early, or something is left over.
    for (const other of [frame.slice(0, -1), Uint8Array.from([...frame, 0])])
      expect(readFrame(sealed(other), network)).toMatchObject({ error: { code: 'FRAME_MALFORMED' } });
    expect(readFrame(Uint8Array.from([...frame, 0, 0, 0, 0]), network).ok).toBe(false);
  });

  it('holds finite numbers or is refused, whatever its bytes', () => {
    const payloads = fc.constantFrom(...DTYPES).chain((dtype) => {
      const length = frameBytes(dtype, network) - FRAME_HEADER_BYTES;
      const minLength = dtype === 'int8' ? length - PARAMETERS : length;
      return fc.tuple(fc.constant(dtype), fc.uint8Array({ minLength, maxLength: length }));
    });
    /** Of an int8 frame: sensible scales and Rice parameters, so that its bits are read. */
    fc.assert(
      fc.property(payloads, fc.boolean(), fc.boolean(), ([dtype, payload], difference, sensible) => {
        const header = encodeFrame(new Float32Array(PARAMETERS), network, { dtype, difference });
        if (sensible && dtype === 'int8') {
          payload.set(new Uint8Array(Float32Array.of(1, 2, 3, 4).buffer));
          payload.set([0, 3, 7, 8], 16);
        }
        const frame = new Uint8Array(FRAME_HEADER_BYTES + payload.length);
        frame.set(header.subarray(0, FRAME_HEADER_BYTES));
        frame.set(payload, FRAME_HEADER_BYTES);
        const read = decodeUpdate(sealed(frame), zeros, network);
        if (read.ok) expect(read.value.every(Number.isFinite)).toBe(true);
        else expect(['NOT_FINITE', 'FRAME_MALFORMED']).toContain(read.error.code);
      }),
    );
  });

  it('with a header of any numbers never throws', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 16, maxLength: 16 }),
        fc.constantFrom(...DTYPES),
        fc.nat(400),
        fc.boolean(),
        (header, dtype, length, magic) => {
          const bytes = new Uint8Array(FRAME_HEADER_BYTES + length);
          bytes.set(header);
          if (magic) bytes.set([0x46, 0x48, 0x57, 0x46, 1, DTYPE_CODES[dtype]]);
          expect(readFrame(sealed(bytes), network).ok).toBe(false);
        },
      ),
    );
  });

  it('that is a difference is no global model', () => {
    const frame = encodeFrame(zeros, network, { dtype: 'float16', difference: true });
    expect(decodeFrame(frame, network)).toMatchObject({ error: { code: 'FRAME_MALFORMED' } });
    const whole = encodeFrame(zeros, network, { dtype: 'float16', difference: false });
    expect(decodeFrame(whole, network)).toEqual({ ok: true, value: zeros });
  });

  it('[W1] of the 7→64→32→1 network in eight bits is at most 1.1 bytes a parameter, all counted', () => {
    const health = createNetwork({ hidden: [64, 32], activation: 'relu', l2: 0 }, 7);
    const count = parameterCount(health);
    const rng = createRng(1);
    // Numbers that fill the eight bits evenly are the worst that can be: nothing can be packed.
    const even = Float32Array.from({ length: count }, () => 2 * rng.next() - 1);
    const bell = even.map(() => rng.normal());
    const bytes = [even, bell].map(
      (update) => encodeUpdate(update, new Float32Array(count), health, 'int8').frame.length,
    );
    expect(count).toBe(2625);
    expect(bytes[0]).toBeLessThanOrEqual(20 + 6 * 5 + 2625);
    expect((bytes[0] ?? 0) / count).toBeLessThanOrEqual(1.1);
    expect((bytes[1] ?? 0) / count).toBeLessThanOrEqual(0.95);
  });
});
