/** What is learned, from which columns, and what that means for this hospital's data. */
import type { InvitationView } from '@fedhealth/fl-core/protocol';
import { Divider, Stack, Table, Text, Title } from '@mantine/core';
import { Promises } from './promises.tsx';
import { requiredColumns } from './required-columns.ts';

export function StudyDetails({ invitation: { study } }: { invitation: InvitationView }) {
  return (
    <Stack gap="xl">
      {study.description && <Text maw={720}>{study.description}</Text>}
      <Promises study={study} />
      <Divider />
      <Stack gap="xs">
        <Title order={3}>Columns your file should have</Title>
        <Table.ScrollContainer minWidth={460}>
          <Table aria-label="Columns your file should have" verticalSpacing={8}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>Column</Table.Th>
                <Table.Th>What it holds</Table.Th>
                <Table.Th>Unit</Table.Th>
                <Table.Th>From</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {requiredColumns(study).map(({ name, holds, unit, from }) => (
                <Table.Tr key={name}>
                  <Table.Td ff="monospace">{name}</Table.Td>
                  <Table.Td>{holds}</Table.Td>
                  <Table.Td>{unit ?? '—'}</Table.Td>
                  <Table.Td>{from}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      </Stack>
    </Stack>
  );
}
