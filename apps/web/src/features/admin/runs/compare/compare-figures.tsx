import type { RunDetailView } from '@fedhealth/fl-core/protocol';
import { Paper, Stack, Text, Title } from '@mantine/core';
import { useMemo } from 'react';
import { StatusBadge } from '../../../../components/status-badge.tsx';
import { formatBytes, formatSeconds } from '../../../../lib/format.ts';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { metricsColumns } from '../../parts/metrics-columns.ts';
import { RUN_STATUS } from '../run-status.ts';
import type { ScoredOn } from './compared-curves.ts';
import { type ComparedRow, comparedFigures } from './compared-figures.ts';

const COLUMNS: Column<ComparedRow>[] = [
  {
    key: 'run',
    header: 'Run',
    nowrap: true,
    cell: ({ number }) => `Run ${number}`,
    sort: ({ number }) => number,
  },
  {
    key: 'status',
    header: 'State',
    nowrap: true,
    cell: ({ status }) => (
      <StatusBadge tone={RUN_STATUS[status].tone}>{RUN_STATUS[status].words}</StatusBadge>
    ),
  },
  {
    key: 'round',
    header: 'After round',
    numeric: true,
    cell: ({ round }) => round ?? '—',
    sort: ({ round }) => round,
  },
  ...metricsColumns<ComparedRow>(({ metrics }) => metrics),
  {
    key: 'took',
    header: 'Took',
    numeric: true,
    nowrap: true,
    cell: ({ seconds }) => formatSeconds(seconds),
    sort: ({ seconds }) => seconds,
  },
  {
    key: 'bytes',
    header: 'Received',
    hint: 'Bytes of all updates that the hospitals sent',
    numeric: true,
    nowrap: true,
    cell: ({ bytes }) => formatBytes(bytes),
    sort: ({ bytes }) => bytes,
  },
];

interface CompareFiguresProps {
  runs: readonly RunDetailView[];
  on: ScoredOn;
}

export function CompareFigures({ runs, on }: CompareFiguresProps) {
  const rows = useMemo(() => comparedFigures(runs, on), [runs, on]);
  return (
    <Paper component="section" aria-label="Last figures" p="lg">
      <Stack gap="md">
        <Stack gap={4}>
          <Title order={2}>Last figures</Title>
          <Text size="sm" c="dimmed">
            The newest model of each run, judged at a threshold of 0.5.
          </Text>
        </Stack>
        <DataTable
          label="Last figures"
          columns={COLUMNS}
          rows={rows}
          rowKey={({ id }) => id}
          minWidth={1280}
        />
      </Stack>
    </Paper>
  );
}
