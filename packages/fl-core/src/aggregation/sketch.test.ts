import { describe, expect, it } from 'vitest';
import { createRng } from '../lib/rng.ts';
import { sketchStep } from './sketch.ts';

const vector = (length: number, seed: number): Float32Array => {
  const rng = createRng(seed);
  return Float32Array.from({ length }, () => rng.normal());
};
const dot = (a: Float32Array, b: Float32Array): number => a.reduce((sum, x, i) => sum + x * (b[i] ?? 0), 0);

describe('sketchStep', () => {
  it('is the step itself for a small model', () => {
    expect([...sketchStep([1, 2], [4, 1])]).toEqual([3, -1]);
  });

  it('keeps lengths and angles of long steps to a few hundredths', () => {
    const global = new Float32Array(20_000);
    for (let seed = 1; seed <= 20; seed++) {
      const a = vector(20_000, seed);
      const b = vector(20_000, seed + 100).map((x, i) => x + 0.5 * (a[i] ?? 0));
      const [shortA, shortB] = [sketchStep(global, a), sketchStep(global, b)];
      expect(shortA).toHaveLength(512);
      expect(Math.sqrt(dot(shortA, shortA) / dot(a, a))).toBeCloseTo(1, 0);
      const cosine = (x: Float32Array, y: Float32Array) => dot(x, y) / Math.sqrt(dot(x, x) * dot(y, y));
      expect(Math.abs(cosine(shortA, shortB) - cosine(a, b))).toBeLessThan(0.2);
      expect(
        cosine(
          shortA,
          sketchStep(
            global,
            a.map((x) => -x),
          ),
        ),
      ).toBeCloseTo(-1, 5);
    }
  });
});
