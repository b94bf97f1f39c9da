import { firstNonFinite } from '../model/float-bytes.ts';
import { nameOfUpdate, usableUpdate, usableVector, type Vector } from './check-update.ts';
import { serverLearningRate, weighting } from './common-parameters.ts';
import { defineStrategy } from './definition.ts';
import { robustLimits } from './limits.ts';
import { startingModel, stateVector, strategyOf } from './server-step.ts';
import { controlChange } from './site-control.ts';
import type { Aggregation, ClientUpdate, RunFacts, StrategyState } from './strategy.ts';
import { accumulate, type Weighting, weightedMean } from './weighted-mean.ts';

interface Values {
  readonly serverLearningRate: number;
  readonly localLearningRate: number | undefined;
  readonly totalSites: number | undefined;
  readonly weighting: Weighting;
}

/**
 * cᵢ⁺ − cᵢ of an update: as sent, else from its steps K by option II, which is
 * (x − yᵢ) / (K η_l) − c. Null when neither is known.
 */
function controlDelta(
  update: ClientUpdate,
  weights: Vector,
  global: Float64Array,
  control: Float64Array,
  eta: number | undefined,
  position: number,
): Vector | null {
  if (update.controlDelta !== undefined) {
    const name = `The control variate of ${nameOfUpdate(update, position)}`;
    return usableVector(update.controlDelta, global.length, name);
  }
  const { steps = 0 } = update;
  if (eta === undefined || steps === 0) return null;
  return controlChange(global, weights, { steps, learningRate: eta }, control);
}

function begin(
  start: ArrayLike<number>,
  state: StrategyState,
  facts: RunFacts,
  { serverLearningRate: eta, localLearningRate, totalSites, weighting: by }: Values,
): Aggregation {
  const global = startingModel(start);
  const control = stateVector(state, 'c', global.length);
  const mean = weightedMean(by)(global.length, facts);
  const moved = new Float64Array(global.length);
  let [seen, silent] = [0, 0];
  const unchanged = (reason: string) => ({ global: Float32Array.from(global), state, reason });
  return {
    add(update) {
      const weights = usableUpdate(update, global.length, seen + 1);
      const delta = controlDelta(update, weights, global, control, localLearningRate, seen + 1);
      mean.add(update);
      seen++;
      if (delta === null) silent++;
      else accumulate(moved, delta, 1);
    },
    finish() {
      const combined = mean.finish();
      if (combined === null || 'error' in combined) {
        return unchanged('No updates came: the global model was kept as it was.');
      }
      const { vector, shares } = combined;
      const next = global.map((x, i) => x + eta * ((vector[i] as number) - x));
      // (|S| / N) × the mean of |S| deltas; more sites than were counted cannot have answered.
      const sites = Math.max(seen, facts.sites ?? totalSites ?? seen);
      const c = control.map((value, i) => value + (moved[i] as number) / sites);
      if (firstNonFinite(next) >= 0 || firstNonFinite(c) >= 0) {
        return unchanged('The step left the range of 32-bit numbers: the global model was kept as it was.');
      }
      const notes = [
        `${silent} of ${seen} updates came without a control variate, and without steps and the hospitals’ learning rate to compute it from: they left the server’s as it is.`,
      ];
      return {
        global: Float32Array.from(eta === 1 ? vector : next),
        state: { c: Array.from(c) },
        reason: null,
        ...(silent > 0 && { notes }),
        ...(shares && { shares }),
      };
    },
  };
}

/**
 * SCAFFOLD (Karimireddy et al. 2020, "SCAFFOLD: stochastic controlled averaging for
 * federated learning"), with option II control variates: x moves by η_g times the mean of
 * yᵢ − x, and c by |S|/N times the mean of cᵢ⁺ − cᵢ. Sites, who train with SGD, get c with
 * the instructions (`control`) and use `site-control.ts`. N is the run's number of
 * sites, else `totalSites`, else those that answered. State: `{ c }`, a number per weight.
 */
export const scaffold = defineStrategy({
  kind: 'scaffold',
  title: 'SCAFFOLD',
  paper: 'Karimireddy et al. 2020, SCAFFOLD: stochastic controlled averaging for federated learning',
  summary:
    'Corrects each hospital’s steps for how its data differ from the others’. For SGD at the hospitals.',
  limits: robustLimits({}),
  parameters: {
    serverLearningRate: serverLearningRate(1),
    localLearningRate: {
      type: 'number',
      label: 'Learning rate at the hospitals η_l',
      meaning: 'In place of the study’s; lets the server compute control variates from the steps taken.',
      aliases: ['etaL', 'clientLearningRate', 'localLr'],
      default: null,
      above: 0,
    },
    totalSites: {
      type: 'number',
      label: 'All hospitals N',
      meaning: 'Left empty, those of the run.',
      aliases: ['n', 'totalClients', 'numClients', 'numSites', 'sites'],
      default: null,
      min: 1,
      whole: true,
    },
    weighting: weighting('uniform'),
  },
  build: (values) =>
    strategyOf(
      {
        kind: 'scaffold',
        fewestUpdates: 1,
        controlVariates: true,
        configure(_round, state = null) {
          const c = state?.c;
          return {
            ...(c !== undefined && typeof c !== 'number' && { control: c }),
            ...(values.localLearningRate !== undefined && { learningRate: values.localLearningRate }),
          };
        },
      },
      (global, state, facts) => begin(global, state, facts, values),
    ),
});
