/** Rounds as a site's worker has them, one after the other: the global model is scored, then trained. */
import { initializeWeights } from '@fedhealth/fl-core/model';
import { createPredictor, type EngineOptions, openTrainer, type Trainer } from '@fedhealth/fl-core/training';
import * as core from '@tensorflow/tfjs-core';
import { makeRows, networkOf, optionsOf } from '../contenders.ts';
import type { RoundsReport } from './report.ts';

const data = makeRows(500, 7);
const network = networkOf(7, [64, 32]);
let trainers: readonly Trainer[] | null = null;
let weights = initializeWeights(network, 1);

async function open(options: EngineOptions): Promise<readonly Trainer[]> {
  const opened = await Promise.all(
    (['simd', 'tfjs-wasm'] as const).map((engine) => openTrainer([engine], options)),
  );
  return opened.map((one) => {
    if (!one.ok) throw new Error(one.error.message);
    return one.value.trainer;
  });
}

/** Each round on the simd engine, and one in twenty on tfjs as well. */
export async function playRounds(rounds: number, options: EngineOptions): Promise<RoundsReport> {
  trainers ??= await open(options);
  const predictor = await createPredictor();
  if (!predictor.ok) throw new Error(predictor.error.message);
  for (let round = 0; round < rounds; round++) {
    predictor.value.predict(network, weights, data.features, data.rows);
    for (const trainer of round % 20 === 0 ? trainers : trainers.slice(0, 1)) {
      ({ weights } = await trainer.fit(data, weights, { ...optionsOf(network, 32), seed: round }));
    }
  }
  return { tensors: core.memory().numTensors, stored: core.engine().findBackend('wasm').numDataIds() };
}
