import type { EventView } from '@fedhealth/fl-core/protocol';
import { Code, Paper, Stack, Text, Title } from '@mantine/core';
import { useMemo } from 'react';
import { RelativeTime } from '../../../../components/relative-time.tsx';
import { useSites } from '../../data/queries.ts';
import { type Column, DataTable } from '../../parts/data-table.tsx';

interface UpdateEventsProps {
  readonly title: string;
  readonly lead: string;
  readonly events: readonly EventView[];
  /** The events have error codes, which are shown. */
  readonly coded?: boolean;
}

/** What happened to hospitals' updates in a run, by hospital and round. Nothing when there is nothing. */
export function UpdateEvents({ title, lead, events, coded = false }: UpdateEventsProps) {
  const { data: sites } = useSites();
  const columns = useMemo((): Column<EventView>[] => {
    const names = new Map(sites?.map(({ id, name }) => [id, name]));
    const all: Column<EventView>[] = [
      {
        key: 'site',
        header: 'Hospital',
        nowrap: true,
        cell: ({ siteId }) => (siteId === null ? '—' : (names.get(siteId) ?? siteId)),
      },
      { key: 'round', header: 'Round', numeric: true, cell: ({ round }) => round ?? '—' },
      { key: 'code', header: 'Code', nowrap: true, cell: ({ code }) => <Code>{code}</Code> },
      { key: 'message', header: 'Why', cell: ({ message }) => message },
      { key: 'at', header: 'When', nowrap: true, cell: ({ at }) => <RelativeTime at={at} /> },
    ];
    return all.filter(({ key }) => coded || key !== 'code');
  }, [sites, coded]);
  if (events.length === 0) return null;
  return (
    <Paper component="section" aria-label={title} p="lg">
      <Stack gap="md">
        <Stack gap={4}>
          <Title order={2}>{title}</Title>
          <Text size="sm" c="dimmed">
            {lead}
          </Text>
        </Stack>
        <DataTable
          label={title}
          columns={columns}
          rows={events}
          rowKey={({ id }) => id}
          pageSize={20}
          minWidth={640}
        />
      </Stack>
    </Paper>
  );
}
