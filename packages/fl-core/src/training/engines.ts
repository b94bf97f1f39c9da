/** Opens the first training engine of a list that works on this machine. */
import { fail, ok, type Result } from '../lib/result.ts';
import { createSimdTrainer } from './simd/trainer.ts';
import { createTfjsTrainer, type TfjsOptions } from './tfjs/trainer.ts';
import type { EngineName, Trainer } from './trainer.ts';

export type EngineOptions = TfjsOptions;

export interface OpenedTrainer {
  readonly trainer: Trainer;
  /** Which engine is used and why, in one or two sentences. */
  readonly why: string;
}

type Opener = (options: EngineOptions) => Promise<Result<Trainer>>;

const OPENERS: Readonly<Record<EngineName, Opener>> = {
  simd: createSimdTrainer,
  'tfjs-webgpu': (options) => createTfjsTrainer('webgpu', options),
  'tfjs-webgl': (options) => createTfjsTrainer('webgl', options),
  'tfjs-wasm': (options) => createTfjsTrainer('wasm', options),
  'tfjs-cpu': (options) => createTfjsTrainer('cpu', options),
};

/**
 * Tries engines in order and opens the first that starts.
 * @returns the trainer and why it was chosen; `NO_ENGINE` with every engine's problem when none starts
 */
export async function openTrainer(
  preferences: readonly EngineName[],
  options: EngineOptions = {},
): Promise<Result<OpenedTrainer>> {
  const failures: string[] = [];
  for (const engine of preferences) {
    const opened = await OPENERS[engine](options);
    if (opened.ok) {
      const why =
        failures.length === 0
          ? `Training with ${engine}, the first choice.`
          : `Training with ${engine}. ${failures.join(' ')}`;
      return ok({ trainer: opened.value, why });
    }
    failures.push(`${engine} could not be used: ${opened.error.message}`);
  }
  const why = failures.length === 0 ? 'No engine was asked for.' : failures.join(' ');
  return fail({ code: 'NO_ENGINE', message: `No training engine works on this machine. ${why}` });
}
