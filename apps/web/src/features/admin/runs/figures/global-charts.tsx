/** The global model over the rounds: its loss, and its AUC and accuracy. */
import type { RunDetailView } from '@fedhealth/fl-core/protocol';
import { SimpleGrid } from '@mantine/core';
import { useMemo } from 'react';
import { formatMetric } from '../../../../lib/format.ts';
import { LinesChart } from '../../charts/lines-chart.tsx';
import type { Series } from '../../charts/series.ts';
import { SeriesCard } from '../../charts/series-card.tsx';
import type { MarkerShape } from '../../charts/series-marks.ts';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { type GlobalPoint, globalPoints } from '../rounds/round-figures.ts';

interface GlobalSeries extends Series {
  readonly read: (point: GlobalPoint) => number | null;
}

/** Colour says on which rows, dash says which figure; the marker says both. */
const series = (
  id: string,
  label: string,
  colour: number,
  dash: string | undefined,
  shape: MarkerShape,
  read: GlobalSeries['read'],
): GlobalSeries => ({ id, label, mark: { colour: `var(--series-${colour})`, dash, shape }, read });

const LOSS = [
  series('vl', 'Validation rows', 1, undefined, 'circle', ({ validation }) => validation?.logLoss ?? null),
  series('cl', 'Hospitals’ test rows', 2, '7 4', 'square', ({ combined }) => combined?.logLoss ?? null),
  series('tl', 'Training rows', 3, '2 4', 'triangle', ({ trainLoss }) => trainLoss),
];

const QUALITY = [
  series('va', 'AUC, validation rows', 1, undefined, 'circle', ({ validation }) => validation?.auc ?? null),
  series('ca', 'AUC, hospitals’ test rows', 2, undefined, 'square', ({ combined }) => combined?.auc ?? null),
  series(
    'vc',
    'Accuracy, validation rows',
    1,
    '7 4',
    'diamond',
    ({ validation }) => validation?.accuracy ?? null,
  ),
  series(
    'cc',
    'Accuracy, hospitals’ test rows',
    2,
    '7 4',
    'wedge',
    ({ combined }) => combined?.accuracy ?? null,
  ),
];

const precise = (value: number) => formatMetric(value, 4);

interface GlobalChartProps {
  title: string;
  lead: string;
  all: readonly GlobalSeries[];
  points: readonly GlobalPoint[];
  ceiling?: number;
}

function GlobalChart({ title, lead, all, points, ceiling }: GlobalChartProps) {
  const shown = useMemo(
    () => all.filter(({ read }) => points.some((point) => read(point) !== null)),
    [all, points],
  );
  const drawn = useMemo(
    () => points.map((point) => ({ round: point.round, values: shown.map(({ read }) => read(point)) })),
    [points, shown],
  );
  const columns = useMemo(
    (): Column<GlobalPoint>[] => [
      { key: 'round', header: 'Rounds of training', cell: ({ round }) => round, sort: ({ round }) => round },
      ...shown.map(({ id, label, read }) => ({
        key: id,
        header: label,
        numeric: true,
        sort: read,
        cell: (point: GlobalPoint) => formatMetric(read(point), 4),
      })),
    ],
    [shown],
  );
  return (
    <SeriesCard
      title={title}
      lead={lead}
      series={shown}
      empty={shown.length === 0 ? 'The first figures come when the first round is through.' : null}
      table={
        <DataTable
          label={`${title} by round`}
          columns={columns}
          rows={points}
          rowKey={({ round }) => round}
          minWidth={420}
          maxHeight={330}
        />
      }
    >
      <LinesChart
        label={`${title} by round`}
        series={shown}
        points={drawn}
        format={precise}
        ceiling={ceiling}
      />
    </SeriesCard>
  );
}

export function GlobalCharts({ run }: { run: RunDetailView }) {
  const points = useMemo(() => globalPoints(run), [run]);
  return (
    <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="lg">
      <GlobalChart
        title="AUC and accuracy"
        lead="How well the global model tells rows with the outcome from those without; 1 is perfect, an AUC of 0.5 is guessing."
        all={QUALITY}
        points={points}
        ceiling={1}
      />
      <GlobalChart
        title="Loss"
        lead="Binary cross-entropy: lower is better. Training rows are scored while the model still learns."
        all={LOSS}
        points={points}
      />
    </SimpleGrid>
  );
}
