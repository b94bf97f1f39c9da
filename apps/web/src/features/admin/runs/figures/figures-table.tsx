import type { RunDetailView } from '@fedhealth/fl-core/protocol';
import { Paper, Stack, Text, Title } from '@mantine/core';
import { useMemo } from 'react';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { metricsColumns } from '../../parts/metrics-columns.ts';
import { type FiguresRow, figuresRows } from './figures-rows.ts';

const COLUMNS: Column<FiguresRow>[] = [
  { key: 'name', header: 'Scored on', cell: ({ name }) => name },
  ...metricsColumns<FiguresRow>(({ metrics }) => metrics),
];

/** The model's figures: on the validation rows, on all hospitals together, on each. */
export function FiguresTable({ run }: { run: RunDetailView }) {
  const { final, rows } = useMemo(() => figuresRows(run), [run]);
  const title = final ? 'Final figures' : 'Figures so far';
  return (
    <Paper component="section" aria-label={title} p="lg">
      <Stack gap="md">
        <Stack gap={4}>
          <Title order={2}>{title}</Title>
          <Text size="sm" c="dimmed">
            {final
              ? 'The finished model, judged at a threshold of 0.5.'
              : 'The newest scores that have come in, at a threshold of 0.5. Hospitals score a round’s model while they train the next.'}
          </Text>
        </Stack>
        {rows.length === 0 ? (
          <Text c="dimmed">Figures come with the first round.</Text>
        ) : (
          <DataTable
            label={title}
            columns={COLUMNS}
            rows={rows}
            rowKey={({ key }) => key}
            minWidth={1080}
            maxHeight={560}
          />
        )}
      </Stack>
    </Paper>
  );
}
