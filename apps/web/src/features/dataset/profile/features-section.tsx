import {
  boxFigure,
  type ColumnProfile,
  histogramFigure,
  type Profile,
  percent,
  shown,
  summaryRows,
} from '@fedhealth/fl-core/quality';
import { Select, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { useCallback, useState } from 'react';
import { FigureView } from './figure-view.tsx';
import { PlainTable } from './plain-table.tsx';

/** One column at a time: thirty at once would be a wall. */
export function FeaturesSection({ profile }: { profile: Profile }) {
  const first = profile.columns.find(({ role }) => role === 'feature') ?? profile.columns[0];
  const [name, setName] = useState(first?.name ?? null);
  const column = profile.columns.find((one) => one.name === name) ?? first;
  if (!column) return <Text c="dimmed">The file has no columns.</Text>;
  return (
    <Stack gap="lg">
      <Select
        label="Column"
        maw={360}
        searchable
        allowDeselect={false}
        data={profile.columns.map((one) => one.name)}
        value={column.name}
        onChange={setName}
      />
      <Feature key={column.name} column={column} label={profile.label.column} />
    </Stack>
  );
}

function Feature({ column, label }: { column: ColumnProfile; label: string }) {
  const isLabel = column.role === 'label';
  const histogram = useCallback((width: number) => histogramFigure(column, label, width), [column, label]);
  const box = useCallback((width: number) => boxFigure(column, width), [column]);
  const { extremes, topValues } = column;
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }} spacing="xl">
      <Stack gap="xs" miw={0}>
        <Title order={5} style={{ overflowWrap: 'anywhere' }}>
          {column.name}
          {column.unit ? ` (${column.unit})` : ''}
        </Title>
        <PlainTable label={`Summary of ${column.name}`} rows={summaryRows(column)} maxHeight={800} />
      </Stack>
      <Stack gap="lg" miw={0}>
        {column.count === 0 && (
          <Text c="dimmed">No cell of this column holds a value, so there is nothing to draw.</Text>
        )}
        {!isLabel && <FigureView make={histogram} />}
        {!isLabel && <FigureView make={box} />}
        {topValues && (
          <PlainTable
            label={`Most frequent values of ${column.name}`}
            head={['Most frequent', 'Rows', 'Share', `${label}: yes`]}
            rows={topValues.map(({ value, count, share, positives, labelled }) => [
              value,
              shown(count),
              percent(share),
              percent(labelled === 0 ? null : positives / labelled),
            ])}
          />
        )}
        {extremes && !isLabel && (
          <PlainTable
            label={`Extreme values of ${column.name}`}
            head={['Lowest', 'Row', 'Highest', 'Row']}
            rows={extremes.lowest.map(({ value, row }, index) => {
              const high = extremes.highest[index];
              return [shown(value), String(row), shown(high?.value), high ? String(high.row) : '—'];
            })}
          />
        )}
      </Stack>
    </SimpleGrid>
  );
}
