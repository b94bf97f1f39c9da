/** What all algorithms share: combine the updates, take a server step, keep the model when that fails. */
import { firstNonFinite } from '../model/float-bytes.ts';
import type { Combine } from './combine.ts';
import { inOrder } from './in-order.ts';
import type {
  AggregateResult,
  Aggregation,
  Instructions,
  RunFacts,
  Strategy,
  StrategyState,
} from './strategy.ts';

/** From the global model and what the updates came to, to the next global model, in float64. */
export type ServerStep = (
  global: Float64Array,
  combined: Float64Array,
  state: StrategyState,
) => { readonly global: Float64Array; readonly state: StrategyState };

interface Parts {
  readonly kind: string;
  readonly combine: Combine;
  readonly step: ServerStep;
  readonly fewestUpdates?: number;
  readonly configure?: (round: number, state: StrategyState) => Instructions;
}

/** The global model in float64. @throws RangeError when it is not finite. */
export function startingModel(start: ArrayLike<number>): Float64Array {
  const global = new Float64Array(start);
  const bad = firstNonFinite(start instanceof Float32Array ? start : global);
  if (bad >= 0) throw new RangeError(`The global model holds a number that is not finite (weight ${bad}).`);
  return global;
}

function begin(
  start: ArrayLike<number>,
  state: StrategyState,
  facts: RunFacts,
  { combine, step }: Parts,
): Aggregation {
  const global = startingModel(start);
  const updates = combine(global.length, facts);
  const unchanged = (reason: string): AggregateResult => ({
    global: new Float32Array(global),
    state,
    reason,
  });
  return {
    add: updates.add,
    finish() {
      const combined = updates.finish();
      if (combined === null) return unchanged('No updates came: the global model was kept as it was.');
      if ('error' in combined) return { ...unchanged(combined.error.message), error: combined.error };
      const next = step(global, combined.vector, state);
      const rounded = new Float32Array(next.global);
      if (firstNonFinite(rounded) >= 0) {
        return unchanged('The step left the range of 32-bit numbers: the global model was kept as it was.');
      }
      const { notes, shares } = combined;
      return {
        global: rounded,
        state: next.state,
        reason: null,
        ...(notes && { notes }),
        ...(shares && { shares }),
      };
    },
  };
}

/** A whole strategy around a rule and a server step. */
export function serverStepStrategy(parts: Parts): Strategy {
  const { kind, fewestUpdates = 1, configure = () => ({}) } = parts;
  return strategyOf(
    { kind, fewestUpdates, configure: (round, state = null) => configure(round, state) },
    (global, state, facts) => begin(global, state, facts, parts),
  );
}

/** A strategy around how it begins a round. */
export function strategyOf(
  named: Pick<Strategy, 'kind' | 'fewestUpdates' | 'controlVariates' | 'configure'>,
  start: (...given: Required<Parameters<Strategy['begin']>>) => Aggregation,
): Strategy {
  return {
    ...named,
    begin: (global, state = null, facts = {}) => start(global, state, facts),
    aggregate(global, updates, state = null, facts = {}) {
      const aggregation = start(global, state, facts);
      for (const update of inOrder(updates)) aggregation.add(update);
      return aggregation.finish();
    },
  };
}

/** Server SGD: x + η (combined − x). At η = 1 the combined vector as it is: adding x back would round. */
export const gradientStep =
  (eta: number): ServerStep =>
  (global, combined) => {
    if (eta === 1) return { global: combined, state: null };
    return { global: global.map((x, i) => x + eta * ((combined[i] as number) - x)), state: null };
  };

/**
 * A vector from stored state, to write to; `initial` everywhere before the first round.
 * @throws RangeError when it is another model's.
 */
export function stateVector(state: StrategyState, name: string, length: number, initial = 0): Float64Array {
  const stored = state?.[name];
  if (stored === undefined) return new Float64Array(length).fill(initial);
  // In float64: a second moment may well be beyond 32 bits.
  if (typeof stored === 'number' || stored.length !== length || !Array.from(stored).every(Number.isFinite)) {
    throw new RangeError(`The stored state "${name}" does not fit a model of ${length} weights.`);
  }
  return Float64Array.from(stored);
}

/** A count from stored state; 0 before the first round. */
export function stateCount(state: StrategyState, name: string): number {
  const stored = state?.[name] ?? 0;
  if (typeof stored !== 'number' || !Number.isInteger(stored) || stored < 0) {
    throw new RangeError(`The stored state "${name}" is not a count.`);
  }
  return stored;
}
