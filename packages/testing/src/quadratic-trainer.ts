import type { FitOptions } from '@fedhealth/fl-core/training';
import type { FakeTrainer } from './fake-trainer.ts';

/** Steps of each fit. */
export const QUADRATIC_STEPS = 5;

/**
 * Gradient descent on ½ a (w − b)² for every weight: what sites make of it can be computed by hand.
 * Does as its options say: learning rate, proximal term, control variate.
 */
export function createQuadraticTrainer(a: number, b: number): FakeTrainer {
  const fits: FitOptions[] = [];
  return {
    engine: 'tfjs-cpu',
    fits,
    async fit(dataset, weights, options) {
      fits.push(options);
      const { learningRate, proximal, control } = options;
      const moved = weights.map((start, i) => {
        let w = start;
        for (let step = 0; step < QUADRATIC_STEPS; step++) {
          const pull = (proximal?.mu ?? 0) * (w - (proximal?.anchor[i] ?? 0));
          w -= learningRate * (a * (w - b) + pull + (control?.correction[i] ?? 0));
        }
        return w;
      });
      return { weights: moved, steps: QUADRATIC_STEPS, examples: dataset.rows, loss: Math.LN2 };
    },
    dispose: () => undefined,
  };
}
