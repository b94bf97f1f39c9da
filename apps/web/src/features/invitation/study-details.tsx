/** What is learned, from which columns, and what that means for this hospital's data. */
import type { InvitationView } from '@fedhealth/fl-core/protocol';
import { Divider, Stack, Table, Text, Title } from '@mantine/core';
import { Promises } from './promises.tsx';

const SOURCES: Readonly<Record<string, string>> = {
  wearable: 'Wearable',
  air: 'Air',
  weather: 'Weather',
  clinical: 'Clinical record',
  other: '',
};

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
              {study.features.map((feature) => (
                <Table.Tr key={feature.name}>
                  <Table.Td ff="monospace">{feature.name}</Table.Td>
                  <Table.Td>
                    {feature.description ?? (feature.kind === 'numeric' ? 'A number' : 'A value')}
                  </Table.Td>
                  <Table.Td>{feature.unit ?? '—'}</Table.Td>
                  <Table.Td>{SOURCES[feature.source] ?? feature.source}</Table.Td>
                </Table.Tr>
              ))}
              <Table.Tr>
                <Table.Td ff="monospace">{study.label.column}</Table.Td>
                <Table.Td>
                  {study.label.description ?? 'What is learned'}: {study.label.positive} means yes
                </Table.Td>
                <Table.Td>—</Table.Td>
                <Table.Td>What is learned</Table.Td>
              </Table.Tr>
              {study.timestamp && (
                <Table.Tr>
                  <Table.Td ff="monospace">{study.timestamp}</Table.Td>
                  <Table.Td>Date and time of the reading</Table.Td>
                  <Table.Td>—</Table.Td>
                  <Table.Td />
                </Table.Tr>
              )}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      </Stack>
    </Stack>
  );
}
