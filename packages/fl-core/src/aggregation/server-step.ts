/** What all algorithms share that take a server step from the mean of the updates. */
import { firstNonFinite } from '../model/float-bytes.ts';
import type { AggregateResult, Aggregation, ClientUpdate, Strategy, StrategyState } from './strategy.ts';
import { createWeightedMean } from './weighted-mean.ts';

/** From the global model and the updates' mean to the next global model, in float64. */
export type ServerStep = (
  global: Float64Array,
  mean: Float64Array,
  state: StrategyState,
) => { readonly global: Float64Array; readonly state: StrategyState };

function begin(start: ArrayLike<number>, state: StrategyState, step: ServerStep): Aggregation {
  const global = Float64Array.from(start);
  const bad = firstNonFinite(global);
  if (bad >= 0) throw new RangeError(`The global model holds a number that is not finite (weight ${bad}).`);
  const updates = createWeightedMean(global.length);
  const unchanged = (reason: string): AggregateResult => ({
    global: Float32Array.from(global),
    state,
    reason,
  });
  return {
    add: updates.add,
    finish() {
      const mean = updates.mean();
      if (mean === null) return unchanged('No updates came: the global model was kept as it was.');
      const next = step(global, mean, state);
      if (firstNonFinite(next.global) >= 0) {
        return unchanged('The step left the range of 32-bit numbers: the global model was kept as it was.');
      }
      return { global: Float32Array.from(next.global), state: next.state, reason: null };
    },
  };
}

/** Fixes the order of sums where every update has a name. */
function inOrder(updates: readonly ClientUpdate[]): readonly ClientUpdate[] {
  if (updates.some(({ id }) => id === undefined)) return updates;
  const compare = (a = '', b = ''): number => (a < b ? -1 : a > b ? 1 : 0);
  return [...updates].sort((a, b) => compare(a.id, b.id));
}

/** A whole strategy around a server step. */
export function serverStepStrategy(kind: string, step: ServerStep): Strategy {
  return {
    kind,
    configure: () => ({}),
    begin: (global, state = null) => begin(global, state, step),
    aggregate(global, updates, state = null) {
      const aggregation = begin(global, state, step);
      for (const update of inOrder(updates)) aggregation.add(update);
      return aggregation.finish();
    },
  };
}

/** A vector from stored state: zeros before the first round. @throws RangeError when it is another model's. */
export function stateVector(state: StrategyState, name: string, length: number): Float64Array {
  const stored = state?.[name];
  if (stored === undefined) return new Float64Array(length);
  if (typeof stored === 'number' || stored.length !== length || firstNonFinite(stored) >= 0) {
    throw new RangeError(`The stored state "${name}" does not fit a model of ${length} weights.`);
  }
  return Float64Array.from(stored);
}
