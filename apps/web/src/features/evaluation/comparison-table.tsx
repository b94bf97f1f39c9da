import type { ClassificationMetrics } from '@fedhealth/fl-core/metrics';
import { Group, Stack, Table, Text } from '@mantine/core';
import { IconArrowDownRight, IconArrowUpRight, IconEqual } from '@tabler/icons-react';
import { type ComparedMeasure, compareModels } from './compare.ts';

const MARKS = { better: IconArrowUpRight, worse: IconArrowDownRight, same: IconEqual } as const;
const COLOURS = { better: 'var(--app-good)', worse: 'var(--app-warning)', same: undefined } as const;

function Difference({ verdict, difference }: Pick<ComparedMeasure, 'verdict' | 'difference'>) {
  if (verdict === 'unknown') return <>{difference}</>;
  const Mark = MARKS[verdict];
  return (
    <Group gap={6} wrap="nowrap" c={COLOURS[verdict]}>
      <Mark size={16} aria-hidden />
      {difference}
    </Group>
  );
}

interface ComparisonTableProps {
  shared: ClassificationMetrics;
  alone: ClassificationMetrics | null;
  /** Undefined: the run made no such model. */
  own?: ClassificationMetrics | null | undefined;
}

/** The models on this hospital's test rows. */
export function ComparisonTable({ shared, alone, own }: ComparisonTableProps) {
  return (
    <Table.ScrollContainer minWidth={560}>
      <Table aria-label="The shared model against one trained here alone">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>On your test rows</Table.Th>
            <Table.Th ta="right">Shared model</Table.Th>
            <Table.Th ta="right">Your rows alone</Table.Th>
            {own && <Table.Th ta="right">Your own version</Table.Th>}
            <Table.Th>The shared model is</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {compareModels(shared, alone, own).map((measure) => (
            <Table.Tr key={measure.key}>
              <Table.Td>
                <Stack gap={0}>
                  <Text inherit fw={600}>
                    {measure.name}
                  </Text>
                  <Text size="sm" c="dimmed">
                    {measure.meaning}
                  </Text>
                </Stack>
              </Table.Td>
              <Table.Td ta="right">{measure.shared}</Table.Td>
              <Table.Td ta="right">{measure.alone}</Table.Td>
              {own && <Table.Td ta="right">{measure.own}</Table.Td>}
              <Table.Td>
                <Difference verdict={measure.verdict} difference={measure.difference} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
