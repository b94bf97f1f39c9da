/** Trains in the WebAssembly SIMD kernel: many batches a call, everything in linear memory. */
import type { Dataset } from '../../lib/dataset.ts';
import { ok, type Result } from '../../lib/result.ts';
import { firstNonFinite } from '../../model/float-bytes.ts';
import { parameterCount } from '../../model/network.ts';
import { createBatchPlan } from '../batch-plan.ts';
import { requireFit } from '../check-fit.ts';
import { DivergedError } from '../diverged.ts';
import { createEventLoop } from '../event-loop.ts';
import type { FitOptions, FitResult, OnProgress, Trainer } from '../trainer.ts';
import { type Kernel, openKernel } from './kernel.ts';
import { describeNetwork, floatsAt, outOfMemory } from './kernel-network.ts';
import { createResidentRows, type ResidentRows } from './resident-rows.ts';

/** A call lasts about this long: others get their turn after it, and an abort is heard. */
const CALL_MS = 12;
const PROGRESS_MS = 100;

const OPTIMIZERS: Readonly<Record<FitOptions['optimizer'], number>> = { sgd: 0, momentum: 1, adam: 2 };

export interface SimdTrainer extends Trainer {
  /**
   * The sum of some rows' gradients of class weight × cross-entropy, each first shortened to at most
   * `perExampleClip` (Abadi et al. 2016, algorithm 1): what differential privacy adds noise to.
   * @param rows numbers of rows of the dataset
   */
  clippedGradientSum(
    dataset: Dataset,
    rows: Int32Array,
    weights: Float32Array,
    options: FitOptions & { readonly perExampleClip: number },
  ): { readonly gradient: Float32Array; readonly clipped: number };
}

/** Places weights and options in the kernel. @throws Error when memory does not suffice */
function begin(kernel: Kernel, weights: Float32Array, options: FitOptions, batch: number): void {
  const { proximal, control, clipNorm = 0, perExampleClip = 0 } = options;
  describeNetwork(kernel, options.network);
  if (!kernel.allocateFit(batch)) throw outOfMemory();
  floatsAt(kernel, kernel.weightsAt(), weights.length).set(weights);
  if (proximal) floatsAt(kernel, kernel.anchorAt(), weights.length).set(proximal.anchor);
  if (control) floatsAt(kernel, kernel.correctionAt(), weights.length).set(control.correction);
  kernel.setObjective(options.classWeights[0], options.classWeights[1], options.l2);
  kernel.setOptimizer(OPTIMIZERS[options.optimizer], options.learningRate);
  kernel.setExtras(proximal?.mu ?? 0, clipNorm, perExampleClip, control ? 1 : 0);
}

async function fit(
  kernel: Kernel,
  resident: ResidentRows,
  dataset: Dataset,
  weights: Float32Array,
  options: FitOptions,
  onProgress: OnProgress,
  signal: AbortSignal | undefined,
): Promise<FitResult> {
  const plan = createBatchPlan(dataset.rows, options);
  const loop = createEventLoop();
  let lastTurn = performance.now();
  let lastProgress = lastTurn;
  let stepsPerCall = 1;
  let loss = 0;
  let seen = 0;
  try {
    for (let step = 0; step < plan.steps; ) {
      signal?.throwIfAborted();
      const place = step % plan.stepsPerEpoch;
      if (place === 0) {
        new Int32Array(kernel.memory.buffer, resident.order, dataset.rows).set(plan.nextOrder());
        loss = 0;
        seen = 0;
      }
      const steps = Math.min(stepsPerCall, plan.stepsPerEpoch - place, plan.steps - step);
      const rows = Math.min(steps * options.batchSize, dataset.rows - seen);
      const started = performance.now();
      kernel.trainRows(resident.features, resident.labels, resident.order + 4 * seen, rows);
      const now = performance.now();
      loss += kernel.takeLoss();
      seen += rows;
      step += steps;
      if (!Number.isFinite(loss)) throw new DivergedError();
      // At most doubled: one call that was interrupted or unusually quick decides little.
      const ideal = Math.floor((steps * CALL_MS) / Math.max(now - started, 0.001));
      stepsPerCall = Math.max(1, Math.min(ideal, 2 * stepsPerCall));
      if (now - lastProgress >= PROGRESS_MS || step === plan.steps) {
        lastProgress = now;
        const epoch = Math.ceil(step / plan.stepsPerEpoch);
        await onProgress({ epoch, epochs: plan.epochs, done: step / plan.steps, loss: loss / seen });
      }
      if (now - lastTurn >= CALL_MS) {
        await loop.turn();
        lastTurn = performance.now();
      }
    }
    signal?.throwIfAborted();
    const trained = floatsAt(kernel, kernel.weightsAt(), weights.length).slice();
    if (firstNonFinite(trained) >= 0) throw new DivergedError();
    return {
      weights: trained,
      steps: plan.steps,
      examples: dataset.rows,
      loss: seen > 0 ? loss / seen : 0,
    };
  } finally {
    loop.close();
  }
}

/**
 * A trainer in WebAssembly SIMD. For one seed its weights are the same to the bit in every browser, in Node and
 * on every machine. Loss, errors and empty datasets as the tfjs trainers have them.
 *
 * Errors: `ENGINE_UNAVAILABLE` where WebAssembly SIMD is missing or forbidden.
 */
export async function createSimdTrainer(): Promise<Result<SimdTrainer>> {
  const opened = await openKernel();
  if (!opened.ok) return opened;
  let kernel: Kernel | null = opened.value;
  const reside = createResidentRows(kernel);
  const use = (): Kernel => {
    if (!kernel) throw new Error('This trainer was disposed of.');
    return kernel;
  };
  // One kernel does one fit at a time: its memory holds one network.
  let last: Promise<unknown> = Promise.resolve();
  return ok({
    engine: 'simd',
    fit(dataset, weights, options, onProgress = () => undefined, signal) {
      const work = last.then(() => {
        const open = use();
        requireFit(dataset, weights, options);
        const resident = reside(dataset);
        begin(open, weights, options, Math.max(1, Math.min(options.batchSize, dataset.rows)));
        return fit(open, resident, dataset, weights, options, onProgress, signal);
      });
      last = work.catch(() => undefined);
      return work;
    },
    clippedGradientSum(dataset, rows, weights, options) {
      const open = use();
      requireFit(dataset, weights, options);
      const resident = reside(dataset);
      begin(open, weights, options, Math.max(1, rows.length));
      new Int32Array(open.memory.buffer, resident.order, rows.length).set(rows);
      open.batchGradient(resident.features, resident.labels, resident.order, rows.length, 1);
      open.takeLoss();
      const gradient = floatsAt(open, open.gradientAt(), parameterCount(options.network)).slice();
      return { gradient, clipped: open.takeClippedRows() };
    },
    dispose() {
      kernel = null;
    },
  });
}
