/** What FedAdam, FedYogi and FedAdagrad share (Reddi et al. 2021, "Adaptive federated optimization", algorithm 2). */
import { serverLearningRate, weighting } from './common-parameters.ts';
import type { ChoiceParameter, NumberParameter } from './parameter.ts';
import { serverStepStrategy, stateCount, stateVector } from './server-step.ts';
import type { Strategy } from './strategy.ts';
import { type Weighting, weightedMean } from './weighted-mean.ts';

export const ADAPTIVE_PAPER = 'Reddi et al. 2021, Adaptive federated optimization';

type BiasCorrection = 'none' | 'adam' | 'flower';

const biasCorrection = <D extends BiasCorrection>(standard: D) =>
  ({
    type: 'choice',
    label: 'Bias correction',
    meaning:
      'Whether the first rounds’ steps are evened out for moments that start at zero. The paper has none.',
    aliases: ['biasCorrect', 'biasCorrected'],
    default: standard,
    choices: [
      ['none', 'None, as in the paper'],
      ['adam', 'As in Adam (Kingma and Ba 2015)'],
      ['flower', 'As in Flower: Adam’s, a round ahead'],
    ],
    flags: { true: 'flower', false: 'none' },
  }) as const satisfies ChoiceParameter;

const decay = <D extends number>(label: string, meaning: string, aliases: readonly string[], standard: D) =>
  ({
    type: 'number',
    label,
    meaning,
    aliases,
    default: standard,
    min: 0,
    below: 1,
  }) as const satisfies NumberParameter;

/** The parameters, with the defaults that differ. */
export const adaptiveParameters = <E extends number, B extends number, C extends BiasCorrection>(standard: {
  readonly eta: E;
  readonly beta1: B;
  readonly biasCorrection: C;
}) => ({
  serverLearningRate: serverLearningRate(standard.eta),
  beta1: decay(
    'First moment β₁',
    'How much of the last rounds’ direction is kept.',
    ['momentum'],
    standard.beta1,
  ),
  beta2: decay(
    'Second moment β₂',
    'How slowly the measure of how much a weight moves is forgotten.',
    [],
    0.99,
  ),
  tau: {
    type: 'number',
    label: 'Adaptivity τ',
    meaning: 'Keeps a weight that hardly moves from taking a large step; larger is nearer to FedAvgM.',
    aliases: ['epsilon', 'eps', 'adaptivity'],
    default: 1e-3,
    above: 0,
  } as const satisfies NumberParameter,
  initialAccumulator: {
    type: 'number',
    label: 'Start of the second moment v₀',
    meaning: 'What v holds before the first round.',
    aliases: ['v0', 'initialAccumulatorValue', 'vInit'],
    default: 0,
    min: 0,
  } as const satisfies NumberParameter,
  biasCorrection: biasCorrection(standard.biasCorrection),
  localLearningRate: {
    type: 'number',
    label: 'Learning rate at the hospitals',
    meaning: 'In place of the study’s; left empty, the study’s holds.',
    aliases: ['etaL', 'clientLearningRate', 'localLr'],
    default: null,
    above: 0,
  } as const satisfies NumberParameter,
  weighting: weighting('examples'),
});

interface Values {
  readonly serverLearningRate: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly tau: number;
  readonly initialAccumulator: number;
  readonly biasCorrection: BiasCorrection;
  readonly localLearningRate: number | undefined;
  readonly weighting: Weighting;
}

/** The factor on η in step `t`, counted from 1: √(1 − β₂ᵗ) / (1 − β₁ᵗ). */
function correction(kind: BiasCorrection, beta1: number, beta2: number, t: number): number {
  if (kind === 'none') return 1;
  const power = kind === 'flower' ? t + 1 : t;
  return Math.sqrt(1 - beta2 ** power) / (1 - beta1 ** power);
}

/**
 * With Δ = mean of the updates − x, m = β₁m + (1 − β₁)Δ and v as the algorithm has it,
 * the global model moves by η m / (√v + τ).
 * State: `{ m, v, t }`: a number per weight each, and how many steps were taken.
 * @param beta2 of the bias correction; 0 where v has no decay
 * @param secondMoment v and Δ² to the next v
 */
export function adaptiveStrategy(
  kind: string,
  values: Values,
  beta2: number,
  secondMoment: (v: number, squared: number) => number,
): Strategy {
  const { serverLearningRate: eta, beta1, tau, localLearningRate } = values;
  return serverStepStrategy({
    kind,
    combine: weightedMean(values.weighting),
    configure: () => (localLearningRate === undefined ? {} : { learningRate: localLearningRate }),
    step(global, mean, state) {
      const m = stateVector(state, 'm', global.length);
      const v = stateVector(state, 'v', global.length, values.initialAccumulator);
      const t = stateCount(state, 't') + 1;
      const rate = eta * correction(values.biasCorrection, beta1, beta2, t);
      const next = global.map((x, i) => {
        const delta = (mean[i] as number) - x;
        const first = beta1 * (m[i] as number) + (1 - beta1) * delta;
        const second = secondMoment(v[i] as number, delta * delta);
        m[i] = first;
        v[i] = second;
        return x + (rate * first) / (Math.sqrt(second) + tau);
      });
      return { global: next, state: { m: Array.from(m), v: Array.from(v), t } };
    },
  });
}
