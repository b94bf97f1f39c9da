import { ok, type Result } from '../../lib/result.ts';
import type { FitOptions, Trainer } from '../../training/index.ts';

export interface CountingTrainer extends Trainer {
  readonly asked: FitOptions[];
}

/** Gives the weights back after `change`, and keeps what it was asked. */
export function createCountingTrainer(change: (weight: number) => number): CountingTrainer {
  const asked: FitOptions[] = [];
  return {
    engine: 'tfjs-cpu',
    asked,
    async fit(dataset, weights, options, _onProgress, signal) {
      asked.push(options);
      signal?.throwIfAborted();
      return { weights: weights.map(change), steps: 3, examples: dataset.rows, loss: 0.123456789 };
    },
    dispose: () => undefined,
  };
}

export const opened = (trainer: Trainer) => (): Promise<Result<Trainer>> => Promise.resolve(ok(trainer));
