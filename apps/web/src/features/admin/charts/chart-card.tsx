import { Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { IconChartLine, IconTable } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import classes from './charts.module.css';
import type { Series } from './series.ts';
import { SeriesSample } from './series-sample.tsx';

interface ChartCardProps {
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

/** A chart with its legend, which can be read as a table instead. */
export function ChartCard(props: ChartCardProps) {
  const { title, lead, series, spreadLabel, table, controls, empty, children } = props;
  const [asTable, setAsTable] = useState(false);
  const Icon = asTable ? IconChartLine : IconTable;
  return (
    <Paper component="section" aria-label={title} p="lg" miw={0}>
      <Stack gap="md">
        <Group justify="space-between" align="flex-start" gap="sm" wrap="nowrap">
          <Stack gap={4}>
            <Title order={2} size="h3">
              {title}
            </Title>
            <Text size="sm" c="dimmed">
              {lead}
            </Text>
          </Stack>
          {!empty && (
            <Button
              size="xs"
              variant="default"
              flex="none"
              leftSection={<Icon size={15} aria-hidden />}
              onClick={() => setAsTable(!asTable)}
            >
              {asTable ? 'Show as chart' : 'Show as table'}
            </Button>
          )}
        </Group>
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
      </Stack>
    </Paper>
  );
}
