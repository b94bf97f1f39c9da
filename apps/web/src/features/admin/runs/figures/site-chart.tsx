/** The AUC of the global model at each hospital, over the rounds. */
import type { RunDetailView } from '@fedhealth/fl-core/protocol';
import { MultiSelect } from '@mantine/core';
import { useMemo, useState } from 'react';
import { formatMany, formatMetric } from '../../../../lib/format.ts';
import { LinesChart } from '../../charts/lines-chart.tsx';
import type { Series } from '../../charts/series.ts';
import { SeriesCard } from '../../charts/series-card.tsx';
import { seriesMark } from '../../charts/series-marks.ts';
import { medianOf, spreadOf } from '../../charts/spread.ts';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { type SiteFigures, siteFigures } from '../rounds/round-figures.ts';
import { MOST_LINES, shownSites } from './shown-sites.ts';

const TITLE = 'AUC at each hospital';
const SPREAD = 'From the lowest to the highest hospital';
/** Columns of the table: the newest rounds. */
const TABLE_ROUNDS = 20;

export function SiteChart({ run }: { run: RunDetailView }) {
  const [chosen, setChosen] = useState<string[]>([]);
  const figures = useMemo(() => siteFigures(run), [run]);
  const many = figures.sites.length > MOST_LINES;

  const { series, points } = useMemo(() => {
    const shown = shownSites(figures, chosen);
    const lines: Series[] = shown.map((index, line) => ({
      id: figures.sites[index]?.siteId ?? String(index),
      label: figures.sites[index]?.name ?? '',
      mark: seriesMark(line + (many ? 1 : 0)),
    }));
    const median: Series = { id: 'median', label: `Median of ${figures.sites.length}`, mark: seriesMark(0) };
    return {
      series: many ? [median, ...lines] : lines,
      points: figures.points.map(({ round, aucs }) => {
        const values = shown.map((index) => aucs[index] ?? null);
        return many
          ? { round, values: [medianOf(aucs), ...values], spread: spreadOf(aucs) }
          : { round, values };
      }),
    };
  }, [figures, chosen, many]);

  const spreadLabel = many ? SPREAD : undefined;
  return (
    <SeriesCard
      title={TITLE}
      lead={
        many
          ? `The global model on the test rows of ${formatMany(figures.sites.length, 'hospital')}. Without a choice of yours the four lowest are drawn.`
          : 'The global model on each hospital’s own test rows.'
      }
      series={series}
      spreadLabel={spreadLabel}
      empty={
        figures.points.length === 0 ? 'The hospitals send their first scores with the first round.' : null
      }
      table={<SiteTable figures={figures} />}
      controls={
        many && (
          <MultiSelect
            label="Hospitals to draw"
            placeholder={chosen.length === 0 ? 'The four lowest' : ''}
            data={figures.sites.map(({ siteId, name }) => ({ value: siteId, label: name }))}
            value={chosen}
            onChange={setChosen}
            maxValues={MOST_LINES}
            limit={60}
            searchable
            clearable
            hidePickedOptions
          />
        )
      }
    >
      <LinesChart
        label={`${TITLE} by round`}
        series={series}
        points={points}
        format={(value) => formatMetric(value, 4)}
        ceiling={1}
        spreadLabel={spreadLabel}
      />
    </SeriesCard>
  );
}

function SiteTable({ figures }: { figures: SiteFigures }) {
  const columns = useMemo((): Column<number>[] => {
    const name = (index: number) => figures.sites[index]?.name ?? '';
    return [
      { key: 'name', header: 'Hospital', cell: name, sort: name },
      ...figures.points.slice(-TABLE_ROUNDS).map(({ round, aucs }) => ({
        key: String(round),
        header: round === 0 ? 'Before' : `Round ${round}`,
        numeric: true,
        sort: (index: number) => aucs[index] ?? null,
        cell: (index: number) => formatMetric(aucs[index], 4),
      })),
    ];
  }, [figures]);
  const rows = useMemo(() => figures.sites.map((_, index) => index), [figures]);
  return (
    <DataTable
      label={`${TITLE} by round`}
      columns={columns}
      rows={rows}
      rowKey={(index) => figures.sites[index]?.siteId ?? index}
      minWidth={420}
      maxHeight={330}
    />
  );
}
