import { describe, expect, it } from 'vitest';
import { createRng } from '../lib/rng.ts';
import { createStrategy } from './index.ts';

const LENGTH = 200;
const HONEST = 8;
/** Under one third of eleven hospitals, and what Krum's bound 2f + 3 ≤ n allows. */
const ATTACKERS = 3;

const rng = createRng(11);
/** Roughly normal, from twelve uniform numbers. */
const normal = (): number => Array.from({ length: 12 }, () => rng.next()).reduce((a, b) => a + b, -6);
const truth = Array.from({ length: LENGTH }, normal);
const honest = Array.from({ length: HONEST }, () => truth.map((value) => value + 0.1 * normal()));
const honestMean = truth.map((_, i) => honest.reduce((sum, vector) => sum + (vector[i] ?? 0), 0) / HONEST);
const distance = (a: ArrayLike<number>, b: readonly number[]): number =>
  Math.hypot(...b.map((value, i) => value - (a[i] ?? 0)));
const spread = Math.max(...honest.map((vector) => distance(vector, honestMean)));

const attacks: Readonly<Record<string, (vector: readonly number[]) => number[]>> = {
  'flipped signs': (vector) => vector.map((value) => -value),
  'scaled by 100': (vector) => vector.map((value) => 100 * value),
  'random numbers': (vector) => vector.map(() => 5 * normal()),
};

describe.each(Object.entries(attacks))('three of eleven sites with %s', (_name, attack) => {
  const bad = Array.from({ length: ATTACKERS }, (_, i) => attack(honest[i] ?? []));
  // Between the honest ones, so that no rule profits from the order.
  const updates = [...honest.slice(0, 3), ...bad, ...honest.slice(3)].map((weights) => ({
    weights: Float32Array.from(weights),
    examples: 100,
  }));
  const start = new Float32Array(LENGTH);
  const far = (config: { kind: string }): number =>
    distance(createStrategy(config).aggregate(start, updates).global, honestMean);

  it.each([
    { kind: 'fedMedian' },
    { kind: 'trimmedMean', beta: 0.3 },
    { kind: 'krum', f: ATTACKERS },
    { kind: 'multiKrum', f: ATTACKERS },
    { kind: 'bulyan', f: 2 },
  ])('%j stays as near to the honest mean as an honest site, or nearer', (config) => {
    // Bulyan is only defined for f ≤ 2 of eleven: it is tried against two of ten.
    if (config.kind === 'bulyan') {
      const two = updates.filter((_, i) => i !== 3).concat(updates.slice(0, 1));
      const result = createStrategy(config).aggregate(start, two);
      expect(result.reason).toBeNull();
      expect(distance(result.global, honestMean)).toBeLessThanOrEqual(1.01 * spread);
    } else {
      expect(far(config)).toBeLessThanOrEqual(1.01 * spread);
    }
  });

  it('FedAvg does not', () => {
    expect(far({ kind: 'fedAvg' })).toBeGreaterThan(3 * spread);
  });
});
