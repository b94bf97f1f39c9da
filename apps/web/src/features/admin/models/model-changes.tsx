/** Who put which version into production, when and why. */
import type { ModelChangeView } from '@fedhealth/fl-core/protocol';
import { Stack, Title } from '@mantine/core';
import { RelativeTime } from '../../../components/relative-time.tsx';
import { type Column, DataTable } from '../parts/data-table.tsx';

const COLUMNS: Column<ModelChangeView>[] = [
  { key: 'at', header: 'When', nowrap: true, quiet: true, cell: ({ at }) => <RelativeTime at={at} /> },
  {
    key: 'what',
    header: 'What',
    nowrap: true,
    cell: ({ action, version, former }) =>
      action === 'promoted'
        ? `Version ${version} promoted${former === null ? '' : ` in place of version ${former}`}`
        : `Version ${former} rolled back to version ${version}`,
  },
  { key: 'by', header: 'By', cell: ({ by }) => by },
  { key: 'reason', header: 'Reason', cell: ({ reason }) => reason },
];

export function ModelChanges({ changes }: { changes: readonly ModelChangeView[] }) {
  if (changes.length === 0) return null;
  return (
    <Stack gap="xs">
      <Title order={3} size="h4">
        Decisions
      </Title>
      <DataTable
        label="Promotions and roll-backs"
        columns={COLUMNS}
        rows={changes}
        rowKey={({ id }) => id}
        pageSize={10}
        minWidth={640}
      />
    </Stack>
  );
}
