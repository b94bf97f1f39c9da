import { Button, Group, Paper, Stack, Table, Text, Title } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { ScrollRegion } from '../../parts/scroll-region.tsx';
import type { Difference } from '../new/run-draft.ts';
import { settingName } from './setting-name.ts';
import { settingValue } from './setting-value.ts';

interface RunDifferencesProps {
  differences: readonly Difference[];
  /** Offered where the differences can still be taken back. */
  onReset?: () => void;
}

/** What of the study is other in a run, place by place; nothing where nothing is. */
export function RunDifferences({ differences, onReset }: RunDifferencesProps) {
  if (differences.length === 0) return null;
  const title = 'Other than in the study';
  return (
    <Paper p="lg" component="section" aria-label={title}>
      <Stack gap="md">
        <Group justify="space-between">
          <Stack gap={4}>
            <Title order={2}>{title}</Title>
            <Text size="sm" c="dimmed">
              For this run alone. It is kept with the run and shown wherever the run is.
            </Text>
          </Stack>
          {onReset && (
            <Button
              variant="default"
              leftSection={<IconArrowBackUp size={16} aria-hidden />}
              onClick={onReset}
            >
              As in the study
            </Button>
          )}
        </Group>
        <ScrollRegion label={title}>
          <Table miw={340} aria-label={title}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th scope="col">Setting</Table.Th>
                <Table.Th scope="col">Study</Table.Th>
                <Table.Th scope="col">This run</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {differences.map(({ path, study, run }) => (
                <Table.Tr key={path}>
                  <Table.Th scope="row" fw={550}>
                    {settingName(path)}
                  </Table.Th>
                  <Table.Td>{settingValue(path, study)}</Table.Td>
                  <Table.Td>{settingValue(path, run)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </ScrollRegion>
      </Stack>
    </Paper>
  );
}
