import { collected } from './collected-updates.ts';
import { serverLearningRate } from './common-parameters.ts';
import { defineStrategy } from './definition.ts';
import { robustLimits } from './limits.ts';
import { gradientStep, serverStepStrategy } from './server-step.ts';
import { meanOfSlice, reduceColumns } from './sorted-columns.ts';

/** What was cut, in words. */
function cutNote(cut: number, count: number, share: number): string {
  return cut === 0
    ? `Nothing was cut: ${share} of ${count} updates is less than one, so this is the plain mean of all.`
    : `Of the ${count} values of each weight the ${cut} lowest and the ${cut} highest were cut.`;
}

/**
 * Coordinate-wise β-trimmed mean (Yin et al. 2018, "Byzantine-robust distributed
 * learning: towards optimal statistical rates", definition 2): of each weight's n values the
 * ⌊βn⌋ lowest and ⌊βn⌋ highest are cut and the rest averaged, all alike. When βn < 1 nothing
 * is cut; the result's notes say so. Default as in Flower: β 0.2. Keeps no state.
 */
export const trimmedMean = defineStrategy({
  kind: 'trimmedMean',
  title: 'Trimmed mean',
  paper: 'Yin et al. 2018, Byzantine-robust distributed learning: towards optimal statistical rates',
  summary: 'The average of each weight without its lowest and highest values.',
  otherNames: ['fedTrimmedAvg', 'fedTrimmedMean', 'trimmedAvg'],
  limits: robustLimits({ trimFraction: 0.3 }),
  parameters: {
    trimFraction: {
      type: 'number',
      label: 'Share cut at each end β',
      meaning: 'Of each weight’s values, the share that is cut below and again above, rounded down.',
      aliases: ['beta', 'proportionToCut', 'cutFraction', 'trimRatio', 'trim'],
      default: 0.2,
      min: 0,
      below: 0.5,
    },
    serverLearningRate: serverLearningRate(1),
  },
  build: ({ trimFraction, serverLearningRate: eta }) =>
    serverStepStrategy({
      kind: 'trimmedMean',
      combine: collected((updates, length) => {
        const count = updates.length;
        const cut = Math.floor(trimFraction * count);
        const vectors = updates.map(({ weights }) => weights);
        const vector = reduceColumns(vectors, length, (sorted) => meanOfSlice(sorted, cut, count - cut));
        return { vector, notes: [cutNote(cut, count, trimFraction)] };
      }),
      step: gradientStep(eta),
    }),
});
