import { describe, expect, it } from 'vitest';
import { createRng } from '../lib/rng.ts';
import { sketchStep } from './sketch.ts';

const vector = (length: number, seed: number): Float32Array => {
  const rng = createRng(seed);
  return Float32Array.from({ length }, () => rng.normal());
};
const dot = (a: Float32Array, b: Float32Array): number => a.reduce((sum, x, i) => sum + x * (b[i] ?? 0), 0);

const cosine = (a: Float32Array, b: Float32Array): number => dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));

describe('sketchStep', () => {
  it('is the length of a step and, for a small model, its direction itself', () => {
    const { norm, direction } = sketchStep([1, 2], [4, -2]);
    expect(norm).toBe(5);
    expect([...direction]).toEqual([Math.fround(0.6), Math.fround(-0.8)]);
  });

  it('keeps lengths, and angles of long steps to a few hundredths', () => {
    const global = new Float32Array(20_000);
    for (let seed = 1; seed <= 20; seed++) {
      const a = vector(20_000, seed);
      const b = vector(20_000, seed + 100).map((x, i) => x + 0.5 * (a[i] ?? 0));
      const [shortA, shortB] = [sketchStep(global, a), sketchStep(global, b)];
      const back = sketchStep(
        global,
        a.map((x) => -x),
      );
      expect(shortA.direction).toHaveLength(512);
      expect(shortA.norm).toBeCloseTo(Math.sqrt(dot(a, a)), 1);
      expect(Math.abs(cosine(shortA.direction, shortB.direction) - cosine(a, b))).toBeLessThan(0.2);
      expect(cosine(shortA.direction, back.direction)).toBeCloseTo(-1, 5);
    }
  });

  it.each([3.4e38, 2 ** -149, 1])('[G12] is finite, and of length 1, for weights of ±%d', (size) => {
    for (const length of [5, 600]) {
      const global = Float32Array.from({ length }, (_, i) => (i % 2 === 0 ? -size : size));
      const { norm, direction } = sketchStep(
        global,
        global.map((weight) => -weight),
      );
      expect(norm / size).toBeCloseTo(2 * Math.sqrt(length), 1);
      expect(dot(direction, direction)).toBeCloseTo(1, 5);
    }
    expect([...sketchStep([size], [size]).direction]).toEqual([0]);
  });
});
