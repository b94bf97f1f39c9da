/** One feature's way into the model: each step with its rows and the values before and after. */
import type { PreparationStep, StepValues } from '@fedhealth/fl-core/preprocessing';
import { SimpleGrid, Stack, Table, Text } from '@mantine/core';
import { ChartCard } from '../../../components/chart-card.tsx';
import { formatCount } from '../../../lib/format.ts';
import { shortNumber, stepSentence, stepTitle } from './preparation-words.ts';
import { StepChart } from './step-chart.tsx';

interface FeatureStepsProps {
  name: string;
  unit: string | null;
  steps: readonly PreparationStep[];
}

export function FeatureSteps({ name, unit, steps }: FeatureStepsProps) {
  return (
    <ChartCard compact title={name} label={`Preparation of ${name}`}>
      {(asTable) =>
        steps.map((step) => (
          <Stack key={`${step.step} ${step.settings.part ?? ''}`} gap={6}>
            <Text component="div">
              <Text span fw={600}>
                {stepTitle(step)}:
              </Text>{' '}
              {stepSentence(step, unit)}
            </Text>
            <StepValuesView step={step} name={name} asTable={asTable} />
          </Stack>
        ))
      }
    </ChartCard>
  );
}

/** A step that touched nothing shows its values once, and the charts of a step stand side by side. */
function StepValuesView({ step, name, asTable }: { step: PreparationStep; name: string; asTable: boolean }) {
  const { before, after, rowsTouched } = step;
  const changes =
    rowsTouched > 0 && step.step !== 'encode' && step.step !== 'time' && step.step !== 'indicator';
  const title = stepTitle(step).toLowerCase();
  if (asTable) {
    return (
      <Table.ScrollContainer minWidth={260} mah={260}>
        <Table aria-label={`Values of ${name}, ${title}`} fz="sm" verticalSpacing={4}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{changes ? 'Before' : 'Value'}</Table.Th>
              <Table.Th ta="right">Rows</Table.Th>
              {changes && <Table.Th>After</Table.Th>}
              {changes && <Table.Th ta="right">Rows</Table.Th>}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {before.counts.map((count, index) => (
              <Table.Tr key={nameOf(before, index)}>
                <Table.Td>{nameOf(before, index)}</Table.Td>
                <Table.Td ta="right">{formatCount(count)}</Table.Td>
                {changes && <Table.Td>{nameOf(after, index)}</Table.Td>}
                {changes && <Table.Td ta="right">{formatCount(after.counts[index] ?? 0)}</Table.Td>}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    );
  }
  if (!changes) return null;
  return (
    <SimpleGrid cols={2} spacing="md">
      <div>
        <Text size="xs" c="dimmed">
          Before
        </Text>
        <StepChart values={before} label={`${name} before ${title}`} color="var(--app-series-2)" />
      </div>
      <div>
        <Text size="xs" c="dimmed">
          After
        </Text>
        <StepChart values={after} label={`${name} after ${title}`} color="var(--app-series-1)" />
      </div>
    </SimpleGrid>
  );
}

function nameOf(values: StepValues, index: number): string {
  if (values.kind === 'names') return values.names[index] ?? '—';
  if (values.counts.length === 0) return '—';
  return `${shortNumber(values.edges[index])} to ${shortNumber(values.edges[index + 1])}`;
}
