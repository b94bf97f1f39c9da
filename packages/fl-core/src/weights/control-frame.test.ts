import { describe, expect, it } from 'vitest';
import { createNetwork } from '../model/index.ts';
import { encodeFrame, joinControl, splitControl } from './index.ts';

const network = createNetwork({ hidden: [2], activation: 'relu', l2: 0 }, 3);
const numbers = Float32Array.from({ length: 11 }, (_, i) => i / 3);

describe('a packet of a control variate and weights', () => {
  it.each(['float32', 'float16', 'int8'] as const)('comes apart before weights of %s', (dtype) => {
    const weights = encodeFrame(numbers, network, { dtype, difference: true });
    const control = encodeFrame(numbers, network);
    expect(splitControl(joinControl(control, weights))).toEqual({ control, weights });
    expect(splitControl(weights)).toEqual({ control: null, weights });
  });

  it('any bytes are left as they are when they begin with no whole frame', () => {
    const whole = encodeFrame(numbers, network);
    for (const bytes of [new Uint8Array(), new Uint8Array(100), whole.subarray(0, 30)])
      expect(splitControl(bytes)).toEqual({ control: null, weights: bytes });
  });
});
