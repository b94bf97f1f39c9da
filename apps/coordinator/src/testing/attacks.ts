/** What malicious hospitals send in place of what they trained: the kinds of attack that strategies are tried with. */
import type { AttackKind } from '@fedhealth/fl-core/aggregation';
import { createRng, seedFrom } from '@fedhealth/fl-core/lib';
import { updateNorm } from '@fedhealth/fl-core/weights';

export interface Trained {
  readonly round: number;
  /** The round's global model, and those of all rounds before it. */
  readonly global: Float32Array;
  readonly history: readonly Float32Array[];
  /** What an honest training made of it. */
  readonly weights: Float32Array;
}

const along = (from: Float32Array, step: (i: number) => number): Float32Array =>
  from.map((weight, i) => weight + step(i));

/** A direction of its own, as long as an honest step. */
function randomStep({ global, weights }: Trained, seed: number): Float32Array {
  const rng = createRng(seed);
  const direction = Float64Array.from(global, () => rng.normal());
  const length = Math.hypot(...direction);
  const norm = updateNorm(weights, global);
  return along(global, (i) => ((direction[i] ?? 0) * norm) / length);
}

const back = ({ global, weights }: Trained, times: number): Float32Array =>
  along(global, (i) => times * ((weights[i] ?? 0) - (global[i] ?? 0)));

/** The weights that each kind of attack sends. */
export const ATTACKS: Readonly<Record<AttackKind, (trained: Trained) => Float32Array>> = {
  rows: (trained) => back(trained, -1),
  huge: ({ global }) => global.map((_, i) => (i % 2 === 0 ? 3.4e38 : -3.4e38)),
  subnormal: ({ global }) => global.map((_, i) => (i % 2 === 0 ? 1e-45 : -1e-40)),
  signFlip: (trained) => back(trained, -1),
  scaled: (trained) => back(trained, 100),
  replayed: ({ history, global }) => history[0] ?? global,
  constant: ({ global }) => global.map(() => 0.5),
  random: (trained) => randomStep(trained, seedFrom('random', trained.round)),
  twoFlips: (trained) => back(trained, -1),
  twoRows: (trained) => back(trained, -1),
  colluding: (trained) => randomStep(trained, seedFrom('together', trained.round)),
};
