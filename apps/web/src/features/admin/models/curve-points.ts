/** The curves of two runs on one axis of rounds. */
import type { ModelComparisonView } from '@fedhealth/fl-core/protocol';
import type { ChartPoint } from '../charts/series.ts';

type Curves = Pick<ModelComparisonView, 'curves'>;
export type CurveFigure = Exclude<keyof ModelComparisonView['curves']['a'][number], 'round'>;

export const hasFigure = ({ curves }: Curves, figure: CurveFigure): boolean =>
  [...curves.a, ...curves.b].some((point) => point[figure] !== null);

/** One point for each round that either run has; empty when neither has the figure. */
export function curvePoints(data: Curves, figure: CurveFigure): ChartPoint[] {
  if (!hasFigure(data, figure)) return [];
  const { a, b } = data.curves;
  const [ofA, ofB] = [a, b].map((curve) => new Map(curve.map((point) => [point.round, point[figure]])));
  const rounds = [...new Set([...a, ...b].map(({ round }) => round))].sort((x, y) => x - y);
  return rounds.map((round) => ({ round, values: [ofA?.get(round) ?? null, ofB?.get(round) ?? null] }));
}
