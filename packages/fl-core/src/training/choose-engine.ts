/** Picks what trains here: an engine that a person or the study pinned, else the fastest of a calibration. */
import { ok, type Result } from '../lib/result.ts';
import { type Calibration, calibrate, type EngineTiming } from './calibrate.ts';
import type { EngineOptions } from './engines.ts';
import { createResilientTrainer } from './resilient-trainer.ts';
import type { EngineName, FitOptions, Trainer } from './trainer.ts';

export interface EnginePin {
  readonly engine: EngineName;
  readonly by: 'person' | 'study';
}

/** What trains here, and why. */
export interface EngineChoice {
  readonly engine: EngineName;
  /**
   * `fastest`: of those measured. `first`: nothing could be measured, so the first that starts.
   * `fallback`: one before it in line did not start or broke; `notice` says which.
   */
  readonly why: 'fastest' | 'first' | 'person' | 'study' | 'fallback';
  /** What went wrong on the way to it, in a sentence for a person. */
  readonly notice: string | null;
  readonly timings: readonly EngineTiming[];
}

export interface ChooseEngineOptions {
  /** Network, batch size, optimizer and options of the study's fits. */
  readonly fit: FitOptions;
  /** Those that this platform can have, in the order they are measured. One alone is not measured. */
  readonly engines: readonly EngineName[];
  readonly engineOptions?: EngineOptions;
  readonly pin: EnginePin | null;
  /** From an earlier choice; null measures. */
  readonly calibration: Calibration | null;
  /** Milliseconds for all engines together; that of `calibrate` unless given. */
  readonly budget?: number;
  readonly signal?: AbortSignal;
  /** Told when the trainer is ready, and again each time it falls back on another engine. */
  onChoice(choice: EngineChoice, calibration: Calibration): void;
}

const unmeasured: Calibration = { timings: [], ranking: [] };

/**
 * Measures, unless that was done, and opens the engine to train with. When it breaks in a fit the next one does
 * that fit (see `createResilientTrainer`): first those measured, fastest first, then those that are left.
 *
 * Errors: `NO_ENGINE` when none starts. @throws the signal's reason when aborted
 */
export async function chooseEngine(options: ChooseEngineOptions): Promise<Result<Trainer>> {
  const { fit, engines, engineOptions = {}, pin, budget, signal, onChoice } = options;
  const measured =
    options.calibration ??
    (engines.length > 1
      ? await calibrate({
          fit,
          engines,
          engineOptions,
          ...(budget === undefined ? {} : { budget }),
          ...(signal ? { signal } : {}),
        })
      : unmeasured);
  const line = [...new Set([...(pin ? [pin.engine] : []), ...measured.ranking, ...engines])];
  const tell = (engine: EngineName, notice: string | null): void => {
    const { timings, ranking } = measured;
    const chosen = pin?.by ?? (ranking.length > 0 ? 'fastest' : 'first');
    const asChosen = engine === line[0] && notice === null;
    onChoice({ engine, why: asChosen ? chosen : 'fallback', notice, timings }, measured);
  };
  let skipped: string | null = null;
  const opened = await createResilientTrainer({
    engines: line,
    engineOptions,
    onSkip: (why) => {
      skipped = why;
    },
    onFallback: tell,
  });
  signal?.throwIfAborted();
  if (!opened.ok) return opened;
  tell(opened.value.engine, skipped);
  return ok(opened.value);
}
