/** Which of a round's updates stand out from the others. */
import type { RoundFigures, UpdateFigures } from './update-figures.ts';

export interface OddUpdate extends UpdateFigures {
  /** `longer` or `shorter` than the others' steps, or `against` their direction. */
  readonly why: 'longer' | 'shorter' | 'against';
  /** The norm as a multiple of the median norm. */
  readonly times: number;
}

/** With fewer sites nobody can say who is odd. */
const FEWEST = 3;
/** The robust z-score that counts as an outlier (Iglewicz and Hoaglin 1993). */
const FAR = 3.5;
/** MAD · 1.4826 estimates a standard deviation. */
const TO_SD = 1.4826;
/** However alike the others are, less than this factor from their median is nothing odd: sites differ in size. */
const FACTOR = 5;
const LEAST_SD = Math.log(FACTOR) / FAR;
/** A direction is odd when it turns from the others' … */
const AGAINST = -0.2;
/** … and the median site's does not … */
const APART = 0.4;
/** … in a round in which sites agree at all: near the end of training all steps cancel, whoever sent them. */
const LEAST_AGREEMENT = 0.1;

/**
 * Compares norms by a robust z-score of their logarithms, (ln n − median) / (1.4826 · MAD), and directions by
 * each site's cosine to the others. Empty for fewer than three updates.
 */
export function oddUpdates({ sites: figures, agreement }: RoundFigures): OddUpdate[] {
  if (figures.length < FEWEST) return [];
  const middle = median(figures.map(({ norm }) => norm));
  if (middle === 0) return [];
  const logs = figures.map(({ norm }) => Math.log(norm / middle));
  const sd = Math.max(LEAST_SD, TO_SD * median(logs.map(Math.abs)));
  const usual = median(figures.map(({ cosine }) => cosine ?? 0));
  return figures.flatMap((figure, at): OddUpdate[] => {
    const z = (logs[at] ?? 0) / sd;
    const times = figure.norm / middle;
    if (z > FAR) return [{ ...figure, times, why: 'longer' }];
    if (z < -FAR) return [{ ...figure, times, why: 'shorter' }];
    const { cosine } = figure;
    const turned =
      agreement > LEAST_AGREEMENT && cosine !== null && cosine < AGAINST && usual - cosine > APART;
    return turned ? [{ ...figure, times, why: 'against' }] : [];
  });
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >>> 1;
  const high = sorted[half] ?? 0;
  return sorted.length % 2 === 1 ? high : ((sorted[half - 1] ?? 0) + high) / 2;
}
