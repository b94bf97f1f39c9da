import type { ColumnSummary } from '@fedhealth/fl-core/quality';
import { Table, Text } from '@mantine/core';
import { formatCount, formatShare } from '../../lib/format.ts';

const ROLES: Record<ColumnSummary['role'], string> = {
  feature: 'Used to learn',
  label: 'What is learned',
  timestamp: 'Time of the reading',
  subject: 'Who the row is about',
  split: 'Training or test',
  ignored: 'Not used',
};

/** More would hold the page up; those that the study uses come first then. */
const MOST = 300;

/** The file's columns as they were recognised, in the order of the file. */
export function ColumnTable({ columns }: { columns: readonly ColumnSummary[] }) {
  const shown =
    columns.length <= MOST
      ? columns
      : [...columns]
          .sort((a, b) => Number(a.role === 'ignored') - Number(b.role === 'ignored'))
          .slice(0, MOST);
  const others = columns.length - shown.length;
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
          {shown.map(({ name, unit, role, present, missing }) => (
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
      {others > 0 && (
        <Text c="dimmed" size="sm" mt="xs">
          {formatCount(others)} more columns of the file are not listed.
        </Text>
      )}
    </Table.ScrollContainer>
  );
}
