/** Trains on a tfjs backend with a step written by hand: few kernels, one parameter vector. */
import type { Dataset } from '../../lib/dataset.ts';
import { ok, type Result } from '../../lib/result.ts';
import { firstNonFinite } from '../../model/float-bytes.ts';
import { type BatchPlan, createBatchPlan } from '../batch-plan.ts';
import { requireFit } from '../check-fit.ts';
import { DivergedError } from '../diverged.ts';
import { createEventLoop } from '../event-loop.ts';
import type { FitOptions, FitResult, OnProgress, Trainer } from '../trainer.ts';
import { addWeightedLoss } from '../weighted-loss.ts';
import { createGradientAdjustment } from './adjust-gradient.ts';
import { openDevice, type TfjsOptions } from './backend.ts';
import type { Device, Tensor, TfjsBackend } from './device.ts';
import { createDeviceFeed } from './feed.ts';
import { createDeviceNetwork } from './network.ts';
import { createDeviceOptimizer } from './optimizer.ts';

export type { TfjsBackend, TfjsOptions };

/** Work done in one go before others get their turn; half of what the contract allows. */
const TURN_MS = 25;
const PROGRESS_MS = 100;
/** Steps whose log-odds may wait on the device to be read. */
const UNREAD_STEPS = 512;

/** The device's side of one fit: parameters, optimizer memory, and what has not been read yet. */
function createSession(device: Device, dataset: Dataset, weights: Float32Array, options: FitOptions) {
  const { network, perExampleClip } = options;
  const parameters = weights.length;
  const feed = createDeviceFeed(device, dataset, options);
  const learner = createDeviceNetwork(device, network, perExampleClip);
  const optimizer = createDeviceOptimizer(device, options, parameters);
  const zeros = (): Tensor => device.write(new Float32Array(parameters), [parameters]);
  const adjustment = createGradientAdjustment(device, options);
  let state: Tensor[] = [
    device.write(weights.slice(), [parameters]),
    ...Array.from({ length: optimizer.slots }, zeros),
  ];
  let unread: Tensor[] = [];
  let steps = 0;

  return {
    step(rows: Int32Array): void {
      const kept = device.scope(() => {
        const [current, ...slots] = state;
        if (!current) throw new Error('The fit has no parameters.');
        const { logits, gradient } = learner.gradient(current, feed.batch(rows));
        const full = adjustment.apply(gradient, current, rows.length);
        const next = optimizer.step(current, full, slots, steps + 1);
        const flat = device.run('Reshape', { x: logits }, { shape: [rows.length] });
        return [flat, ...next];
      });
      device.free(state);
      state = kept.slice(1);
      unread.push(...kept.slice(0, 1));
      steps++;
    },
    unreadSteps: () => unread.length,
    /** Log-odds of every step since the last call, in order; waits for the device to catch up. */
    async readLogits(): Promise<Float32Array> {
      if (unread.length === 0) return new Float32Array(0);
      const [all] = device.scope(() => [device.run('Concat', unread, { axis: 0 })]);
      device.free(unread);
      unread = [];
      if (!all) return new Float32Array(0);
      try {
        return await device.read(all);
      } finally {
        device.free([all]);
      }
    },
    async readWeights(): Promise<Float32Array> {
      const [current] = state;
      return current ? Float32Array.from(await device.read(current)) : weights.slice();
    },
    dispose(): void {
      device.free([...state, ...unread]);
      adjustment.dispose();
      feed.dispose();
    },
  };
}

async function fit(
  device: Device,
  plan: BatchPlan,
  dataset: Dataset,
  weights: Float32Array,
  options: FitOptions,
  onProgress: OnProgress,
  signal: AbortSignal | undefined,
): Promise<FitResult> {
  const session = createSession(device, dataset, weights, options);
  const loop = createEventLoop();
  const { batchSize, classWeights } = options;
  let lastTurn = performance.now();
  let lastProgress = lastTurn;
  let order: Int32Array = new Int32Array(0);
  let seen = 0; // rows of this epoch given to the device
  let read = 0; // rows of this epoch whose loss is known
  let lossSum = 0;

  const catchUp = async (): Promise<void> => {
    const logits = await session.readLogits();
    lossSum = addWeightedLoss(lossSum, logits, order.subarray(read, seen), dataset.labels, classWeights);
    read = seen;
    if (!Number.isFinite(lossSum)) throw new DivergedError();
  };
  try {
    for (let step = 0; step < plan.steps; step++) {
      signal?.throwIfAborted();
      const place = step % plan.stepsPerEpoch;
      if (place === 0) {
        order = plan.nextOrder();
        seen = 0;
        read = 0;
        lossSum = 0;
      }
      const rows = order.subarray(seen, Math.min(seen + batchSize, dataset.rows));
      session.step(rows);
      seen += rows.length;

      const now = performance.now();
      const last = step === plan.steps - 1;
      const reports = last || now - lastProgress >= PROGRESS_MS;
      if (reports || place === plan.stepsPerEpoch - 1 || session.unreadSteps() >= UNREAD_STEPS)
        await catchUp();
      if (reports) {
        lastProgress = now;
        await onProgress({
          epoch: Math.floor(step / plan.stepsPerEpoch) + 1,
          epochs: plan.epochs,
          done: (step + 1) / plan.steps,
          loss: lossSum / read,
        });
      }
      if (now - lastTurn >= TURN_MS) {
        await loop.turn();
        lastTurn = performance.now();
      }
    }
    signal?.throwIfAborted();
    const trained = await session.readWeights();
    if (firstNonFinite(trained) >= 0) throw new DivergedError();
    return {
      weights: trained,
      steps: plan.steps,
      examples: dataset.rows,
      loss: read > 0 ? lossSum / read : 0,
    };
  } finally {
    session.dispose();
    loop.close();
  }
}

/**
 * A trainer on a tfjs backend, in a browser's worker or in Node.
 *
 * The loss it reports is the mean of class weight × cross-entropy over the rows of
 * an epoch, each taken before its step, without the L2 penalty. A dataset without
 * rows gives the weights back after 0 steps with loss 0. `fit` rejects with a
 * RangeError when dataset, weights and options do not fit each other, and with an
 * Error when training diverges.
 *
 * Errors: `ENGINE_UNAVAILABLE` when the backend does not start on this machine.
 */
export async function createTfjsTrainer(
  backend: TfjsBackend,
  options: TfjsOptions = {},
): Promise<Result<Trainer>> {
  const opened = await openDevice(backend, options);
  if (!opened.ok) return opened;
  const device = opened.value;
  let disposed = false;
  return ok({
    engine: `tfjs-${backend}`,
    async fit(dataset, weights, fitOptions, onProgress = () => undefined, signal) {
      if (disposed) throw new Error('This trainer was disposed of.');
      requireFit(dataset, weights, fitOptions);
      const plan = createBatchPlan(dataset.rows, fitOptions);
      return fit(device, plan, dataset, weights, fitOptions, onProgress, signal);
    },
    /** The backend itself stays open: other trainers of this thread may be using it. */
    dispose() {
      disposed = true;
    },
  });
}
