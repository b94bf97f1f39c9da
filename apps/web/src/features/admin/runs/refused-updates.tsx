import type { EventView } from '@fedhealth/fl-core/protocol';
import { Code, Paper, Stack, Text, Title } from '@mantine/core';
import { useMemo } from 'react';
import { RelativeTime } from '../../../components/relative-time.tsx';
import { useSites } from '../data/queries.ts';
import { type Column, DataTable } from '../parts/data-table.tsx';

/** The updates of a run that the coordinator did not take, and why. */
export function RefusedUpdates({ refused }: { refused: readonly EventView[] }) {
  const { data: sites } = useSites();
  const columns = useMemo((): Column<EventView>[] => {
    const names = new Map(sites?.map(({ id, name }) => [id, name]));
    return [
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
  }, [sites]);
  if (refused.length === 0) return null;
  return (
    <Paper component="section" aria-label="Refused updates" p="lg">
      <Stack gap="md">
        <Stack gap={4}>
          <Title order={2}>Refused updates</Title>
          <Text size="sm" c="dimmed">
            These did not pass the coordinator’s checks and are not in any model. The rounds went on without
            them.
          </Text>
        </Stack>
        <DataTable
          label="Refused updates"
          columns={columns}
          rows={refused}
          rowKey={({ id }) => id}
          pageSize={20}
          minWidth={640}
        />
      </Stack>
    </Paper>
  );
}
