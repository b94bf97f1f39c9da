/** How both versions' runs trained, over each other. */
import type { ModelComparisonView } from '@fedhealth/fl-core/protocol';
import { SimpleGrid } from '@mantine/core';
import { useMemo } from 'react';
import { formatMetric } from '../../../lib/format.ts';
import { LinesChart } from '../charts/lines-chart.tsx';
import type { ChartPoint } from '../charts/series.ts';
import { SeriesCard } from '../charts/series-card.tsx';
import { seriesMark } from '../charts/series-marks.ts';
import { DataTable } from '../parts/data-table.tsx';
import { type CurveFigure, curvePoints, hasFigure } from './curve-points.ts';

const precise = (value: number) => formatMetric(value, 4);

export function ComparedCurves({ data }: { data: ModelComparisonView }) {
  const auc: CurveFigure = hasFigure(data, 'validationAuc') ? 'validationAuc' : 'combinedAuc';
  return (
    <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="lg">
      <Curve
        data={data}
        figure={auc}
        title="AUC while training"
        lead={
          auc === 'validationAuc'
            ? 'The global model after each round, on the coordinator’s validation rows.'
            : 'The global model that each round began with, on the hospitals’ test rows.'
        }
        ceiling={1}
      />
      <Curve
        data={data}
        figure="trainLoss"
        title="Training loss"
        lead="Binary cross-entropy on training rows: lower is better."
      />
    </SimpleGrid>
  );
}

interface CurveProps {
  data: ModelComparisonView;
  figure: CurveFigure;
  title: string;
  lead: string;
  ceiling?: number;
}

function Curve({ data, figure, title, lead, ceiling }: CurveProps) {
  const points = useMemo(() => curvePoints(data, figure), [data, figure]);
  const series = [data.a, data.b].map(({ version }, index) => ({
    id: `v${version}-${index}`,
    label: `Version ${version}`,
    mark: seriesMark(index),
  }));
  const cell = (index: number) => (point: ChartPoint) => formatMetric(point.values[index], 4);
  return (
    <SeriesCard
      title={title}
      lead={lead}
      series={series}
      empty={points.length === 0 ? 'Neither run has such figures.' : null}
      table={
        <DataTable
          label={`${title} by round`}
          columns={[
            { key: 'round', header: 'Rounds of training', cell: (point: ChartPoint) => point.round },
            ...series.map(({ id, label }, index) => ({
              key: id,
              header: label,
              numeric: true,
              cell: cell(index),
            })),
          ]}
          rows={points}
          rowKey={({ round }) => round}
          minWidth={360}
          maxHeight={330}
        />
      }
    >
      <LinesChart
        label={`${title} by round`}
        series={series}
        points={points}
        format={precise}
        ceiling={ceiling}
      />
    </SeriesCard>
  );
}
