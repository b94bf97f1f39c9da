/** Which of a round's updates stand out from the others. */
import { growthFor, median, PROPORTIONAL } from './reach.ts';
import type { RoundFigures, UpdateFigures } from './update-figures.ts';

export interface OddUpdate extends UpdateFigures {
  /** `longer` or `shorter` than the others' steps, `against` their direction, or `astray` from it. */
  readonly why: 'longer' | 'shorter' | 'against' | 'astray';
  /** The norm as a multiple of the median norm. */
  readonly times: number;
  /** Its direction is odd while the others share so much of theirs that chance cannot be it. */
  readonly clear?: boolean;
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
/** A direction is odd when it turns from most others', and the median site's goes so much more with its half of them … */
const AGAINST = { below: -0.2, apart: 0.4, clear: 0.2 } as const;
/**
 * … or when it has little to do with theirs: while hospitals learn the same they share so much of their direction,
 * and one that has not a third of it has something else in mind. Later nobody shares enough to tell.
 */
const ASTRAY = { share: 1 / 3, apart: 0.15, usual: 0.12, clear: 0.3 } as const;
/** So much of an equal share is little. */
const FEW = 0.5;
/** … in a round in which sites agree at all: near the end of training the steps cancel in the mean, whoever sent them. */
const LEAST_AGREEMENT = 0.1;

/**
 * Compares norms by a robust z-score of their logarithms, (ln n − median) / (1.4826 · MAD), and directions by
 * each site's cosine to half of the others. Empty for fewer than three updates.
 */
export function oddUpdates({ sites: figures, agreement }: RoundFigures): OddUpdate[] {
  if (figures.length < FEWEST) return [];
  const middle = median(figures.map(({ norm }) => norm));
  if (middle === 0) return [];
  const usualSteps = median(figures.map(({ steps }) => steps));
  const logs = figures.map(({ norm }) => Math.log(norm / middle));
  const sd = Math.max(LEAST_SD, TO_SD * median(logs.map(Math.abs)));
  const usual = median(figures.map(({ cosine }) => cosine ?? 0));
  return figures.flatMap((figure, at): OddUpdate[] => {
    const { steps, share } = figure;
    const log = logs[at] ?? 0;
    // Many more steps go further: that much is usual.
    const z = (log > 0 ? Math.max(0, log - Math.log(growthFor(steps, usualSteps))) : log) / sd;
    const times = figure.norm / middle;
    if (z > FAR) return [{ ...figure, times, why: 'longer' }];
    if (z < -FAR) return [{ ...figure, times, why: 'shorter' }];
    const { cosine } = figure;
    if (cosine === null || agreement < LEAST_AGREEMENT) return [];
    const apart = usual - cosine;
    if (cosine < AGAINST.below && apart > AGAINST.apart)
      return [{ ...figure, times, why: 'against', clear: usual > AGAINST.clear }];
    // Training of many more steps has gone on to what the others have not come to yet.
    if (steps > PROPORTIONAL * Math.max(1, usualSteps)) return [];
    // Few rows have a direction of chance, and little say.
    if (share !== null && share > 0 && share * figures.length < FEW) return [];
    const astray = usual > ASTRAY.usual && cosine < ASTRAY.share * usual && apart > ASTRAY.apart;
    return astray ? [{ ...figure, times, why: 'astray', clear: usual > ASTRAY.clear }] : [];
  });
}
