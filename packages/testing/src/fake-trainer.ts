import type { FitOptions, Trainer } from '@fedhealth/fl-core/training';

export interface FakeTrainer extends Trainer {
  /** One for each fit that was begun. */
  readonly fits: readonly FitOptions[];
}

/**
 * Moves each weight a little, so that a run takes no time. `during` is waited for in each fit;
 * an abort ends the wait.
 */
export function createFakeTrainer(
  during: (fit: number) => Promise<void> | void = () => undefined,
): FakeTrainer {
  const fits: FitOptions[] = [];
  return {
    engine: 'tfjs-cpu',
    fits,
    async fit(dataset, weights, options, _onProgress, signal) {
      fits.push(options);
      const aborted = new Promise<never>((_, reject) => {
        signal?.addEventListener('abort', () => reject(signal.reason));
      });
      await Promise.race([during(fits.length), aborted]);
      signal?.throwIfAborted();
      return {
        weights: weights.map((weight, index) => weight + Math.sin(index + options.seed) / 100),
        steps: Math.ceil(dataset.rows / options.batchSize),
        examples: dataset.rows,
        loss: Math.LN2 / fits.length,
      };
    },
    dispose: () => undefined,
  };
}
