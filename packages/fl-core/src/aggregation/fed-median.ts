import { collected } from './collected-updates.ts';
import { serverLearningRate } from './common-parameters.ts';
import { defineStrategy } from './definition.ts';
import { robustLimits } from './limits.ts';
import { gradientStep, serverStepStrategy } from './server-step.ts';
import { medianOfSorted, reduceColumns } from './sorted-columns.ts';

/**
 * Coordinate-wise median (Yin et al. 2018, "Byzantine-robust distributed learning:
 * towards optimal statistical rates", definition 1): each weight is the median of the
 * updates' (of an even number, the mean of the middle two). Examples do not count: a site
 * cannot gain say by claiming rows. Withstands fewer than half of the sites. Keeps no state.
 */
export const fedMedian = defineStrategy({
  kind: 'fedMedian',
  title: 'FedMedian',
  paper: 'Yin et al. 2018, Byzantine-robust distributed learning: towards optimal statistical rates',
  summary: 'Each weight is the median over hospitals: wrong updates from fewer than half cannot pull it far.',
  otherNames: ['median', 'coordinateMedian'],
  limits: robustLimits(),
  parameters: { serverLearningRate: serverLearningRate(1) },
  build: ({ serverLearningRate: eta }) =>
    serverStepStrategy({
      kind: 'fedMedian',
      combine: collected((updates, length) => ({
        vector: reduceColumns(
          updates.map(({ weights }) => weights),
          length,
          medianOfSorted,
        ),
      })),
      step: gradientStep(eta),
    }),
});
