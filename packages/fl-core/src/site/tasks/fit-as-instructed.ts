/** A round's training as the strategy asks for it: FedProx's pull, SCAFFOLD's correction, another learning rate. */
import { controlChange, controlCorrection } from '../../aggregation/index.ts';
import type { Dataset } from '../../lib/dataset.ts';
import type { FitInstructions } from '../../protocol/messages.ts';
import type { FitOptions, FitResult, OnProgress, Trainer } from '../../training/index.ts';

/** SCAFFOLD's variates as the round begins; null is zero. */
export interface Variates {
  /** c, the coordinator's. */
  readonly server: ArrayLike<number> | null;
  /** cᵢ, this site's. */
  readonly own: ArrayLike<number> | null;
}

export interface InstructedFit {
  readonly trainer: Trainer;
  readonly rows: Dataset;
  /** The round's global model. */
  readonly global: Float32Array;
  /** What the study asks for. */
  readonly options: FitOptions;
  readonly instructions: FitInstructions;
  readonly variates: Variates;
  readonly onProgress?: OnProgress;
  readonly signal?: AbortSignal;
}

/** `controlDelta` is cᵢ⁺ − cᵢ, as 32-bit numbers; null where the strategy has no control variates. */
export type Instructed = FitResult & { readonly controlDelta: Float32Array | null };

/** Rows behind a gradient that is measured for its own sake. */
const GRADIENT_ROWS = 8192;

export async function fitAsInstructed(fit: InstructedFit): Promise<Instructed> {
  const { trainer, rows, global, instructions, variates, onProgress, signal } = fit;
  const { proximalMu = 0, learningRate = fit.options.learningRate, controlVariates = false } = instructions;
  const options: FitOptions = {
    ...fit.options,
    learningRate,
    ...(proximalMu > 0 && { proximal: { mu: proximalMu, anchor: global } }),
    ...(controlVariates && {
      control: {
        correction: controlCorrection(global.length, variates.server ?? undefined, variates.own ?? undefined),
      },
    }),
  };
  const fitted = await trainer.fit(rows, global, options, onProgress, signal);
  if (!controlVariates) return { ...fitted, controlDelta: null };
  return { ...fitted, controlDelta: await changeOfControl({ ...fit, options }, fitted) };
}

/**
 * After plain SGD by option II, (x − yᵢ) / (K η) − c. The steps of other optimizers are no sum of gradients: after
 * them by option I, gᵢ(x) − cᵢ, the gradient of the site's loss at the global model.
 */
async function changeOfControl(fit: InstructedFit, fitted: FitResult): Promise<Float32Array> {
  const { trainer, rows, global, options, variates, signal } = fit;
  const { optimizer, learningRate } = options;
  if (optimizer === 'sgd') {
    const taken = { steps: fitted.steps, learningRate };
    return Float32Array.from(controlChange(global, fitted.weights, taken, variates.server ?? undefined));
  }
  const { control: _, proximal: __, ...plain } = options;
  const step: FitOptions = {
    ...plain,
    optimizer: 'sgd',
    learningRate: 1,
    batchSize: Math.min(rows.rows, GRADIENT_ROWS),
    duration: { steps: 1 },
  };
  const moved = await trainer.fit(rows, global, step, undefined, signal);
  return global.map((x, i) => x - (moved.weights[i] ?? 0) - (variates.own?.[i] ?? 0));
}
