import type { RunDetailView } from '@fedhealth/fl-core/protocol';
import { useMemo } from 'react';
import { formatMetric } from '../../../../lib/format.ts';
import { LinesChart } from '../../charts/lines-chart.tsx';
import type { ChartPoint } from '../../charts/series.ts';
import { SeriesCard } from '../../charts/series-card.tsx';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { type CurveFigure, comparedCurves, type ScoredOn } from './compared-curves.ts';

const LEADS: Record<CurveFigure, string> = {
  auc: 'How often a row with the outcome scores above one without; 0.5 is guessing.',
  accuracy: 'Share of rows judged rightly, at a threshold of 0.5.',
  logLoss: 'Binary cross-entropy: lower is better.',
};

interface CompareChartProps {
  runs: readonly RunDetailView[];
  on: ScoredOn;
  figure: CurveFigure;
  title: string;
  ceiling?: number;
}

/** One figure of the global model over the rounds, a line for each run. */
export function CompareChart({ runs, on, figure, title, ceiling }: CompareChartProps) {
  const { series, points } = useMemo(() => comparedCurves(runs, figure, on), [runs, figure, on]);
  const columns = useMemo(
    (): Column<ChartPoint>[] => [
      { key: 'round', header: 'Rounds of training', cell: ({ round }) => round, sort: ({ round }) => round },
      ...series.map(({ id, label }, index) => ({
        key: id,
        header: label,
        numeric: true,
        sort: ({ values }: ChartPoint) => values[index] ?? null,
        cell: ({ values }: ChartPoint) => formatMetric(values[index], 4),
      })),
    ],
    [series],
  );
  const label = `${title} by round`;
  return (
    <SeriesCard
      title={title}
      lead={LEADS[figure]}
      series={series}
      empty={points.length === 0 ? 'None of these runs has figures on these rows.' : null}
      table={
        <DataTable
          label={label}
          columns={columns}
          rows={points}
          rowKey={({ round }) => round}
          minWidth={420}
          maxHeight={330}
        />
      }
    >
      <LinesChart
        label={label}
        series={series}
        points={points}
        format={(value) => formatMetric(value, 4)}
        {...(ceiling === undefined ? {} : { ceiling })}
      />
    </SeriesCard>
  );
}
