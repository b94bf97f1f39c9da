import { createRng, unwrap } from '@fedhealth/fl-core/lib';
import { createSimdTrainer } from '@fedhealth/fl-core/training';
import type { FakeTrainer } from './fake-trainer.ts';

export const POISONS = ['sign-flipped', 'scaled ×100', 'random', 'label-flipped'] as const;
export type Poison = (typeof POISONS)[number];

/**
 * Trains for real, and then sends something else: the step turned round, the step a hundred times as long, weights
 * that are no training's, or what was learned from the outcomes the wrong way round. Null is an honest one.
 */
export async function createPoisonedTrainer(poison: Poison | null, seed: number): Promise<FakeTrainer> {
  const honest = unwrap(await createSimdTrainer());
  const rng = createRng(seed);
  const stepped = (factor: number, from: Float32Array, to: Float32Array) =>
    to.map((weight, i) => (from[i] ?? 0) + factor * (weight - (from[i] ?? 0)));
  return {
    engine: honest.engine,
    fits: [],
    async fit(dataset, weights, options, onProgress, signal) {
      const labels = poison === 'label-flipped' ? dataset.labels.map((label) => 1 - label) : dataset.labels;
      const fitted = await honest.fit({ ...dataset, labels }, weights, options, onProgress, signal);
      switch (poison) {
        case 'sign-flipped':
          return { ...fitted, weights: stepped(-1, weights, fitted.weights) };
        case 'scaled ×100':
          return { ...fitted, weights: stepped(100, weights, fitted.weights) };
        case 'random':
          return { ...fitted, weights: weights.map(() => 4 * rng.next() - 2) };
        default:
          return fitted;
      }
    },
    dispose: honest.dispose,
  };
}
