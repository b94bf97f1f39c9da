/** Twenty bars of scores out of the counts by hundredths. */
import type { PredictionView } from '../../worker/api/prediction-api.ts';

const BINS = 20;
const STEP = 100 / BINS;

export interface ScoreBin {
  readonly low: number;
  readonly high: number;
  readonly rows: number;
  /** As "0.05 to 0.10". */
  readonly range: string;
}

/** Each bin holds its lower end; the last one its upper end too. */
export const scoreBins = ({ atLeast }: Pick<PredictionView, 'atLeast'>): ScoreBin[] =>
  Array.from({ length: BINS }, (_, bin) => {
    const last = bin === BINS - 1;
    const [low, high] = [(bin * STEP) / 100, ((bin + 1) * STEP) / 100];
    const rows = (atLeast[bin * STEP] ?? 0) - (last ? 0 : (atLeast[(bin + 1) * STEP] ?? 0));
    return { low, high, rows, range: `${low.toFixed(2)} to ${high.toFixed(2)}` };
  });
