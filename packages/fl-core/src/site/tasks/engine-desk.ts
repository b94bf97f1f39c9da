/** The one trainer of a session: chosen when first asked for, and anew when a person pins another engine. */
import { fail, type Result } from '../../lib/result.ts';
import { createNetwork } from '../../model/index.ts';
import { fitPipeline } from '../../preprocessing/index.ts';
import type { Study } from '../../study/schema.ts';
import {
  type Calibration,
  type EngineChoice,
  type EngineName,
  type EnginePin,
  type FitOptions,
  fitOptions,
  type Trainer,
} from '../../training/index.ts';
import type { SiteSnapshot } from '../session/snapshot.ts';

/** What `chooseEngine` needs besides what the platform knows. */
export interface TrainerOpening {
  readonly fit: FitOptions;
  readonly pin: EnginePin | null;
  readonly calibration: Calibration | null;
  readonly signal: AbortSignal;
  onChoice(choice: EngineChoice, calibration: Calibration): void;
}

export type OpenTrainer = (opening: TrainerOpening) => Promise<Result<Trainer>>;

export interface EngineDesk {
  /** The trainer for the next fit. Errors: `NO_ENGINE`, `LEFT` when cancelled. */
  open(): Promise<Result<Trainer>>;
  /** A person's choice; null leaves it to the study and the measurement. The next `open` follows it. */
  pin(engine: EngineName | null): void;
  /** Ends a measurement under way. */
  cancel(): void;
  dispose(): void;
}

export interface EngineDeskParts {
  readonly study: Study;
  readonly openTrainer: OpenTrainer;
  readonly pinned: EngineName | null;
  show(patch: Partial<SiteSnapshot>): void;
}

/** A fit as the study asks for it. Categories that only a run will tell of count as one input. */
export function expectedFit(study: Study): FitOptions {
  const { inputs, steps } = fitPipeline({ rows: 0, positives: null, features: [] }, study);
  const unknown = steps.filter((step) => step.kind === 'categorical' && step.categories.length === 0).length;
  return fitOptions(study, createNetwork(study.model, inputs.length + unknown), [], 1);
}

interface Opening {
  readonly pinned: EngineName | null;
  readonly abort: AbortController;
  trainer: Promise<Result<Trainer>> | null;
  ready: boolean;
}

const LEFT = fail({ code: 'LEFT', message: 'The hospital left.' });

export function createEngineDesk(parts: EngineDeskParts): EngineDesk {
  const { study, openTrainer, show } = parts;
  let { pinned } = parts;
  let calibration: Calibration | null = null;
  let current: Opening | null = null;

  const pinInForce = (): EnginePin | null => {
    if (pinned) return { engine: pinned, by: 'person' };
    return study.training.engine ? { engine: study.training.engine, by: 'study' } : null;
  };

  const ask = async (opening: Opening): Promise<Result<Trainer>> => {
    const pin = pinInForce();
    const { signal } = opening.abort;
    try {
      const opened = await openTrainer({
        fit: expectedFit(study),
        pin,
        calibration,
        signal,
        onChoice(choice, measured) {
          if (current !== opening) return;
          calibration = measured;
          show({ engine: choice.engine, engines: { ...choice, pin } });
        },
      });
      if (!signal.aborted) return opened;
      if (opened.ok) opened.value.dispose();
      return LEFT;
    } catch (error) {
      if (signal.aborted) return LEFT;
      throw error;
    }
  };

  const start = (before: Opening | null): Promise<Result<Trainer>> => {
    const opening: Opening = { pinned, abort: new AbortController(), trainer: null, ready: false };
    current = opening;
    opening.trainer = ask(opening).then((opened) => {
      // A fit under way has what it needs of it; nothing else asks for it any more.
      void before?.trainer?.then((old) => old.ok && old.value.dispose());
      opening.ready = opened.ok;
      if (current === opening) {
        if (opened.ok) show({ engine: opened.value.engine });
        else current = null;
      }
      return opened;
    });
    return opening.trainer;
  };

  return {
    open() {
      return current?.trainer && current.pinned === pinned ? current.trainer : start(current);
    },
    pin(engine) {
      pinned = engine;
    },
    cancel() {
      if (current === null || current.ready) return;
      current.abort.abort(new Error('The hospital left.'));
      current = null;
    },
    dispose() {
      current?.abort.abort(new Error('The page was closed.'));
      void current?.trainer?.then((opened) => opened.ok && opened.value.dispose());
      current = null;
    },
  };
}
