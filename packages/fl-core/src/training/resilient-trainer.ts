/** A trainer that goes on with another engine when one breaks in the middle of a fit. */
import type { Result } from '../lib/result.ts';
import { ok } from '../lib/result.ts';
import { DivergedError } from './diverged.ts';
import { type EngineOptions, openTrainer } from './engines.ts';
import type { EngineName, Trainer } from './trainer.ts';

export interface ResilientOptions {
  /** In order of preference; those after the one in use are what is left to fall back on. */
  readonly engines: readonly EngineName[];
  readonly engineOptions?: EngineOptions;
  /** The first engines of the list did not start; `why` says so in a sentence or two for a person. */
  onSkip?(why: string): void;
  /** `why`: a sentence for a person. */
  onFallback?(to: EngineName, why: string): void;
}

/**
 * Opens the first engine that works. When it breaks in a fit (a graphics card that is lost, memory that runs
 * out) the next one does the whole fit from the same weights: the round is not lost. What no engine could help,
 * a fit that diverges or does not fit its data, is thrown as by any trainer.
 *
 * Errors: `NO_ENGINE` when none starts.
 */
export async function createResilientTrainer(options: ResilientOptions): Promise<Result<Trainer>> {
  let waiting = [...options.engines];
  let skipped: string | null = null;
  const openNext = async (): Promise<Result<Trainer>> => {
    const opened = await openTrainer(waiting, options.engineOptions);
    if (!opened.ok) return opened;
    const { trainer } = opened.value;
    skipped = trainer.engine === waiting[0] ? null : opened.value.why;
    waiting = waiting.slice(waiting.indexOf(trainer.engine) + 1);
    return ok(trainer);
  };
  const first = await openNext();
  if (!first.ok) return first;
  if (skipped !== null) options.onSkip?.(skipped);
  let current = first.value;

  return ok({
    get engine() {
      return current.engine;
    },
    async fit(dataset, weights, fitOptions, onProgress, signal) {
      for (;;) {
        try {
          return await current.fit(dataset, weights, fitOptions, onProgress, signal);
        } catch (error) {
          if (signal?.aborted || error instanceof DivergedError || error instanceof RangeError) throw error;
          const next = await openNext();
          if (!next.ok) throw error;
          const broken = current;
          current = next.value;
          broken.dispose();
          const detail = error instanceof Error ? error.message : String(error);
          options.onFallback?.(
            current.engine,
            `${broken.engine} broke (${detail}); training goes on with ${current.engine}.`,
          );
        }
      }
    },
    dispose: () => current.dispose(),
  });
}
