/** Times a few real steps of each engine, so that the fastest on this machine is known, not guessed. */
import type { Dataset } from '../lib/dataset.ts';
import { createRng } from '../lib/rng.ts';
import { initializeWeights } from '../model/initialize.ts';
import { type EngineOptions, openTrainer } from './engines.ts';
import type { EngineName, FitOptions, Trainer } from './trainer.ts';

export interface EngineTiming {
  readonly engine: EngineName;
  /** Training steps a second; null when it could not be timed. */
  readonly stepsPerSecond: number | null;
  /** Why not, in a sentence. */
  readonly problem: string | null;
}

export interface Calibration {
  /** In the order they were tried. */
  readonly timings: readonly EngineTiming[];
  /** Engines that can be used, fastest first. */
  readonly ranking: readonly EngineName[];
}

export interface CalibrateOptions {
  /** Network, batch size, optimizer and options of the study's fits. */
  readonly fit: FitOptions;
  readonly engines: readonly EngineName[];
  readonly engineOptions?: EngineOptions;
  /** Milliseconds for all engines together; 1,500 unless given. */
  readonly budget?: number;
  readonly signal?: AbortSignal;
}

const BUDGET_MS = 1_500;
/** Long enough to see past the clock's grain and a busy neighbour, short enough for five engines. */
const TIMED_MS = 80;
const MOST_STEPS = 4_000;
/** A run shorter than this is lost in the clock's grain. */
const GRAIN_MS = 5;
const GOOD_RUNS = 3;
const BATCHES = 8;
/** Kept for a second look at the fastest, where more than one is within this ratio of the best. */
const PLAY_OFF_MS = 300;
const PLAY_OFF_RATIO = 16;

/** Random rows: the time of a step does not depend on what the numbers are. */
function sampleRows({ network, batchSize }: FitOptions): Dataset {
  const rng = createRng(1);
  const rows = BATCHES * Math.min(batchSize, 4096);
  const features = Float32Array.from({ length: rows * network.inputs }, () => rng.normal());
  return {
    features,
    labels: Float32Array.from({ length: rows }, (_, row) => row % 2),
    rows,
    width: network.inputs,
  };
}

async function timeSteps(
  trainer: Trainer,
  dataset: Dataset,
  weights: Float32Array,
  options: FitOptions,
  left: () => number,
  signal: AbortSignal,
): Promise<number> {
  const run = async (steps: number): Promise<number> => {
    const started = performance.now();
    await trainer.fit(dataset, weights, { ...options, duration: { steps } }, undefined, signal);
    return performance.now() - started;
  };
  await run(1); // compiles kernels and shaders, uploads the rows
  let steps = 1;
  let best = Number.POSITIVE_INFINITY;
  let spent = 0;
  // The best of several runs: one that a busy machine interrupted says nothing of the engine.
  for (
    let good = 0;
    (good < GOOD_RUNS || spent < TIMED_MS) && (best === Number.POSITIVE_INFINITY || left() > 0);
  ) {
    const took = await run(steps);
    spent += took;
    const longEnough = took >= GRAIN_MS || steps === MOST_STEPS;
    if (longEnough) {
      good++;
      best = Math.min(best, Math.max(took, 0.001) / steps);
    }
    const each = Math.min(best, Math.max(took, GRAIN_MS / 8) / steps);
    steps = Math.min(MOST_STEPS, Math.max(1, Math.ceil(TIMED_MS / 4 / each)));
  }
  return 1000 / best;
}

/** Settles with `promise`, or rejects when the signal does: an engine that hangs is left behind. */
function orAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    promise.then(resolve, reject);
  });
}

/**
 * Times the engines one after the other, in the order given, on rows like the study's. An engine that does not
 * start, fails, or for which no time is left has no figure and its reason. Engines are closed again.
 * @throws the signal's reason when aborted
 */
export async function calibrate(options: CalibrateOptions): Promise<Calibration> {
  const { fit, engines, engineOptions, budget = BUDGET_MS, signal } = options;
  const end = performance.now() + budget;
  const dataset = sampleRows(fit);
  const weights = initializeWeights(fit.network, 1);

  const time = async (engine: EngineName, deadline: number): Promise<EngineTiming> => {
    signal?.throwIfAborted();
    const left = (): number => deadline - performance.now();
    const late = AbortSignal.timeout(Math.max(1, Math.ceil(left())));
    const either = signal ? AbortSignal.any([signal, late]) : late;
    const attempt = async (): Promise<number> => {
      const opened = await openTrainer([engine], engineOptions);
      if (!opened.ok) throw new Error(opened.error.message);
      try {
        return await timeSteps(opened.value.trainer, dataset, weights, fit, left, either);
      } finally {
        opened.value.trainer.dispose();
      }
    };
    try {
      if (left() <= 0) throw late.reason;
      return { engine, stepsPerSecond: await orAborted(attempt(), either), problem: null };
    } catch (error) {
      signal?.throwIfAborted();
      return { engine, stepsPerSecond: null, problem: reasonOf(error) };
    }
  };

  const timings: EngineTiming[] = [];
  for (const engine of engines) timings.push(await time(engine, end - Math.min(PLAY_OFF_MS, budget / 4)));
  for (const engine of contenders(timings)) {
    const again = await time(engine, end);
    const at = timings.findIndex((timing) => timing.engine === engine);
    if ((again.stepsPerSecond ?? 0) > (timings[at]?.stepsPerSecond ?? 0)) timings[at] = again;
  }
  return { timings, ranking: rank(timings) };
}

/**
 * Engines that may be the fastest after all: the first to be measured ran while its code was still being
 * compiled for speed, and the page being drawn.
 */
function contenders(timings: readonly EngineTiming[]): EngineName[] {
  const best = Math.max(0, ...timings.map(({ stepsPerSecond }) => stepsPerSecond ?? 0));
  const near = rank(timings.filter(({ stepsPerSecond }) => (stepsPerSecond ?? 0) >= best / PLAY_OFF_RATIO));
  return near.length > 1 ? near.reverse() : [];
}

function reasonOf(error: unknown): string {
  if (error instanceof DOMException && error.name === 'TimeoutError')
    return 'No time was left to measure it.';
  if (error === undefined) return 'No time was left to measure it.';
  return error instanceof Error ? error.message : String(error);
}

function rank(timings: readonly EngineTiming[]): EngineName[] {
  return timings
    .flatMap(({ engine, stepsPerSecond }) => (stepsPerSecond === null ? [] : [{ engine, stepsPerSecond }]))
    .sort((a, b) => b.stepsPerSecond - a.stepsPerSecond)
    .map(({ engine }) => engine);
}
