/** What a chart of lines over rounds is drawn from. */
import type { SeriesMark } from './series-marks.ts';

export interface Series {
  readonly id: string;
  readonly label: string;
  readonly mark: SeriesMark;
}

export interface ChartPoint {
  readonly round: number;
  /** One for each series. */
  readonly values: readonly (number | null)[];
  /** The lowest and highest of all, drawn as a band. */
  readonly spread?: readonly [number, number] | null;
}
