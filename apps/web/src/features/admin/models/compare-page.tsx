/** Two versions of a study's model side by side. */
import type { ModelComparisonView } from '@fedhealth/fl-core/protocol';
import { Anchor, Paper, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { Link, useSearchParams } from 'react-router';
import { Page } from '../../../components/page.tsx';
import { useModelComparison } from '../data/models.ts';
import { type Column, DataTable } from '../parts/data-table.tsx';
import { QueryView } from '../parts/query-view.tsx';
import { ComparedCurves } from './compared-curves.tsx';
import { ComparedWeights } from './compared-weights.tsx';
import { type ComparedRow, figureRows, lineageRows, settingRows } from './comparison-rows.ts';

const asVersion = (text: string | null): number | null =>
  text !== null && /^[1-9]\d{0,9}$/.test(text) ? Number(text) : null;

export function ComparePage() {
  const [query] = useSearchParams();
  const [a, b] = [asVersion(query.get('a')), asVersion(query.get('b'))];
  const comparison = useModelComparison(a, b);
  const back = (
    <Anchor component={Link} to="/admin/models">
      All models
    </Anchor>
  );
  if (a === null || b === null) {
    return (
      <Page title="Compare models" actions={back}>
        <Text>Tick two versions on the page of models, then press “Compare”.</Text>
      </Page>
    );
  }
  return (
    <Page
      title={`Version ${a} and version ${b}`}
      lead="Figures, origins, settings that differ, how both were trained, and how far their weights are apart."
      actions={back}
      size="xl"
    >
      <QueryView query={comparison} what="the comparison" rows={6}>
        {(data) => <Compared data={data} />}
      </QueryView>
    </Page>
  );
}

function Compared({ data }: { data: ModelComparisonView }) {
  const settings = settingRows(data);
  return (
    <Stack gap="lg">
      <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="lg">
        <Side title="Figures" data={data} rows={figureRows(data)} numeric />
        <Side title="Where they come from" data={data} rows={lineageRows(data)} />
      </SimpleGrid>
      <Side
        title="Settings that differ"
        data={data}
        rows={settings}
        lead={
          settings.length === 0
            ? `All ${data.same} settings are the same.`
            : `${data.same} others are the same.`
        }
      />
      <ComparedCurves data={data} />
      <ComparedWeights data={data} />
    </Stack>
  );
}

interface SideProps {
  title: string;
  data: ModelComparisonView;
  rows: readonly ComparedRow[];
  lead?: string;
  numeric?: boolean;
}

function Side({ title, data, rows, lead, numeric = false }: SideProps) {
  const columns: Column<ComparedRow>[] = [
    { key: 'name', header: 'What', cell: ({ name }) => name },
    { key: 'a', header: `Version ${data.a.version}`, numeric, cell: ({ a }) => a },
    { key: 'b', header: `Version ${data.b.version}`, numeric, cell: ({ b }) => b },
  ];
  if (numeric) {
    columns.push({ key: 'd', header: 'Difference', numeric: true, cell: ({ change }) => change ?? '—' });
  }
  return (
    <Paper component="section" aria-label={title} p="lg" miw={0}>
      <Stack gap="md">
        <Stack gap={4}>
          <Title order={2} size="h3">
            {title}
          </Title>
          {lead && (
            <Text size="sm" c="dimmed">
              {lead}
            </Text>
          )}
        </Stack>
        {rows.length > 0 && (
          <DataTable label={title} columns={columns} rows={rows} rowKey={({ name }) => name} minWidth={440} />
        )}
      </Stack>
    </Paper>
  );
}
