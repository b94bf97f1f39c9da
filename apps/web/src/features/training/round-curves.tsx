/** Loss and AUC by round as charts, and the same figures as a table for those who read rather than look. */
import { Button, Collapse, Group, SimpleGrid, Stack, Table, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { memo, useId } from 'react';
import { RoundChartOnDemand } from '../../components/round-chart-on-demand.tsx';
import { formatMetric } from '../../lib/format.ts';
import type { RoundPoint } from './round-series.ts';

const own = (key: string) => ({ key, name: 'Your test rows' });
const all = (key: string) => ({ key, name: 'All hospitals', second: true });
const format = (value: number) => formatMetric(value, 2);

/** Drawn anew only when a round brings new points. */
export const RoundCurves = memo(function RoundCurves({ points }: { points: readonly RoundPoint[] }) {
  const [open, { toggle }] = useDisclosure(false);
  const id = useId();
  if (points.length === 0) {
    return <Text c="dimmed">The curves of loss and AUC appear here after the first round.</Text>;
  }
  return (
    <Stack gap="md">
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="xl">
        <Stack gap={4} component="figure" m={0} aria-label="AUC by round">
          <Title order={3} size="h4">
            AUC by round
          </Title>
          <Text size="sm" c="dimmed">
            How well the outcome is ranked: 0.5 is chance, 1 is perfect
          </Text>
          <RoundChartOnDemand
            data={points}
            series={[own('ownAuc'), all('allAuc')]}
            format={format}
            within={[0, 1]}
          />
        </Stack>
        <Stack gap={4} component="figure" m={0} aria-label="Loss by round">
          <Title order={3} size="h4">
            Loss by round
          </Title>
          <Text size="sm" c="dimmed">
            How far the chances are from what happened: lower is better
          </Text>
          <RoundChartOnDemand data={points} series={[own('ownLoss'), all('allLoss')]} format={format} />
        </Stack>
      </SimpleGrid>
      <Group>
        <Button variant="subtle" size="compact-sm" aria-expanded={open} aria-controls={id} onClick={toggle}>
          {open ? 'Hide the figures' : 'Show the figures'}
        </Button>
      </Group>
      <Collapse expanded={open} id={id}>
        <Table.ScrollContainer minWidth={460}>
          <Table aria-label="Figures by round" verticalSpacing={6}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>Round</Table.Th>
                <Table.Th ta="right">AUC, your test rows</Table.Th>
                <Table.Th ta="right">AUC, all hospitals</Table.Th>
                <Table.Th ta="right">Loss, your test rows</Table.Th>
                <Table.Th ta="right">Loss, all hospitals</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {points.map(({ round, ownAuc, allAuc, ownLoss, allLoss }) => (
                <Table.Tr key={round}>
                  <Table.Td>{round}</Table.Td>
                  <Table.Td ta="right">{formatMetric(ownAuc)}</Table.Td>
                  <Table.Td ta="right">{formatMetric(allAuc)}</Table.Td>
                  <Table.Td ta="right">{formatMetric(ownLoss)}</Table.Td>
                  <Table.Td ta="right">{formatMetric(allLoss)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      </Collapse>
    </Stack>
  );
});
