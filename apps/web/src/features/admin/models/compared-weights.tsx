/** How far the weights of two versions are apart, layer by layer. */
import type { ModelComparisonView } from '@fedhealth/fl-core/protocol';
import { Paper, Stack, Text, Title } from '@mantine/core';
import { formatMetric, formatShare } from '../../../lib/format.ts';
import { type Column, DataTable } from '../parts/data-table.tsx';

type Weights = NonNullable<ModelComparisonView['weights']>;
type Row = Weights['tensors'][number];

const COLUMNS: Column<Row>[] = [
  { key: 'name', header: 'Part', cell: ({ name }) => name },
  {
    key: 'euclidean',
    header: 'Distance',
    hint: 'Euclidean norm of the difference',
    numeric: true,
    cell: ({ euclidean }) => formatMetric(euclidean, 4),
    sort: ({ euclidean }) => euclidean,
  },
  {
    key: 'relative',
    header: 'Of its length',
    hint: 'The distance as a share of the first version’s norm',
    numeric: true,
    cell: ({ relative }) => formatShare(relative),
    sort: ({ relative }) => relative,
  },
  {
    key: 'cosine',
    header: 'Cosine',
    hint: '1: the same direction; 0: nothing in common',
    numeric: true,
    cell: ({ cosine }) => formatMetric(cosine, 4),
    sort: ({ cosine }) => cosine,
  },
  {
    key: 'largest',
    header: 'Largest change',
    hint: 'Of one weight',
    numeric: true,
    cell: ({ largest }) => formatMetric(largest, 4),
    sort: ({ largest }) => largest,
  },
];

export function ComparedWeights({ data: { weights, samePreparation } }: { data: ModelComparisonView }) {
  return (
    <Paper component="section" aria-label="Distance of the weights" p="lg" miw={0}>
      <Stack gap="md">
        <Stack gap={4}>
          <Title order={2} size="h3">
            Distance of the weights
          </Title>
          <Text size="sm" c="dimmed">
            {weights === null
              ? 'The two networks differ in their layers or inputs, so their weights cannot be set beside each other.'
              : samePreparation
                ? 'Both prepare their inputs in the same way.'
                : 'Their preparation was fitted on different statistics, so part of the distance makes up for that.'}
          </Text>
        </Stack>
        {weights && (
          <DataTable
            label="Distance of the weights"
            columns={COLUMNS}
            rows={[{ ...weights, name: 'All weights' }, ...weights.tensors]}
            rowKey={({ name }) => name}
            minWidth={560}
          />
        )}
      </Stack>
    </Paper>
  );
}
