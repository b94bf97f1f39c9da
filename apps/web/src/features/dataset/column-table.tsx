import type { ColumnSummary } from '@fedhealth/fl-core/quality';
import { Table } from '@mantine/core';
import { formatCount, formatShare } from '../../lib/format.ts';

const ROLES: Record<ColumnSummary['role'], string> = {
  feature: 'Used to learn',
  label: 'What is learned',
  timestamp: 'Time of the reading',
  subject: 'Who the row is about',
  split: 'Training or test',
  ignored: 'Not used',
};

/** The file's columns as they were recognised. */
export function ColumnTable({ columns }: { columns: readonly ColumnSummary[] }) {
  return (
    <Table.ScrollContainer minWidth={520}>
      <Table aria-label="Columns in your file" verticalSpacing={8}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Column</Table.Th>
            <Table.Th>Unit</Table.Th>
            <Table.Th>Role</Table.Th>
            <Table.Th ta="right">Present</Table.Th>
            <Table.Th ta="right">Missing</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {columns.map(({ name, unit, role, present, missing }) => (
            <Table.Tr key={name} c={role === 'ignored' ? 'dimmed' : undefined}>
              <Table.Td ff="monospace">{name}</Table.Td>
              <Table.Td>{unit ?? '—'}</Table.Td>
              <Table.Td>{ROLES[role]}</Table.Td>
              <Table.Td ta="right">{formatCount(present)}</Table.Td>
              <Table.Td ta="right">
                {missing === 0
                  ? 'none'
                  : `${formatCount(missing)} (${formatShare(missing / (present + missing))})`}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
