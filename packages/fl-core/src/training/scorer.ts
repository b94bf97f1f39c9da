/** Scores of many rows, as fast as this machine can. */
import { forward } from '../model/forward.ts';
import { createPredictor, type Predictor } from './simd/predictor.ts';

/** Probability of "yes" for each row; shapes and errors as `Predictor.predict` has them. */
export type Scorer = Predictor['predict'];

let shared: Promise<Scorer> | null = null;

/**
 * The SIMD kernel's batched prediction, or where WebAssembly SIMD is missing the plain `forward`. One for all
 * callers of a thread: it keeps a kernel of its own, apart from those that train.
 */
export function openScorer(): Promise<Scorer> {
  shared ??= createPredictor().then((opened) => (opened.ok ? opened.value.predict : forward));
  return shared;
}
