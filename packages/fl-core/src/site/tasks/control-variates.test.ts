import { expect, it } from 'vitest';
import { createControlVariates } from './control-variates.ts';

const at = (round: number, run = 'r') => ({ run, round });

it('a control variate sums what was sent, counts a repeated round once and forgets what was refused', () => {
  const variates = createControlVariates();
  expect(variates.own(at(1))).toBeNull();
  variates.move(at(1), Float32Array.of(1, 2));
  variates.move(at(1), Float32Array.of(3, 4));
  expect(variates.own(at(1))).toBeNull();
  expect(variates.own(at(2))).toEqual(Float64Array.of(3, 4));
  variates.move(at(2), Float32Array.of(1, 1));
  variates.takeBack(at(1));
  expect(variates.own(at(3))).toEqual(Float64Array.of(4, 5));
  variates.takeBack(at(2));
  expect(variates.own(at(3))).toEqual(Float64Array.of(3, 4));
  expect(variates.own(at(1, 'another'))).toBeNull();
});
