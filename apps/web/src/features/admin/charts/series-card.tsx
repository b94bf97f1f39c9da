import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { ChartCard } from '../../../components/chart-card.tsx';
import classes from './charts.module.css';
import type { Series } from './series.ts';
import { SeriesSample } from './series-sample.tsx';

interface SeriesCardProps {
  title: string;
  /** What is drawn, in a sentence. */
  lead: ReactNode;
  series: readonly Series[];
  spreadLabel?: string | undefined;
  /** The same figures as a table. */
  table: ReactNode;
  /** Choices that belong to the chart. */
  controls?: ReactNode;
  /** Shown in place of the chart while there is nothing to draw. */
  empty?: string | null;
  children: ReactNode;
}

/** A chart of series with its legend, which can be read as a table instead. */
export function SeriesCard(props: SeriesCardProps) {
  const { title, lead, series, spreadLabel, table, controls, empty, children } = props;
  return (
    <ChartCard title={title} lead={lead} plain={Boolean(empty)}>
      {(asTable) => (
        <>
          {controls}
          {empty ? (
            <Text c="dimmed" py="xl" ta="center">
              {empty}
            </Text>
          ) : asTable ? (
            table
          ) : (
            <>
              {children}
              <ul className={`${classes.legend} ${classes.palette}`}>
                {series.map(({ id, label, mark }) => (
                  <li key={id}>
                    <SeriesSample mark={mark} />
                    {label}
                  </li>
                ))}
                {spreadLabel && (
                  <li>
                    <i className={classes.spreadSample} />
                    {spreadLabel}
                  </li>
                )}
              </ul>
            </>
          )}
        </>
      )}
    </ChartCard>
  );
}
